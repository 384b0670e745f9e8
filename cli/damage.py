"""What a command left out of the glossary for its damage, told when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from glossary.store import Glossary

_WATCHED = "tifa.glossaries"  #: where click keeps the glossaries of a command
_MOST = 5  #: damaged rows that are named


def opened(location: str, **options: Any) -> Glossary:
    """Open a glossary as `Glossary.open` does, and tell in the end what of it was damaged."""
    from glossary.store import Glossary

    glossary = Glossary.open(location, **options)
    context = click.get_current_context(silent=True)
    if context is not None:
        context.meta.setdefault(_WATCHED, []).append(glossary)
    return glossary


def told(context: click.Context) -> bool:
    """Say what of the glossaries of a command was left out; returned is whether anything was."""
    glossaries: list[Glossary] = context.meta.get(_WATCHED, [])
    lines = list(dict.fromkeys(line for each in glossaries for line in each.damage))
    if not lines:
        return False
    from cli.console import counted, say

    for line in lines[:_MOST]:
        say(f"tifa: left out: {line}")
    more = f"{counted(len(lines) - _MOST, 'more row')}; " if len(lines) > _MOST else ""
    say(f"tifa: {more}restore a backup of the glossary")
    return True
