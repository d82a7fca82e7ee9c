"""Results go to stdout, everything else to stderr, and no control characters to a terminal."""

import fcntl
import json
import os
import pty
import re
import shutil
import subprocess
import termios
from pathlib import Path

import pytest

from wikisearch import cli
from wikisearch.render.formats import FORMATS

HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "queen"],
        ["query", "queen", "--flat", "--explain"],
        ["query", "elephant"],
        ["query", "queen", "--facets", "--sort", "links"],
        ["query", '"never closed (foo:bar'],
        ["suggest", "an"],
        ["explain", "queen", "Ant", "wasp"],
        ["related", "Ant"],
        ["names"],
        ["names", "Ant"],
        ["show", "Ant"],
        ["stats"],
    ],
    ids=" ".join,
)
def test_with_json_stdout_is_one_json_value_and_nothing_else(run, arguments):
    outcome = run(*arguments, "--json")
    assert isinstance(json.loads(outcome.out), dict)
    assert outcome.err == ""


def test_a_related_term_is_printed_with_a_tab_before_the_reasons(run):
    assert run("related", "Ant", "--limit", "1").out == "Bee\tsimilar text\n"


def test_a_name_is_printed_as_one_line_with_tabs(run):
    lines = ["Emmet\tAnt\talias\t1", "Formica\tAnt\talias\t1"]
    assert run("names", "Ant").out.splitlines() == run("names").out.splitlines() == lines


def test_categories_are_counted_below_the_results(run):
    lines = run("query", "queen", "--category", "Insects", "--facets").out.splitlines()
    assert lines[-3:] == ["", "by category", "        2  Insects"]


def test_an_unknown_category_gives_a_note_with_the_nearest_one(run):
    outcome = run("query", "--category", "Huntres")
    assert outcome.only_line == "note: no page has the category Huntres; the nearest: Hunters"


def test_an_alias_is_completed_with_the_title_after_a_tab(run):
    assert run("suggest", "a").out == "Ant\n"
    assert run("suggest", "form").out == "Formica\tAnt\n"


def test_an_explanation_is_the_same_in_lines_and_in_json(run):
    lines = run("explain", "paper nest", "wasp", "ant").out.splitlines()
    answer = json.loads(run("explain", "paper nest", "wasp", "ant", "--json").out)
    wasp, ant = answer["terms"]
    assert lines[0] == answer["verdict"]["sentence"]
    assert f"Wasp: rank {wasp['rank']} of {answer['total']}, words" in lines
    assert f"   {wasp['score']:.4f}  {wasp['explain']['description']}" in lines
    assert ant["gap"] == {
        "nowhere": ["paper", "nest"],
        "section": "ant",
        "missing": ["paper", "nest"],
    }
    assert lines[-1] == "   no section matches: paper, nest"


def test_a_warning_goes_to_stderr_or_into_the_json(run):
    outcome = run("query", "queen (")
    assert "Ant" in outcome.out
    assert outcome.only_line.startswith("note: ")
    as_json = run("query", "queen (", "--json")
    assert as_json.err == ""
    assert json.loads(as_json.out)["warnings"]


@pytest.mark.parametrize("output", FORMATS)
def test_every_format_prints_notes_and_facets(run, output):
    outcome = run("query", "queen (", "--facets", "--format", output)
    assert outcome.code == 0
    assert "Ant" in outcome.out
    both = outcome.out + outcome.err
    assert "bracket" in both
    assert "Insects" in both


def test_json_is_short_for_the_format_json(run):
    one, other = (run("query", "queen", *each) for each in (["--json"], ["--format", "json"]))
    first, second = json.loads(one.out), json.loads(other.out)
    assert first["results"] == second["results"]
    refused = run("query", "queen", "--json", "--format", "csv")
    assert refused.code == 2
    assert "--json and --format csv exclude each other" in refused.err


def test_a_corrected_query_gives_a_note(run):
    outcome = run("query", "colany", "--format", "tsv")
    assert outcome.only_line == "note: no page has all of it as typed; showing results for: colony"


@pytest.mark.parametrize(
    ("columns", "widest"), [("0", 20), ("-3", 20), ("1", 20), ("60", 60), ("9999", 120), ("x", 100)]
)
def test_any_terminal_width_works(run, columns, widest):
    lines = run("show", "ant", environment={"COLUMNS": columns}).out.splitlines()
    assert max(map(len, lines)) <= widest


def test_a_terminal_that_does_not_know_its_width_is_not_narrow(run):
    reader, writer = pty.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, bytes(8))
    with os.fdopen(reader, "rb") as terminal, os.fdopen(writer, "wb") as stdout:
        process = run.start("query", "queen", environment={"COLUMNS": ""}, stdout=stdout)
        assert terminal.readline().startswith(b"\x1b[2m2 terms found (")
        assert process.wait() == 0


def test_only_one_module_writes_to_the_streams():
    package = Path(cli.__file__).parents[1]
    texts = {path: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    writers = {path.stem for path, text in texts.items() if re.search(r"\b(echo|secho)\(", text)}
    assert writers == {"output", "completion_command"}


def test_a_build_prints_nothing_on_stdout_and_one_line_on_stderr(own):
    outcome = own("index", "wiki", "--index", "new")
    assert outcome.out == ""
    assert re.fullmatch(r"3 pages, \d+ sections indexed; index in new", outcome.only_line)


def test_the_engine_is_chosen_once(own):
    for arguments in (["--engine", "tantivy"], ["--full"]):
        assert own("index", "wiki", *arguments).code == 0
        assert "engine    tantivy" in own("stats").out.splitlines()
        assert own("query", "queen", "--flat").out.count("\n") == 4
    refused = own("index", "wiki", "--engine", "steam")
    assert refused.code == 2
    assert "'whoosh', 'tantivy'" in refused.err


def test_a_terminal_sees_the_progress(own):
    err = _on_terminal(own, "index", "wiki", "--index", "new", stream="stderr")
    assert "Reading pages" in err
    assert "100%" in err


def test_colour_is_used_only_in_terminals_that_support_it(run):
    assert "\x1b" not in run("query", "queen").out
    assert "\x1b[1m" in _on_terminal(run, "query", "queen")
    assert "\x1b" not in _on_terminal(run, "query", "queen", environment={"NO_COLOR": "1"})


def test_a_pipe_to_head_prints_no_traceback(run):
    first = run.start("query", "queen", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    head = subprocess.run(
        ["head", "-n", "1"], stdin=first.stdout, capture_output=True, text=True, check=True
    )
    first.stdout.close()
    assert head.stdout.startswith("2 terms found")
    assert first.stderr.read() == b""
    first.wait(timeout=60)
    first.stderr.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, finished):
    """A wiki with control characters in its texts and file names."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(finished / "wiki", folder / "wiki")
    attack = "Evil&#27;[31m&#7;\u009b2J\u202eeltit&#27;]0;owned&#7;"
    (folder / "wiki" / "evil.html").write_text(
        f'<meta charset="utf-8"><p class="category">{attack}</p><h1>{attack}</h1>'
        f'<p class="aliases">{attack} alias</p>'
        f'<p class="definition">{attack} is a definition of the evil kind, long enough.</p>'
        f"<h2>{attack} heading</h2><p>{attack} nasty text</p>",
        encoding="utf-8",
    )
    (folder / "wiki" / "name\x1b[31m\x07.html").touch()
    return folder


def test_control_characters_of_a_page_do_not_reach_the_terminal(hostile, run):
    command = type(run)(hostile)
    outcomes = [
        command("index", "wiki"),
        command("query", "nasty"),
        command("query", "nasty", "--flat", "--explain"),
        command("show", "evil"),
        command("stats"),
    ]
    assert "evil" in outcomes[1].out.lower()
    for outcome in outcomes:
        assert not HARMFUL.search(outcome.out + outcome.err)
    seen = _on_terminal(command, "query", "nasty", environment={"NO_COLOR": "1"})
    assert not HARMFUL.search(seen.replace("\r\n", "\n"))


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(hostile, run):
    (hostile / "bad").mkdir()
    (hostile / "bad" / "name\x1b[31m\x07.html").touch()
    err = _on_terminal(type(run)(hostile), "index", "bad", "--index", "new", stream="stderr")
    assert "empty file" in err
    errors = [line for line in err.replace("\r\n", "\n").split("\n") if "empty file" in line]
    assert not HARMFUL.search("".join(errors))


def test_names_with_line_breaks_are_printed_on_one_line(own):
    source = own.folder / "li\nnes"
    source.mkdir()
    (source / "emp\nty.html").touch()
    (source / "with\ttab\nbreak.html").write_text(
        '<h1>Odd</h1><p>Of odd words.</p><h2 id="x\ny">Odd part</h2><p>More odd words.</p>',
        encoding="utf-8",
    )
    place = ("--index", "i\nx")
    outcome = own("index", "li\nnes", "--report", *place)
    assert outcome.err.splitlines() == [
        "refused: emp ty.html: empty file",
        "1 page, 2 sections indexed, 1 refused; index in i x",
    ]
    assert all(": " in line or "  " in line for line in outcome.out.splitlines())
    assert own("query", "odd", "--flat", *place).out.count("\n") == 2
    assert "refused: emp ty.html: empty file\n" in own("stats", *place).out
    assert own("check", *place).out.startswith("i x: sound\n")
    assert own("migrate", "--engine", "tantivy", *place).only_line.endswith("; index in i x")


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "ant", "--category", "no\nsuch"],
        ["query", "linksto:no\u2028such"],
        ["query", "ant", "--index", "no\nwhere"],
        ["show", "no\nsuch"],
        ["profile", "no\nsuch"],
        ["index", "no\nwhere"],
    ],
)
def test_a_note_or_an_error_about_any_argument_is_one_line(run, arguments):
    assert run(*arguments).only_line


def test_control_characters_of_a_query_do_not_reach_the_terminal(run):
    outcome = run("query", "\x1b[31mfoo:\x07bar", "queen")
    assert not HARMFUL.search(outcome.out + outcome.err)
    err = _on_terminal(run, "show", "\x1b[31m\x07elephant", stream="stderr")
    assert not HARMFUL.search(err.replace("\r\n", "\n"))


def test_a_query_that_is_not_utf8_works(run):
    for extra in ([], ["--json"], ["--explain"]):
        outcome = run("query", b"\xff\xfe", "foo:\udcff", *extra)
        assert outcome.code == 1


def _on_terminal(command, *arguments, stream="stdout", environment=None):
    """The output of a command whose stream is a terminal."""
    leader, follower = pty.openpty()
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: follower}
    process = command.start(
        *arguments, environment={"TERM": "xterm", **(environment or {})}, **streams
    )
    os.close(follower)
    seen = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # Linux raises this at the end
            break
        if not piece:
            break
        seen += piece
    os.close(leader)
    process.wait(timeout=60)
    return seen.decode()
