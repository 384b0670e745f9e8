"""The corpora in use: state TV news, which ships with tifa, and those of the configuration."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

    from glossary.corpora.standing import Standing
    from glossary.corpora.table import Corpus
    from glossary.model import Concept


def concept_standings(concept: Concept) -> list[Standing]:
    """How the Chinese terms of a concept stand in the corpora in use, the term to use first.

    Raises:
        InputError: the table of a corpus cannot be read or is damaged.
        SettingsError: the configuration cannot be read.
    """
    from glossary.corpora import standing

    return [*standing.concept_standings(concept, _in_use())]


def standings(form: str) -> list[Standing]:
    """The same of a form."""
    from glossary.corpora import standing

    return [*standing.standings([form], _in_use())]


def standing_lines(concept: Concept) -> list[Text]:
    """The same for people, a line each."""
    from rich.text import Text

    found = concept_standings(concept)
    return [
        Text.assemble(
            ("  in ", "dim"),
            each.told,
            (f"  ({each.form})" if each.form != found[0].form else "", "dim"),
        )
        for each in found
    ]


def _in_use() -> tuple[Corpus, ...]:
    from cli.settings import read_settings

    return _read(read_settings().corpora)


@cache
def _read(paths: tuple[str, ...]) -> tuple[Corpus, ...]:
    from exports.opening import expanded
    from glossary.corpora.table import read, shipped

    return (shipped(), *(read(expanded(path)) for path in paths))
