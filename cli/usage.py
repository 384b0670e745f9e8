"""What is wrong with a command line, on one line; click would take four."""

from __future__ import annotations

import click


def usage_line(error: click.ClickException) -> str:
    """What is wrong, and where the command explains itself."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    what = _what(error, context)
    if context is None:
        return what
    nearest = getattr(error, "possibilities", None)  # of options and, from click 8.4, commands
    guess = f"; perhaps {' or '.join(sorted(nearest))}" if nearest else ""
    if context.parent is None and isinstance(error, click.NoSuchOption):
        guess = "; options come after the command"
    return f"{what}{guess}; see: {context.command_path} --help"


def _what(error: click.ClickException, context: click.Context | None) -> str:
    command = f"{context.info_name}: " if context is not None and context.parent else ""
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
