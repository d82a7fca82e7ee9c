"""The report of a build as text, as JSON, and by its exit code."""

import json

import pytest

from wikisearch.cli import main
from wikisearch.indexer.build import run_build
from wikisearch.model.build import BuildRequest
from wikisearch.model.report import BrokenLink, Drift
from wikisearch.render.report import report_json, report_lines

PAGE = """<title>{0}</title><div>words around it</div><main><h1>{0}</h1>
<p>A {0} is an animal that lives on a farm.</p>
<h2 id="part">Part</h2><p id="place">More <a href="{1}">there</a>.</p></main>"""

PROFILE = """[profiles.mine]
definition = [".definition"]
[profiles.mine.signs]
selectors = ["article.term"]
"""
TERM = '<article class="term"><h1>{0}</h1>{1}<h2>Part</h2><p>Words.</p></article>'


def write(folder, **pages):
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def reported(source, tmp_path, **options):
    return run_build(BuildRequest(source, tmp_path / "index", **options)).report


def exit_code(*arguments):
    with pytest.raises(SystemExit) as caught:
        main([*map(str, arguments)])
    return caught.value.code or 0


@pytest.fixture
def wiki(tmp_path):
    return write(
        tmp_path / "wiki",
        ant=PAGE.format("Ant", "bee.html#place"),
        bee=PAGE.format("Bee", "ant.html#nowhere"),
        cow=PAGE.format("Cow", "dog.html"),
        doe=PAGE.format("Doe", "dog.html#x"),
        eel=PAGE.format("Eel", "notes.pdf5"),
        blank="<title>Blank</title><main><h1>Blank</h1></main>",
        nothing="",
    )


def test_a_link_to_a_missing_page_or_anchor_is_broken(wiki, tmp_path):
    (wiki / "notes.pdf5").touch()
    assert reported(wiki, tmp_path).broken == (
        BrokenLink("ant", "nowhere", 1, "bee.html"),
        BrokenLink("dog", "", 2, "cow.html"),
    )
    write(wiki, dog=PAGE.format("Dog", "#top"))
    assert reported(wiki, tmp_path).broken == (
        BrokenLink("ant", "nowhere", 1, "bee.html"),
        BrokenLink("dog", "x", 1, "doe.html"),
    )


def test_the_report_counts_pages_and_words(wiki, tmp_path):
    report = reported(wiki, tmp_path)
    assert (report.files, report.read, report.unchanged, report.pages) == (7, 7, 0, 6)
    assert report.empty == ("blank.html",)
    assert [refusal.path for refusal in report.refused] == ["nothing.html"]
    assert report.sections == 11
    assert report.dropped == (("outside", 15),)
    assert report.words == sum(page.stats.words for page in report.details) > 0
    assert [page.path for page in report.details] == sorted(page.path for page in report.details)
    assert "definition" in report.details[0].stats.parts


def test_only_reused_pages_count_as_unchanged(wiki, tmp_path, capsys):
    (wiki / "z-empty.html").touch()
    for name in ("ant", "bee"):
        (wiki / f"z-{name}.html").write_bytes((wiki / f"{name}.html").read_bytes())
    (wiki / "z-gone.html").symlink_to("nowhere.html")
    command = ("index", wiki, "--index", tmp_path / "index", "--workers", 1)
    endings = []
    for change in ("", "", "<p>New", "<p>Newer"):
        if change:
            write(wiki, new=change)
        assert exit_code(*command) == 1
        endings.append(capsys.readouterr().err.splitlines()[-1].partition(" sections indexed")[2])
    assert endings == [
        f", 3 refused, 2 duplicates; index in {tmp_path / 'index'}",
        f", 3 refused, 2 duplicates; nothing changed; index in {tmp_path / 'index'}",
        f", 3 refused, 2 duplicates; 11 unchanged; index in {tmp_path / 'index'}",
        f", 3 refused, 2 duplicates; 11 unchanged; index in {tmp_path / 'index'}",
    ]
    (wiki / "ant.html").unlink()
    outcome = reported(wiki, tmp_path)
    assert (outcome.files, outcome.read, outcome.unchanged) == (11, 1, 10)
    assert len(outcome.duplicates) == 1


def test_a_page_that_gains_a_name_is_not_unchanged(wiki, tmp_path):
    reported(wiki, tmp_path)
    write(wiki, old="<title>Emmet</title><meta http-equiv=refresh content='0; url=ant.html'>")
    report = reported(wiki, tmp_path)
    assert (report.files, report.read, report.unchanged) == (8, 1, 6)


def test_the_report_is_text_and_json(wiki, tmp_path):
    report = reported(wiki, tmp_path)
    facts = json.loads(report_json(report))
    assert set(facts) == set(type(report).__dataclass_fields__)
    assert facts["broken"][0] == {
        "target": "ant",
        "anchor": "nowhere",
        "pages": 1,
        "example": "bee.html",
    }
    lines = list(map(str, report_lines(report)))
    assert "broken: dog (on 2 pages, such as cow.html)" in lines
    assert any(line.startswith("ant.html: ") for line in lines)


def test_the_command_prints_the_report(wiki, tmp_path, capsys):
    index = tmp_path / "index"
    assert exit_code("index", wiki, "--index", index, "--json", "--workers", 1) == 1
    first = json.loads(capsys.readouterr().out)
    assert exit_code("index", wiki, "--index", index, "--json", "--workers", 1) == 1
    captured = capsys.readouterr()
    again = json.loads(captured.out)
    assert "nothing changed" in captured.err
    assert (again["read"], again["unchanged"]) == (0, 7)
    assert {**again, "read": 7, "unchanged": 0} == first
    assert exit_code("index", wiki, "--index", index, "--report", "--workers", 1) == 1
    assert "dropped" in capsys.readouterr().out


def test_a_strict_run_leaves_the_index_as_it_was(tmp_path, capsys):
    source, index = write(tmp_path / "wiki", ant=PAGE.format("Ant", "#")), tmp_path / "index"
    command = ("index", source, "--index", index, "--workers", 1, "--strict")
    assert exit_code(*command) == 0
    write(source, empty="")
    assert exit_code(*command) == 2
    assert "refused: empty.html" in capsys.readouterr().err
    assert sorted(path.name for path in index.iterdir()) == [
        "CURRENT",
        "generation-000001",
        "lock",
    ]
    assert exit_code(*command[:-1]) == 1
    assert exit_code(*command) == 2


def test_a_template_that_lost_its_definitions_is_reported(tmp_path):
    definition = '<p class="definition">What it is.</p>'
    source = write(
        tmp_path / "wiki",
        **{f"p{n}": TERM.format(f"Page {n}", definition if n else "") for n in range(4)},
    )
    (source / "wikisearch.toml").write_text(PROFILE, encoding="utf-8")
    assert reported(source, tmp_path).drift == ()
    assert not reported(source, tmp_path).faults
    changed = {f"p{n}": TERM.format(f"Page {n}", "") for n in range(1, 3)}
    write(source, **changed)
    assert reported(source, tmp_path, strict=True).drift == (Drift("mine", 4, 3),)
    report = reported(source, tmp_path)
    assert report.drift == (Drift("mine", 4, 3),)
    assert any("profile mine" in str(line) for line in report_lines(report))
