"""Exit codes: 0 found, 1 nothing found, 2 error."""

import shlex

import click
import pytest

from wikisearch import __version__
from wikisearch.cli import wikisearch
from wikisearch.cli.exit_codes import exit_codes_of

LINES = [
    ("query queen", 0),
    ("query queen --json", 0),
    ("query queen --flat", 0),
    ("query queen --limit 0", 0),
    ("query queen --offset 50", 0),
    ("query elephant", 1),
    ("query elephant --json", 1),
    ("query ''", 1),
    ("query '?!'", 1),
    ("query queen --category Insects --facets", 0),
    ("query --category Hunters --sort title", 0),
    ("query queen --category Hunters", 1),
    ("query queen --category Huntres", 1),
    ("query queen --sort age", 2),
    ("related Ant", 0),
    ("related formica --json", 0),
    ("related Ant --limit 0", 1),
    ("related Ant --limit -1", 2),
    ("related elephant", 1),
    ("related", 2),
    ("related Ant --index nowhere", 2),
    ("names", 0),
    ("names Ant", 0),
    ("names Bee --json", 1),
    ("names --index nowhere", 2),
    ("suggest an", 0),
    ("suggest an --json", 0),
    ("suggest zzz", 1),
    ("suggest ''", 1),
    ("suggest an --limit -1", 2),
    ("suggest an --index nowhere", 2),
    ("suggest", 2),
    ("explain queen Ant", 0),
    ("explain queen Ant formica", 2),
    ("explain queen Ant bee", 0),
    ("explain queen Ant wasp --json", 1),
    ("explain queen elephant", 1),
    ("explain queen", 2),
    ("explain queen Ant --index nowhere", 2),
    ("show Ant", 0),
    ("show formica", 0),
    ("show elephant", 1),
    ("stats", 0),
    ("check", 0),
    ("check --json", 0),
    ("completion bash", 0),
    ("--version", 0),
    ("-h", 0),
    ("query --help", 0),
    ("query queen --index nowhere", 2),
    ("show Ant --index nowhere", 2),
    ("stats --index nowhere", 2),
    ("check --index nowhere", 2),
    ("migrate --engine whoosh", 0),
    ("migrate --engine whoosh --index nowhere", 2),
    ("migrate", 2),
    ("index nowhere --index new", 2),
    ("crawl", 2),
    ("crawl wiki --into new", 2),
    ("crawl --status wiki", 2),
    ("query", 2),
    ("query queen --limit -1", 2),
    ("query queen --limit 99999999", 2),
    ("query queen --offset -1", 2),
    ("query queen --limit many", 2),
    ("query queen --no-such-option", 2),
    ("no-such-command", 2),
    ("completion cmd.exe", 2),
    ("index wiki --workers 0 --index new", 2),
]


@pytest.mark.parametrize(("line", "code"), LINES)
def test_exit_code(run, line, code):
    outcome = run(*shlex.split(line))
    assert outcome.code == code, outcome
    assert (code == 2) <= bool(outcome.err)


@pytest.mark.parametrize(("line", "code"), LINES)
def test_every_exit_code_of_a_command_is_in_its_help(line, code):
    command = wikisearch.get_command(click.Context(wikisearch), shlex.split(line)[0])
    if command is not None:
        assert f"{code} " in exit_codes_of(command)


def test_strict_rejects_a_source_with_a_deleted_and_a_refused_page(own):
    wiki = own.folder / "wiki"
    (wiki / "empty.html").touch()
    assert own("index", "wiki").code == 1
    (wiki / "bee.html").unlink()
    outcome = own("index", "wiki", "--strict")
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1] == (
        "2 pages, 8 sections indexed, 1 refused; "
        "rejected by --strict; the old index in index is unchanged"
    ), outcome
    assert own("query", "bee").code == 0


def test_strict_without_an_index_reports_the_missing_index(own):
    (own.folder / "wiki" / "empty.html").touch()
    outcome = own("index", "wiki", "--strict", "--index", "new")
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1].endswith("; rejected by --strict; no index was written")


def test_strict_with_nothing_to_reject_reports_the_build(own):
    assert own("index", "wiki").code == 0
    assert own("index", "wiki", "--strict").only_line.endswith("; nothing changed; index in index")


def test_a_url_implies_the_engine_of_clusters(own):
    for command in (["index", "wiki"], ["migrate"]):
        outcome = own(*command, "--url", "http://127.0.0.1:9/wiki")
        assert outcome.code == 2
        assert "127.0.0.1" in outcome.err
        assert "leave out --url" not in outcome.err


def test_a_query_may_start_with_a_dash_after_two_dashes(run):
    outcome = run("query", "--flat", "--", "-queen")
    assert outcome.code == 0
    assert "  wasp.html#why-it-matters  " in outcome.out
    assert "  ant#why-it-matters  " not in outcome.out


def test_a_refused_page_changes_the_exit_code(own):
    (own.folder / "wiki" / "empty.html").touch()
    outcome = own("index", "wiki", "--index", "new")
    assert outcome.code == 1
    assert own("query", "queen", "--index", "new").code == 0


def test_version(run):
    assert run("--version").out == f"wikisearch, version {__version__}\n"


def test_an_interrupt_prints_no_traceback_and_leaves_no_index(own):
    outcome = own.run_script(
        "import signal, sys, wikisearch.indexer.extract, wikisearch.cli\n"
        # A shell makes its background processes ignore interrupts.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "module = sys.modules['wikisearch.indexer.extract']\n"
        "module.PagePool.map = lambda *_: signal.raise_signal(signal.SIGINT)\n"
        "wikisearch.cli.main(['index', 'wiki', '--index', 'new'])\n"
    )
    assert outcome.code == 130
    assert outcome.out == ""
    assert outcome.err.split() == ["stopped"]
    assert not list((own.folder / "new").glob("generation-*"))
