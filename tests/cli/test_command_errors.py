"""An error is one line on stderr that names the thing and the remedy."""

import fcntl
import json
import os
import re
import shlex

import pytest


@pytest.mark.parametrize("command", [["query", "ant"], ["show", "ant"], ["stats"], ["check"]])
def test_a_missing_index(run, command):
    outcome = run(*command, "--index", "nowhere")
    assert (outcome.code, outcome.out) == (2, "")
    assert "nowhere" in outcome.only_line
    assert "wikisearch index SOURCE --index nowhere" in outcome.only_line


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"format": 999}, "999"),
        ({"analyzer": "klingon-7"}, "klingon-7"),
        ({"engine": "steam"}, "steam"),
    ],
    ids=["format", "analyzer", "engine"],
)
def test_an_index_of_another_format_analyzer_or_engine(own, edit_manifest, facts, named):
    edit_manifest(**facts)
    outcome = own("query", "ant")
    assert (outcome.code, outcome.out) == (2, "")
    assert named in outcome.only_line
    assert "index" in outcome.only_line


@pytest.mark.parametrize("facts", [{"format": 999}, {"analyzer": "klingon-7"}])
def test_the_command_in_an_error_repairs_the_index(own, edit_manifest, facts):
    edit_manifest(**facts)
    (own.folder / "index").rename(own.folder / "elsewhere")
    line = own("query", "ant", "--index", "elsewhere").only_line
    remedy = re.search(r"wikisearch (index.*)", line)[1].replace("SOURCE", "wiki")
    assert own(*shlex.split(remedy)).code == 0
    assert own("query", "ant", "--index", "elsewhere").code == 0


def test_a_damaged_index_names_the_file(own):
    [table] = (own.folder / "index").glob("generation-*/*.trm")
    table.write_bytes(table.read_bytes()[:-1])
    outcome = own("query", "ant")
    assert (outcome.code, outcome.out) == (2, "")
    assert table.name in outcome.only_line
    assert "wikisearch index" in outcome.only_line


def test_a_check_lists_damaged_and_orphaned_files(own):
    for end in ("trm", "sto"):
        [table] = (own.folder / "index").glob(f"generation-*/*.{end}")
        table.write_bytes(table.read_bytes()[:-1])
    (own.folder / "index" / "generation-000099").mkdir()
    outcome = own("check")
    assert (outcome.code, outcome.err) == (2, "")
    *findings, figures = outcome.out.splitlines()
    assert [re.match(r"[\w ]+: \S+", line)[0] for line in findings] == [
        "damaged: index/generation-000001/wiki_1.sto:",
        "damaged: index/generation-000001/wiki_1.trm:",
        "left over: index/generation-000099:",
    ]
    assert "wikisearch index SOURCE --index index" in findings[0]
    assert figures.startswith("generation-000001: ")
    report = json.loads(own("check", "--json").out)
    assert [finding["is_harmless"] for finding in report["findings"]] == [False, False, True]
    assert (report["sound"], report["damaged"]) == (False, True)
    assert own("index", "wiki", "--full").code == 0
    assert own("check").out.splitlines()[0] == "index: sound"


def test_orphaned_files_alone_have_their_own_exit_code(own):
    (own.folder / "index" / "generation-000099").mkdir()
    outcome = own("check")
    assert outcome.code == 1
    assert outcome.out.startswith("left over: index/generation-000099: ")


def test_an_index_that_is_a_file(own):
    (own.folder / "file").write_text("text", encoding="utf-8")
    commands = (["query", "ant"], ["index", "wiki"], ["check"], ["migrate", "--engine", "whoosh"])
    for command in commands:
        for name in ("file", "file/below"):
            outcome = own(*command, "--index", name)
            assert (outcome.code, outcome.out) == (2, "")
            assert outcome.only_line == (
                f"wikisearch: {name}: is a file, or a path below a file;"
                " name another folder for the index"
            )
    assert (own.folder / "file").read_text(encoding="utf-8") == "text"


@pytest.mark.parametrize("source", ["nowhere", "empty"])
def test_a_source_without_pages(own, source):
    (own.folder / "empty").mkdir()
    outcome = own("index", source, "--index", "new")
    assert (outcome.code, outcome.out) == (2, "")
    assert source in outcome.only_line
    assert "name the folder" in outcome.only_line or "name a folder" in outcome.only_line
    assert not (own.folder / "new").exists()


def test_a_page_that_cannot_be_read_is_named_once_with_the_reason(own):
    (own.folder / "wiki" / "empty.html").touch()
    (own.folder / "wiki" / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    lines = own("index", "wiki", "--index", "new").err.splitlines()
    assert lines[:-1] == [
        "refused: empty.html: empty file",
        "refused: picture.html: binary, not HTML",
    ]
    assert re.fullmatch(r"3 pages, \d+ sections indexed, 2 refused; index in new", lines[-1])


def test_special_files_and_link_loops_are_refused_and_do_not_stop_the_build(own):
    os.mkfifo(own.folder / "wiki" / "pipe.html")  # nobody writes to it
    (own.folder / "wiki" / "self.html").symlink_to("self.html")
    lines = own("index", "wiki", "--index", "new").err.splitlines()
    assert lines[:-1] == [
        "refused: pipe.html: not a file",
        "refused: self.html: cannot be read: Too many levels of symbolic links",
    ]


def test_a_page_without_permission_is_refused(own):
    if not os.geteuid():
        pytest.skip("root may read everything")
    secret = own.folder / "wiki" / "secret.html"
    secret.write_text("<p>text", encoding="utf-8")
    secret.chmod(0)
    assert "refused: secret.html: cannot be read" in own("index", "wiki", "--index", "new").err


def test_a_source_with_no_readable_page_leaves_the_index_live(own):
    bad = own.folder / "bad"
    bad.mkdir()
    (bad / "empty.html").touch()
    outcome = own("index", "bad", "--replace")
    assert (outcome.code, outcome.out) == (2, "")
    assert "empty.html" in outcome.only_line
    assert own("query", "queen").code == 0


def test_a_second_build_reports_the_running_build(own):
    with (own.folder / "index" / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        outcome = own("index", "wiki")
    assert (outcome.code, outcome.out) == (2, "")
    assert "another build" in outcome.only_line


def test_an_address_with_an_unknown_anchor_shows_the_term_with_a_note(run):
    whole = run("show", "ant")
    for address in ("ant#none", "ant.html#none"):
        outcome = run("show", address)
        assert (outcome.code, outcome.out) == (0, whole.out)
        assert outcome.err == "note: Ant has no section none; this is the whole term\n"
    fragment = "ant.html#habits:~:text=one%20queen"
    assert run("show", fragment).err == run("show", "ant.html#top").err == whole.err == ""


def test_an_unknown_term(run):
    outcome = run("show", "elephant")
    assert (outcome.code, outcome.out) == (1, "")
    assert "elephant" in outcome.only_line
    assert "wikisearch query" in outcome.only_line


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--limit", "-1"), "limit"),
        (("--limit", "99999999"), "10,000"),
        (("--offset", "-1"), "offset"),
    ],
)
def test_a_number_out_of_range(run, options, named):
    outcome = run("query", "ant", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert named in outcome.only_line


def test_a_build_runs_in_a_folder_that_was_deleted(own):
    gone = own.folder / "gone"
    gone.mkdir()
    script = (
        f"import os; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r}); "
        f"from wikisearch.cli import main; "
        f"main(['index', {str(own.folder / 'wiki')!r}, '--index', {str(own.folder / 'new')!r}])"
    )
    outcome = own.run_script(script)
    assert (outcome.code, outcome.only_line[:8]) == (0, "3 pages,")
