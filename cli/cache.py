"""`tifa cache`: the vectors kept on disk from one run to the next."""

from __future__ import annotations

import click

MEGABYTE = 1 << 20


@click.group(
    "cache", short_help="Show or clear the vectors kept on disk.", invoke_without_command=True
)
@click.pass_context
def command(context: click.Context) -> None:
    """Show where sentence vectors are kept, how many there are and how much room they take.

    The cache makes the next run over the same sentences faster. It holds no text, but anyone who
    can read it and has a text can find out whether that text was processed here. --no-cache does
    without it for one run; `cache_megabytes` in the configuration limits it (1024 by default) and 0
    switches it off.
    """
    if context.invoked_subcommand is not None:
        return
    from align.encoders.cache import FILE, usage
    from cli.console import tell
    from cli.settings import cache_folder, cache_megabytes

    folder, megabytes = cache_folder(), cache_megabytes()
    if folder is None:
        click.echo("no cache: no home folder is known to keep it in")
        return
    held = usage(folder)
    limit = f"at most {megabytes} MB" if megabytes else "switched off"
    tell(f"{folder / FILE}: {_count(held.vectors)}, {_size(held.size)} ({limit})")


@command.command("clear", short_help="Remove the vectors kept on disk.")
def clear_command() -> None:
    """Remove the vectors kept on disk, and say how much room they took.

    Models that were unpacked into the cache folder stay: they hold nothing of your texts.
    """
    from align.encoders.cache import clear
    from cli.settings import cache_folder

    folder = cache_folder()
    freed = 0 if folder is None else clear(folder)
    click.echo(f"{_size(freed)} freed" if freed else "nothing to clear")


def _count(vectors: int) -> str:
    return "1 vector" if vectors == 1 else f"{vectors:,} vectors"


def _size(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"
