"""Streams that are closed, full, broken or of another encoding; signals at any moment."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Command, write_wiki
from wikisearch import cli
from wikisearch.cli.query_command import query_command

needs_full = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="no device that is always full"
)
needs_proc = pytest.mark.skipif(
    not Path("/proc/self/status").exists(),
    reason="needs /proc to detect when a process has started",
)
INTERRUPT, END = 1 << (signal.SIGINT - 1), 1 << (signal.SIGTERM - 1)

PYTHON_DROPPED_IT = "Exception ignored in"
"""The message of Python about an exception, such as an interrupt, in one of its callbacks."""


def shell(command, line):
    """Run a line of bash with the command as `$@`; return its exit code and both streams."""
    process = subprocess.run(
        ["bash", "-c", line, "bash", *command.words],
        cwd=command.folder,
        env=command.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in process.stderr
    return process.returncode, process.stdout, process.stderr


@pytest.fixture(scope="module")
def of_many_scripts(tmp_path_factory):
    """The command in a folder with an index of letters that few encodings have."""
    command = Command(tmp_path_factory.mktemp("scripts"))
    wiki = write_wiki(command.folder / "wiki")
    (wiki / "person.html").write_text("<h1>人 Ünit</h1><p>queen 😀", encoding="utf-8")
    assert command("index", "wiki").code == 0
    return command


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("json", [[], ["--json"]])
def test_any_output_encoding_works(of_many_scripts, encoding, json):
    for command in (["query", "queen"], ["suggest", "人"], ["show", "person"], ["related", "ant"]):
        process = of_many_scripts.start(
            *command,
            *json,
            environment={"PYTHONIOENCODING": encoding},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        out, err = process.communicate(timeout=60)
        assert process.returncode in {0, 1}
        assert not err
        assert out


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_discard_the_output(run, closed):
    assert shell(run, f'"$@" query queen {closed}')[0] == 0
    assert shell(run, f'"$@" query "elephant (" {closed}')[0] == 1
    assert shell(run, f'"$@" query queen --index nowhere {closed}')[0] == 2
    assert shell(run, f'"$@" --help {closed}')[0] == 0


def test_a_closed_output_does_not_damage_the_index(own):
    assert shell(own, '"$@" index wiki --index new <&- >&- 2>&-')[0] == 0
    assert own("check", "--index", "new").code == 0


@pytest.mark.parametrize("line", ["query queen", "query queen --json", "--help", "show ant"])
def test_a_closed_pipe_gives_the_exit_code_of_its_signal(run, line):
    reader, writer = os.pipe()
    os.close(reader)
    process = run.start(*line.split(), stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 141


def test_a_closed_pipe_of_stderr_gives_the_same_exit_code(run):
    code, out, err = shell(run, 'set -o pipefail; "$@" query "queen (" 2>&1 >&- | true')
    assert (code in {0, 141}, out, err) == (True, "", "")


@needs_full
@pytest.mark.parametrize("line", ["query queen", "--help", "completion bash", "stats --json"])
def test_an_unwritable_output_is_reported_in_one_line(run, line):
    code, _, err = shell(run, f'"$@" {line} > /dev/full')
    assert code == 2
    assert err == "wikisearch: the output cannot be written: No space left on device\n"


@needs_full
def test_an_unwritable_stderr_is_reported_by_the_exit_code(run):
    assert shell(run, '"$@" query "queen (" 2> /dev/full')[0] == 2
    assert shell(run, '"$@" query queen --index nowhere 2> /dev/full')[0] == 2


def test_other_failures_are_not_reported_as_output_errors(run):
    code, out, err = shell(run, 'mkdir gone; cd gone; rmdir ../gone; "$@" index "$OLDPWD/wiki"')
    assert (code, out) == (2, "")
    assert "output" not in err
    assert "No such file or directory" in err


@pytest.mark.slow
@needs_proc
def test_an_interrupt_at_any_moment_prints_no_traceback(own):
    for moment in range(12):
        process = own.start(
            "index", "wiki", "--full", stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        await_our_code(process)
        time.sleep(moment / 50)
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=60)[1].decode()
        assert process.returncode in {130, -signal.SIGINT, 0}, err
        assert "Traceback" not in err or PYTHON_DROPPED_IT in err
    assert own("check").code == 0


@pytest.mark.slow
@needs_proc
def test_a_terminated_build_removes_its_files(own):
    for moment in range(20):
        index = own.folder / f"new-{moment}"
        process = own.start("index", "wiki", "--index", index.name, stderr=subprocess.PIPE)
        await_our_code(process)
        time.sleep(moment / 50)
        process.terminate()
        err = process.communicate(timeout=60)[1].decode()
        assert process.returncode in {143, -signal.SIGTERM, 0}, err
        assert "Traceback" not in err or PYTHON_DROPPED_IT in err
        assert "leaked" not in err
        left = {path.name for path in index.glob("generation-*")}
        # If the signal came too late, the index is complete.
        assert left == ({(index / "CURRENT").read_text().strip()} if left else set())


@pytest.mark.parametrize(("raised", "code"), [(SystemExit(143), 143), (KeyboardInterrupt(), 130)])
def test_a_signal_during_a_class_definition_has_its_exit_code(raised, code, monkeypatch):
    class Field:
        def __set_name__(self, owner, name):
            raise raised

    def command(**_):
        type("Made", (), {"field": Field()})

    monkeypatch.setattr(query_command, "callback", command)
    with pytest.raises(SystemExit) as ended:
        cli.main(["query", "queen"])
    assert ended.value.code == code


def await_our_code(process):
    """Wait until the interpreter has started: before, it handles signals itself."""
    is_python = False
    while process.poll() is None:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        caught = int(status.partition("SigCgt:\t")[2].split()[0], 16)
        if (is_python and not caught & INTERRUPT) or caught & END:
            return
        is_python = bool(caught & INTERRUPT)
