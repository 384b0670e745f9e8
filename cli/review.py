"""`tifa review`: the review application."""

from __future__ import annotations

import sys

import click

from align.errors import SettingsError
from cli import options


@click.command("review", short_help="Review proposals in the terminal.")
@options.glossary
@options.reviewer
def command(glossary: str | None, reviewer: str | None) -> None:
    """Review the glossary in use: read proposals with their evidence; edit, approve, reject."""
    from cli.settings import glossary_location, reviewer_name
    from glossary.store import Glossary
    from tui.app import review_app

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SettingsError("review needs a terminal", "run it in one, or use lookup and export")
    location = glossary_location(glossary)
    error = review_app(lambda: Glossary.open(location), reviewer_name(reviewer)).run()
    if error is not None:
        raise error
