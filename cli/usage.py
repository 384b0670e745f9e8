"""What is wrong with a command line, on one line; click would take four."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import click


def usage_line(error: click.ClickException) -> str:
    """What is wrong, and where the command explains itself."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    what = _what(error, context)
    if context is None:
        return what
    nearest = _nearest(error, context)
    guess = f"; perhaps {' or '.join(sorted(nearest))}" if nearest else ""
    if not nearest and context.parent is None and isinstance(error, click.NoSuchOption):
        guess = "; options come after the command"
    return f"{what}{guess}; see: {context.command_path} --help"


def _nearest(error: click.ClickException, context: click.Context) -> Sequence[str]:
    """What was perhaps meant by the name of an option or a command."""
    name = getattr(error, "command_name", None)  # from click 8.4; it knows no lazy commands
    if name is not None and isinstance(context.command, click.Group):
        return get_close_matches(name, context.command.list_commands(context))
    return getattr(error, "possibilities", None) or ()


def _what(error: click.ClickException, context: click.Context | None) -> str:
    command = ""
    if context is not None and context.parent:  # "cache clear" of "tifa cache clear"
        command = f"{context.command_path.removeprefix(context.find_root().command_path)[1:]}: "
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"{command}{_called(error.param, context)} is missing"
    message = error.message.rstrip(".").replace("a valid integer range", "a whole number")
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{command}{_called(error.param, context)}: {message}"
    return command + message[:1].lower() + message[1:]


def _called(param: click.Parameter, context: click.Context | None) -> str:
    """An option's longest name, or what an argument is called in the help."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    called = param.metavar or param.make_metavar(context or click.Context(click.Command(None)))
    return called.removesuffix("...")
