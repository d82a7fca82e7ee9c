"""The help of the commands, and shell completion."""

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from wikisearch import cli
from wikisearch.cli import wikisearch

COMMANDS = wikisearch.list_commands(click.Context(wikisearch))


def test_the_help_lists_every_command_and_the_exit_codes(run):
    outcome = run("-h")
    assert outcome.out == run("--help").out
    for command in COMMANDS:
        assert f"\n  {command} " in outcome.out
    assert "..." not in outcome.out.partition("Commands:")[2]
    codes = outcome.out.partition("Exit codes:")[2]
    for command in COMMANDS:
        assert re.search(rf"^  {command} +0 .*$", codes, re.MULTILINE)


def test_a_command_is_a_module_that_is_found_by_its_name():
    modules = Path(cli.__file__).parent.glob("*_command.py")
    assert sorted(module.stem.removesuffix("_command") for module in modules) == COMMANDS
    for name in COMMANDS:
        assert wikisearch.get_command(click.Context(wikisearch), name).name == name
    for name in ("no_such", "no-such", "../index", "", "streams"):
        assert wikisearch.get_command(click.Context(wikisearch), name) is None


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_lists_its_exit_codes(run, command):
    text = " ".join(run(command, "-h").out.split())
    found = re.search(r"Exit codes: 0 [^;]+;( 1 [^;]+;)? 2 .+\.$", text)
    assert found
    codes = found[0].removeprefix("Exit codes: ").removesuffix(".")
    assert f"{command} {codes}" in " ".join(run("-h").out.split())


def test_a_summary_of_a_command_fits_a_window_of_80_columns(run):
    outcome = run("-h", environment={"COLUMNS": "80"})
    assert "..." not in outcome.out.partition("Commands:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_in_a_help_is_on_its_own_line(run, command):
    lines = [line.strip() for line in run(command, "-h").out.splitlines()]
    assert "Examples:" in lines
    examples = lines[lines.index("Examples:") + 1 : lines.index("Options:")]
    assert [line for line in examples if line]
    assert all(line.startswith(f"wikisearch {command}") for line in examples if line)
    assert not any("\\b" in line for line in lines)


def test_without_a_command_the_help_is_shown(run):
    outcome = run()
    assert outcome.code == 2
    assert "Usage: wikisearch" in outcome.out + outcome.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_for_that_shell(run, shell):
    outcome = run("completion", shell)
    assert outcome.err == ""
    assert f"_WIKISEARCH_COMPLETE={shell}_complete" in outcome.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_parse_its_completion_script(run, shell):
    found = shutil.which(shell)
    if not found:
        pytest.skip(f"not installed: {shell}")
    script = run("completion", shell).out
    subprocess.run([found, "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("que", "query"), ("query --ex", "--explain"), ("completion z", "zsh")],
)
def test_completion_offers_commands_options_and_values(run, typed, offered):
    words = ["wikisearch", *typed.split()]
    outcome = run(
        environment={
            "_WIKISEARCH_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(words),
            "COMP_CWORD": str(len(words) - 1),
        }
    )
    assert offered in [line.partition(",")[2] for line in outcome.out.splitlines()]
