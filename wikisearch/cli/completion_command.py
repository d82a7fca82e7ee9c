"""`wikisearch completion`."""

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> int:
    """Print what makes SHELL complete commands and options.

    \b
    Examples:
      wikisearch completion bash >> ~/.bashrc
      wikisearch completion fish > ~/.config/fish/completions/wikisearch.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    command = click.get_current_context().find_root().command
    click.echo(kind(command, {}, "wikisearch", "_WIKISEARCH_COMPLETE").source())
    return 0
