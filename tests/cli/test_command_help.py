"""Help that a person can read, and completion that a shell can run."""

import shutil
import subprocess

import click
import pytest

from wikisearch.cli import wikisearch

COMMANDS = wikisearch.list_commands(click.Context(wikisearch))


def test_the_help_lists_every_command_and_the_exit_codes(run):
    outcome = run("-h")
    assert outcome.out == run("--help").out
    for command in COMMANDS:
        assert f"\n  {command} " in outcome.out
    assert "..." not in outcome.out.partition("Commands:")[2]
    assert "Exit codes: 0 found, 1 nothing found, 2 error." in outcome.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_in_a_help_has_a_line_of_its_own(run, command):
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
