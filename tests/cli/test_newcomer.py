"""What a new user types first: wrong names, addresses, other folders, narrow terminals, TAB."""

import csv
import io
import json
import shutil
import subprocess
import sys

import pytest
from wcwidth import wcswidth

from tests.cli.conftest import page

NEAREST = {
    ("show", "atn"): "wikisearch: 'atn': no term has this name; the nearest: Ant",
    ("names", "Wsap"): "note: 'Wsap': no term has this name; the nearest: Wasp",
    ("names", "Wasp"): "note: Wasp has no alternative names",
    ("suggest", "zzzz"): "note: no title or alias starts with zzzz, or is similar",
    ("suggest", " "): "note: the text is empty",
    ("query", "-flag"): (
        "wikisearch: No such option '-f'; write -- before text that begins with -; "
        "usage: wikisearch query -h"
    ),
    ("query", "ant", "--limt", "3"): (
        "wikisearch: No such option '--limt'; did you mean: --limit, --flat, --quiet?; "
        "usage: wikisearch query -h"
    ),
    ("mcp", "--port", "80"): (
        "wikisearch: --host, --port and --allow-host need --http; usage: wikisearch mcp -h"
    ),
    ("list", "--category", "Insect"): "note: no page has the category Insect; the nearest: Insects",
    ("names", ""): "note: '': no term has this name; search with: wikisearch query \"\"",
    ("query", "queen", "--offset", "50"): "note: --offset 50 is beyond the last of 2 terms",
    ("query", "queen", "--flat", "--offset", "50"): (
        "note: --offset 50 is beyond the last of 4 sections"
    ),
    ("mcp", "--http", "--port", "0", "--print-config", "claude"): (
        "wikisearch: --print-config needs the number of a --port; usage: wikisearch mcp -h"
    ),
    (
        "qurey",
        "ant",
    ): "wikisearch: No such command 'qurey'; did you mean: query?; usage: wikisearch -h",
}


@pytest.mark.parametrize("arguments", NEAREST)
def test_a_miss_shows_what_is_near(arguments, run):
    assert run(*arguments).err.splitlines()[-1] == NEAREST[arguments]


def test_an_unknown_field_names_the_field_that_is_meant(run):
    assert "did you mean title:?" in run("query", "titel:ant").err


def test_terms_and_categories_are_listed(run):
    assert run("list").out.splitlines() == ["Ant\tInsects", "Bee\tInsects", "Wasp\tHunters"]
    assert run("list", "--category", "Hunters").out == "Wasp\tHunters\n"
    assert run("list", "--categories").out == "Insects\t2\nHunters\t1\n"
    assert [each["id"] for each in json.loads(run("list", "--json").out)["terms"]] == [
        "ant",
        "bee",
        "wasp",
    ]
    assert run("list", "--category", "No").code == 1


@pytest.mark.parametrize(
    "command", ["list", "suggest a", "related ant", "names ant", "query queen"]
)
def test_every_list_has_the_same_formats(command, run):
    words = command.split()
    rows = list(csv.reader(io.StringIO(run(*words, "--format", "csv").out)))
    lines = [json.loads(line) for line in run(*words, "--format", "jsonl").out.splitlines()]
    assert len(rows) == len(lines) + 1 > 1
    tsv = run(*words, "--format", "tsv").out.splitlines()
    assert [line.split("\t") for line in tsv] == rows
    assert len(run(*words, "--format", "table").out.splitlines()) == len(rows)
    assert run(*words, "--format", "csv", "--json").code == 2


def test_show_takes_every_address_that_a_result_prints(run):
    for row in json.loads(run("query", "colony", "--json").out)["results"]:
        for each in (row, *row["sections"]):
            for address in {each["id"], each["url"], each.get("text_url", each["url"])}:
                assert run("show", address).out.startswith("Ant  [Insects]"), address
    part = run("show", "ant.html#habits").out
    assert "Habits" in part
    assert "Why it matters" not in part
    assert "also:" not in part


def test_a_flat_list_counts_sections_and_shows_addresses(run):
    everything = run("query", "queen", "--flat", "--limit", "9").out.splitlines()
    assert len(everything) > 2
    assert all(".html" in line for line in everything)
    assert run("query", "queen", "--flat", "--limit", "1").out.splitlines() == everything[:1]
    window = run("query", "queen", "--flat", "--limit", "2", "--offset", "1")
    assert window.out.splitlines() == everything[1:3]
    answer = json.loads(run("query", "queen", "--flat", "-n", "2", "--offset", "1", "--json").out)
    assert (answer["offset"], answer["limit"], len(answer["results"])) == (1, 2, 2)


# --- output ---------------------------------------------------------------------------------------


def test_color_can_be_forced_and_forbidden(run):
    words = ("query", "queen")
    assert "\x1b[1m" in run(*words, "--color", "always").out
    assert "\x1b[1m" in run("--color", "always", *words).out
    for more in ((), ("--color", "never"), ("--color", "auto")):
        assert "\x1b" not in run(*words, *more).out


def test_quiet_has_no_notes_but_errors(run):
    assert run("query", "titel:ant", "-q").err == ""
    assert run("show", "nothing", "--quiet").err != ""


def test_verbose_shows_time_and_traceback(run):
    assert run("list", "-v").err.startswith("took ")
    script = "from wikisearch.cli import main\nmain(['show', 'x', '-v', '--index', 'index'])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=run.folder,
        env=run.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.startswith("Traceback")
    assert done.stderr.splitlines()[-2].startswith("wikisearch: 'x': no term has this name")


def test_the_index_may_come_from_the_environment(run):
    variable = {"WIKISEARCH_INDEX": "nowhere"}
    assert run("list", environment=variable).only_line.startswith("wikisearch: nowhere: no index")
    assert run("list", "--index", "index", environment=variable).code == 0


def test_long_titles_and_paths_fit_a_narrow_terminal(own):
    title = "A very long title of a term that does not fit on one line of a narrow window"
    (own.folder / "wiki" / "long-name-of-a-file.html").write_text(
        page(
            title,
            "A zebra 斑马是一种动物它们生活在非洲的草原上并且有黑白条纹。",
            category="動物" * 10,
        ),
        encoding="utf-8",
    )
    own("index", "wiki")
    lines = own("query", "zebra", environment={"COLUMNS": "40"}).out.splitlines()
    assert [line for line in lines if wcswidth(line) > 40 and ".html" not in line] == []
    assert any(line.strip() == "long-name-of-a-file.html#why-it-matters" for line in lines)


# --- folders --------------------------------------------------------------------------------------


def test_other_files_are_never_touched(own):
    (own.folder / "out" / "generation-000007").mkdir(parents=True)
    (own.folder / "out" / "generation-000007" / "thesis.txt").write_text("mine")
    (own.folder / "out" / "CURRENT").write_text("mine")
    outcome = own("index", "wiki", "--index", "out", "--force", "--replace")
    assert outcome.code == 2
    assert "is not an index" in outcome.only_line
    assert (own.folder / "out" / "CURRENT").read_text() == "mine"
    assert sorted(path.name for path in (own.folder / "out").rglob("*")) == [
        "CURRENT",
        "generation-000007",
        "thesis.txt",
    ]


def test_the_index_of_another_source_needs_a_request(own):
    shutil.copytree(own.folder / "wiki", own.folder / "other")
    outcome = own("index", "other")
    assert outcome.code == 2
    assert f"{own.folder / 'wiki'}, not of {own.folder / 'other'}" in outcome.only_line
    assert own("index", "other", "--replace").code == 0


def test_an_index_inside_its_source_needs_force(own):
    assert "inside its source" in own("index", "wiki", "--index", "wiki/index").only_line
    assert not (own.folder / "wiki" / "index").exists()
    assert own("index", "wiki", "--index", "wiki/index", "--force").code == 0


def test_results_show_addresses_of_the_site(own):
    base = "https://example.com/wiki"
    assert own("index", "wiki", "--base-url", base, "--clean-urls").code == 0
    assert f"{base}/ant#habits" in own("query", "colony").out
    assert own("show", f"{base}/ant#habits").code == 0
    assert own("index", "wiki", "--base-url", "example.com").code == 2


@pytest.mark.parametrize("name", ["notes.rst", "notes.pdf", "notes.DOCX"])
def test_a_file_of_another_format_is_not_read_as_html(name, own):
    (own.folder / name).write_text("# Ant\n\nAn *ant*.", encoding="utf-8")
    for arguments in (("profile", name), ("index", name, "--index", "other-index")):
        outcome = own(*arguments)
        assert outcome.code == 2
        assert "no HTML file" in outcome.only_line


@pytest.mark.parametrize("url", ["https://example.com/wiki/", "http://h"])
def test_a_web_address_is_not_read_as_a_path(url, own):
    outcome = own("index", url, "--index", "new-index")
    assert outcome.code == 2
    address = url.removesuffix("/")
    assert f"{address}: is a web address" in outcome.only_line
    assert f"wikisearch crawl {address} --into FOLDER" in outcome.only_line


# --- completion -----------------------------------------------------------------------------------

COMPLETED = {
    "wikisearch show a": {"ant"},
    "wikisearch show Form": {"ant"},
    "wikisearch explain queen be": {"bee"},
    "wikisearch list --category h": {"Hunters"},
    "wikisearch query --index in": {"index"},
    "wikisearch stats --index nowhere/": {"nowhere/"},
    "wikisearch show a --index nowhere ": set(),
    "wikisearch li": {"list"},
}


@pytest.mark.parametrize("line", COMPLETED)
def test_tab_completes_terms_categories_and_folders(line, run):
    outcome = run(
        environment={
            "_WIKISEARCH_COMPLETE": "zsh_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
        }
    )
    assert set(outcome.out.splitlines()[1::3]) == COMPLETED[line]


# --- the browser ----------------------------------------------------------------------------------


def test_open_gives_the_file_or_the_address_to_the_browser(own):
    script = (
        "import sys, webbrowser\n"
        "webbrowser.open = lambda url: print(url, file=sys.stderr) or True\n"
        "from wikisearch.cli import main\n"
        "main(sys.argv[1:])\n"
    )

    def opened(*arguments):
        return subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=own.folder,
            env=own.environment,
            capture_output=True,
            text=True,
            check=False,
        ).stderr.splitlines()[0]

    wiki = (own.folder / "wiki").as_uri()
    assert opened("show", "ant.html#habits", "--open") == f"{wiki}/ant.html#habits"
    assert opened("query", "colony", "--open").startswith(f"{wiki}/ant.html")
    own("index", "wiki", "--base-url", "https://example.com/")
    assert opened("show", "bee", "--open") == "https://example.com/bee.html"


@pytest.mark.parametrize(
    "arguments", [("query",), ("query", "--foo", "x"), ("query", "x", "--limit", "y"), ("qurey",)]
)
def test_a_usage_error_is_one_line_with_the_command_that_helps(run, arguments):
    outcome = run(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith("wikisearch: ")
    assert outcome.err.endswith(" -h\n")
