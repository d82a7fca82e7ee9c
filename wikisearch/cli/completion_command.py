"""`wikisearch completion`."""

import click
from click.shell_completion import get_completion_class

from wikisearch.cli.exit_codes import ExitCode, exit_codes


@exit_codes()
@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> int:
    """Print the script with which TAB completes words in a shell.

    TAB completes commands, options, terms, categories and index folders.

    \b
    Examples:
      wikisearch completion bash >> ~/.bashrc
      wikisearch completion fish > ~/.config/fish/completions/wikisearch.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    command = click.get_current_context().find_root().command
    # The script has many lines and comes from click, so it is written as it is.
    click.echo(kind(command, {}, "wikisearch", "_WIKISEARCH_COMPLETE").source())
    return ExitCode.SUCCESS
