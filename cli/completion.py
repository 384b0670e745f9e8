"""`tifa completion`: shell completion."""

from __future__ import annotations

import click

from align.errors import SettingsError

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script that completes tifa's commands and options in SHELL.

    \b
    bash   tifa completion bash > ~/.local/share/bash-completion/completions/tifa
    zsh    tifa completion zsh > "${fpath[1]}/_tifa"
    fish   tifa completion fish > ~/.config/fish/completions/tifa.fish
    """
    from click.shell_completion import get_completion_class

    from cli.main import tifa

    complete = get_completion_class(shell)
    if complete is None:
        raise SettingsError(f"{shell}: no completion for this shell", f"use {', '.join(SHELLS)}")
    click.echo(complete(tifa, {}, "tifa", "_TIFA_COMPLETE").source())
