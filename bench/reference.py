"""The pages of reference: what commands and names for programs say of themselves.

python -m bench.reference FOLDER
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from cli.main import tifa

LIBRARY = ("align", "glossary", "exports")
_WIDTH = 84  # of help, in characters


def commands() -> str:
    """The page of all commands, each with its arguments and options."""
    context = click.Context(tifa, info_name="tifa", terminal_width=_WIDTH)
    named = ((name, tifa.get_command(context, name)) for name in tifa.list_commands(context))
    parts = [_of_command(name, command, context) for name, command in named if command is not None]
    return "\n".join(("# Commands\n", *parts))


def _of_command(name: str, command: click.Command, parent: click.Context) -> str:
    context = click.Context(command, info_name=name, parent=parent)
    own = f"## {context.command_path}\n\n{_fenced(command.get_help(context))}"
    if not isinstance(command, click.Group):
        return own
    below = [
        _of_command(each, found, context).replace("## ", "### ", 1)
        for each in command.list_commands(context)
        if (found := command.get_command(context, each)) is not None
    ]
    return "\n".join((own, *below))


def library() -> str:
    """The page of the names that are for programs, each with its signature and docstring."""
    parts = ["# Library\n"]
    for package in map(import_module, LIBRARY):
        parts += [f"## {package.__name__}\n", f"{inspect.getdoc(package)}\n", *_of_package(package)]
    return "\n".join(parts)


def _of_package(package: ModuleType) -> Iterator[str]:
    for name in package.__all__:
        thing = getattr(package, name)
        said = inspect.getdoc(thing) if callable(thing) else None
        yield f"### {package.__name__}.{name}\n"
        yield _fenced(f"{_signature(name, thing)}\n\n{said}" if said else name, "python")


def _signature(name: str, thing: object) -> str:
    if not inspect.isroutine(thing):
        return f"class {name}" if inspect.isclass(thing) else name
    return f"{name}{inspect.signature(thing)}"


def _fenced(text: str, language: str = "text") -> str:
    return f"````{language}\n{text}\n````\n"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("commands", commands()), ("library", library())):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
