"""The extraction report of a page: its parts, and its dropped words by reason."""

import json

import pytest

from wikisearch.cli.profile_command import profile_command
from wikisearch.errors import PageError, SourceError
from wikisearch.ingest import PageInput, explain_page, inspect_page, parse_page

PAGE = """<meta name=generator content="Docutils 0.19"><title>T &#8212; Site</title><body>
<div class=related><p>two words</p></div><div role=main><h1>T</h1>
<p>A definition of a thing.</p><nav>in a menu</nav><p hidden>not shown</p>
<div class=comments><p>I like it</p></div><span class=viewcode-link>source</span>
<h2 id=a>A</h2><p>One.</p><h2>See also</h2><ul><li><a href=b.html>B</a></ul></div>
<div>around the content</div></body>"""


def facts_of(html: str):
    return inspect_page(PageInput("x.html", html.encode()))[1]


def test_the_facts_of_a_page():
    facts = facts_of(PAGE)
    assert (facts.path, facts.stats.profile, facts.stats.title_from) == ("x.html", "sphinx", "h1")
    assert facts.reason == 'generator "Docutils 0.19" matches "^(?:Docutils|Sphinx)"'
    assert facts.stats.parts == ("definition", "related")
    assert (facts.stats.sections, facts.stats.anchors_made, facts.redirect) == (3, 1, "")
    assert facts.stats.words == 10
    assert dict(facts.stats.dropped) == {
        "boilerplate": 1,
        "comments": 3,
        "hidden": 2,
        "navigation": 5,
        "outside": 3,
    }


def test_a_page_is_the_same_whether_it_is_inspected_or_not():
    assert inspect_page(PageInput("x.html", PAGE.encode()))[0] == parse_page(
        PAGE.encode(), "x.html"
    )


def test_the_report_of_a_term_page_lists_its_parts():
    html = (
        "<p class=category>Models</p><h1>X</h1><p class=aliases>Y</p><p class=definition>A thing."
        "</p><h2>Why it matters</h2><p>Because.</p><h2>Related Concepts</h2><a href=b.html>B</a>"
    )
    parts = ("category", "aliases", "definition", "related", "why it matters")
    assert facts_of(html).stats.parts == parts
    assert facts_of(html.replace("<p class=definition>A thing.</p>", "")).stats.parts == (
        *parts[:2],
        *parts[3:],
    )


def test_the_words_of_a_listing_are_counted():
    links = "".join(f"<li><a href={n}.html>Term number {n}</a></li>" for n in range(40))
    facts = facts_of(f"<h1>All</h1><ul>{links}</ul>")
    assert (dict(facts.stats.dropped), facts.stats.is_listing) == ({"listing": 120}, True)
    assert facts.stats.words == 0


SOURCES = {
    "profile": "<meta name=generator content=MediaWiki><h1 id=firstHeading>T</h1>",
    "h1": "<h1>T</h1>",
    "title element": "<title>T</title><p>x",
    "heading": "<h2>T</h2>",
    "file name": "<p>x",
}


@pytest.mark.parametrize(("source", "html"), SOURCES.items())
def test_where_the_title_is_from(source, html):
    assert facts_of(html).stats.title_from == source


def test_a_page_is_explained(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    explained = explain_page(file)
    assert explained.page.title == "T"
    assert explained.main == "div"
    assert explained.links == (("related", 1),)
    assert explained.report == inspect_page(PageInput("page.html", PAGE.encode()))[1]


def test_the_profiles_beside_a_page_count(tmp_path, monkeypatch):
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "wikisearch.toml").write_text("[profiles.mine]")
    assert explain_page(tmp_path / "page.html").report.stats.profile == "mine"
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "page.html").write_text(PAGE)
    assert explain_page(tmp_path / "sub" / "page.html").report.stats.profile == "sphinx"
    assert explain_page(tmp_path / "sub" / "page.html", tmp_path).report.stats.profile == "mine"
    monkeypatch.chdir(tmp_path)
    assert explain_page("sub/page.html").report.stats.profile == "mine"


def run(capsys, *arguments):
    assert profile_command.main(list(arguments), standalone_mode=False) == 0
    return capsys.readouterr().out


def test_the_command_prints_what_a_profile_extracts(tmp_path, capsys):
    (tmp_path / "page.html").write_text(PAGE)
    lines = run(capsys, str(tmp_path / "page.html")).splitlines()
    assert lines[0] == (
        'profile     sphinx: generator "Docutils 0.19" matches "^(?:Docutils|Sphinx)"'
    )
    assert "title       T (h1)" in lines
    assert "sections    3, 1 with a generated anchor" in lines
    assert "    A #a  One." in lines


def test_the_command_gives_json(tmp_path, capsys):
    (tmp_path / "page.html").write_text(PAGE)
    found = json.loads(run(capsys, str(tmp_path / "page.html"), "--json"))
    assert (found["profile"], found["title"], found["links"]) == ("sphinx", "T", {"related": 1})
    assert [section["anchor"] for section in found["sections"]] == ["", "a", "see-also"]


def test_the_command_shows_where_a_redirect_leads(tmp_path, capsys):
    (tmp_path / "page.html").write_text("<meta http-equiv=refresh content='0; url=b.html'>")
    assert "redirect    b.html (b)" in run(capsys, str(tmp_path / "page.html")).splitlines()


def test_a_mistake_in_a_profile_is_reported(tmp_path):
    with pytest.raises(PageError, match="cannot be read"):
        profile_command.main([str(tmp_path / "none.html")], standalone_mode=False)
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "wikisearch.toml").write_text("[profiles.mine]\nx = 1")
    with pytest.raises(SourceError, match=r"profiles\.mine\.x: unknown key"):
        profile_command.main([str(tmp_path / "page.html")], standalone_mode=False)
