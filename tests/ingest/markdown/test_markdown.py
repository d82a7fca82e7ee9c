"""Markdown files are read like the HTML pages that a site generator makes of them."""

from math import isqrt

import pytest

import wikisearch
from tests.indexer.folders import run, write
from tests.steps import assert_linear
from wikisearch.ingest import explain_page, standard_profiles
from wikisearch.ingest.extract.extraction import extract
from wikisearch.ingest.markdown import markdown_files
from wikisearch.ingest.markdown.front_matter import FrontMatter, split_front_matter
from wikisearch.ingest.markdown.markdown_page import markdown_page
from wikisearch.ingest.markdown.note_names import NoteNames

NAMES = NoteNames(["ops/Rate limiting.md", "deep/Token Bucket.md", "Bucket.md", "ops/Bucket.md"])


def page_of(text, path="ops/note.md", names=NAMES):
    return extract(markdown_page(text.encode(), path, names), standard_profiles()).page


FRONT = {
    '---\ntitle: "A: b"\naliases: [one, two]\ntags:\n  - "#ops"\n---\n': (
        "A: b",
        ("one", "two"),
        "ops",
    ),
    "---\ntitle: 2024\nalias: x, y\ntags: a b, c\nlang: de\n---\n": (
        "2024",
        ("x", "y"),
        "a b",
        "de",
    ),
    "---\ncategories: [News]\ntags: [t]\naliases: [/old/path/, Old]\n---\n": ("", ("Old",), "News"),
    '+++\ntitle = "Hugo"\ntags = ["t"]\ndate = 2024-01-01\n+++\n': ("Hugo", (), "t"),
    "---\r\ntitle: dos\r\n---\r\n": ("dos",),
    "\ufeff---\ntitle: mark\n---\n": ("mark",),
    "---\ntitle: [unclosed\n---\n": (),
    "---\n- a list\n---\n": (),
    "---\n" + "a: &a [" + "[" * 2000 + "\n---\n": (),
    "---\nx: !!python/object/apply:os.system ['false']\ntitle: safe\n---\n": ("safe",),
    f"---\nfiller: {'x' * 70_000}\ntitle: long\n---\n": (),
}


@pytest.mark.parametrize(("block", "values"), FRONT.items(), ids=range(len(FRONT)))
def test_properties_are_read_in_all_common_spellings(block, values):
    assert split_front_matter(f"{block}Text") == (FrontMatter(*values), "Text")


def test_a_rule_at_the_top_is_no_front_matter():
    assert split_front_matter("---\ntext")[1] == "---\ntext"
    assert split_front_matter("text\n---\na: b\n---\n")[0] == FrontMatter()


def test_properties_override_the_text():
    page = page_of(
        "---\ntitle: Limiter\naliases: [throttle]\ntags: [ops]\n---\n# Rate limiter\n\nText."
    )
    assert (page.title, page.aliases, page.category) == (
        "Limiter",
        ("Rate limiter", "throttle"),
        "ops",
    )
    assert page.id == "ops/note"


TITLES = {
    ("Rate limiting.md", "Text."): "Rate limiting",
    ("a/README.md", "Text."): "a",
    ("x.md", "# One\n\nText."): "One",
    ("x.md", "One\n===\n\nText."): "One",
}


@pytest.mark.parametrize(("given", "title"), TITLES.items())
def test_a_page_is_named_by_its_heading_or_its_file(given, title):
    path, text = given
    assert page_of(text, path).title == title


LINKS = {
    "[[Rate limiting]]": ("ops/Rate limiting", "", "Rate limiting"),
    "[[rate LIMITING|limits]]": ("ops/Rate limiting", "", "limits"),
    "[[Token Bucket#How it works?]]": (
        "deep/Token Bucket",
        "how-it-works",
        "Token Bucket > How it works?",
    ),
    "[[deep/Token Bucket.md#A#B c]]": (
        "deep/Token Bucket",
        "b-c",
        "deep/Token Bucket.md > A > B c",
    ),
    "[[Bucket]]": ("Bucket", "", "Bucket"),
    "![[Token Bucket]]": ("deep/Token Bucket", "", "Token Bucket"),
    "[[#Setup]]": ("ops/note", "setup", "Setup"),
    "[[Not Written]]": ("Not Written", "", "Not Written"),
    "[[Token Bucket#^4f2a|tb]]": ("deep/Token Bucket", "", "tb"),
    "| a |\n|---|\n| [[Token Bucket\\|tb]] |": ("deep/Token Bucket", "", "tb"),
    "[see](../deep/Token%20Bucket.md#x)": ("deep/Token Bucket", "x", "see"),
    "[see](Rate%20limiting)": ("ops/Rate limiting", "", "see"),
}


@pytest.mark.parametrize(("text", "link"), LINKS.items())
def test_links_name_notes_as_obsidian_finds_them(text, link):
    [found] = page_of(f"# Title\n\n{text}\n").links
    assert (found.target, found.anchor, found.text) == link


def test_the_note_at_the_path_comes_before_one_in_the_same_folder():
    assert NAMES.find("bucket", "ops/note.md") == "Bucket"
    assert NoteNames(["a/x.md", "b/c/x.md", "b/x.md"]).find("X", "b/c/y.md") == "b/c/x"
    assert NoteNames(["a/x.md", "b/c/x.md"]).find("c/x", "y.md") == "b/c/x"


@pytest.mark.parametrize("text", ["`[[x]]`", "![[picture.png|200]]", "[[]]", "[[|x]]", "\\[[x]]"])
def test_what_looks_like_a_link_and_is_none(text):
    assert page_of(f"# Title\n\nSome {text} text.\n").links == ()


SECTIONS = {
    "## Set up {#start}\n\nT.": ("start", "Set up", "T."),
    "## Set *up* `x`!\n\nT.": ("set-up-x", "Set up x!", "T."),
    "## Größe {: .big #g }\n\nT.": ("g", "Größe", "T."),
    "## Set {x}\n\nT.": ("set-x", "Set {x}", "T."),
    '## A\n\n!!! note "Careful"\n    Inside.': ("a", "A", "Careful\nInside."),
    "## A\n\n> [!warning]- Careful\n> Inside.": ("a", "A", "Careful Inside."),
    "## A\n\n> [!tip]\n> Inside.": ("a", "A", "Inside."),
    "## A\n\n:::info\n\nInside [x](y).\n\n:::": ("a", "A", "Inside x."),
    "## A\n\nTerm\n: Meaning.": ("a", "A", "Term\nMeaning."),
    "## A\n\n<script>alert(1)</script>\n\n<b>raw</b> text": ("a", "A", "raw text"),
}


@pytest.mark.parametrize(("text", "section"), SECTIONS.items())
def test_blocks_and_headings_of_generators_are_read(text, section):
    found = page_of(f"# Title\n\nLead.\n\n{text}\n").sections[-1]
    assert (found.anchor, found.title, found.text) == section


HOSTILE = {
    "brackets": lambda size: "[" * size,
    "wiki": lambda size: "[[" * size,
    "embeds": lambda size: "![[x" * size,
    "quotes": lambda size: ">" * size,
    "stars": lambda size: "*a_ " * size,
    "ticks": lambda size: "`" * size + " a",
    "lists": lambda size: "\n".join("  " * depth + "- x" for depth in range(isqrt(40 * size))),
    "tables": lambda size: "|" * size + "\n" + "|-" * size,
    "tags": lambda size: "<div>" * size,
    "braces": lambda size: "# " + "{#" * size,
}
"""Texts whose length is in proportion to a number."""


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_linear_time(make):
    def read(text):
        return page_of(f"# Title\n\n{text}\n")

    assert_linear(read, make, 300)
    assert read(make(6_000)).path == "ops/note.md"


@pytest.fixture
def vault(tmp_path):
    write(
        tmp_path / "v",
        "Ant.md",
        "---\naliases: [Formica]\n---\nAn insect, see [[Bee]] and [[Wasp]].",
    )
    write(tmp_path / "v", "deep/Bee.md", "It makes honey. See [ants](../Ant.md).")
    write(tmp_path / "v", "page.html", "<h1>Page</h1><p>About <a href='Ant.md'>ants</a>.")
    write(tmp_path / "v", ".obsidian/x.md", "hidden")
    return tmp_path / "v"


def test_a_folder_of_markdown_and_html_is_one_wiki(vault, tmp_path):
    outcome = run(vault, tmp_path / "index")
    assert [(link.target, link.example) for link in outcome.report.broken] == [("Wasp", "Ant.md")]
    with wikisearch.open(tmp_path / "index") as index:
        assert [page.id for page in index.pages()] == ["Ant", "deep/Bee", "page"]
        assert index.search("formica")[0].url == "Ant.md"
        assert [hit.id for hit in index.search("linksto:Bee")] == ["Ant"]


def test_a_new_note_changes_where_the_links_of_other_notes_lead(vault, tmp_path):
    run(vault, tmp_path / "index")
    write(vault, "new/Wasp.md", "It stings.")
    assert run(vault, tmp_path / "index").report.broken == ()
    with wikisearch.open(tmp_path / "index") as index:
        assert [hit.id for hit in index.search("linksto:new/Wasp")] == ["Ant"]


def test_a_published_vault_has_the_addresses_of_its_pages(vault, tmp_path):
    write(vault, "deep/README.md", "# Insects\n\nAll of them.")
    run(vault, tmp_path / "index", base_url="https://example.org/wiki")
    with wikisearch.open(tmp_path / "index") as index:
        assert index.search("formica")[0].url == "https://example.org/wiki/Ant.html"
        assert index.search("Insects")[0].url == "https://example.org/wiki/deep/"


def test_a_page_is_explained_alone_and_in_its_vault(vault):
    assert wikisearch.read_page(vault / "Ant.md").aliases == ("Formica",)
    explained = explain_page(vault / "Ant.md", vault)
    assert [link.target for link in explained.page.links] == ["deep/Bee", "Wasp"]
    assert [link.target for link in explain_page(vault / "Ant.md").page.links] == ["Bee", "Wasp"]


def test_without_the_library_html_is_read_and_markdown_named(vault, tmp_path, monkeypatch):
    monkeypatch.setattr("wikisearch.ingest.sources.folder.missing_library", lambda: "markdown_it")
    [warning] = run(vault, tmp_path / "index").warnings
    assert warning.startswith("Markdown files are not read (2): they need markdown_it; run: pip")
    (vault / "page.html").unlink()
    with pytest.raises(wikisearch.MissingLibraryError, match="run: pip install"):
        run(vault, tmp_path / "other")
    assert markdown_files.missing_library() == ""


def test_a_binary_or_too_large_file_is_refused(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.md").write_bytes(b"a" * (9 << 20))
    (tmp_path / "c.md").write_text("Text.")
    refused = {
        each.path: each.reason for each in run(tmp_path, tmp_path / "i", force=True).report.refused
    }
    assert refused["a.md"] == "binary, not Markdown"
    assert "9,437,184 bytes" in refused["b.md"]


TITLED = {
    ":::tip Oil & go\nEvery spring.\n:::": "Oil & go\nEvery spring.",
    "::: warning\nCare.\n:::": "Care.",
    ":::note[Read me]\nFirst.\n:::": "Read me\nFirst.",
    ":::{note} Read me\nFirst.\n:::": "Read me\nFirst.",
    '=== "npm"\n\n    Run `npm`.\n\n=== "yarn"\n\n    Run *yarn*.\n\nEnd.': (
        "npm\nRun npm.\nyarn\nRun yarn.\nEnd."
    ),
    '```\n=== "npm"\n```': '=== "npm"',
}


@pytest.mark.parametrize(("text", "found"), TITLED.items())
def test_titled_blocks_and_tabs_keep_their_titles(text, found):
    assert page_of(f"# Mill\n\n{text}\n").sections[0].text == found


def test_items_of_deeply_nested_lists_are_read():
    items = "".join(f"{'  ' * depth}- item {depth}\n" for depth in range(40))
    assert "item 39" in page_of(f"# Mill\n\n{items}").sections[0].text
