"""The concepts that stand in a text, exported alone, and as a brief."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.wanted import Few
from glossary.model import ConceptStatus

if TYPE_CHECKING:
    from glossary.model import ConceptFilter
    from glossary.store import Glossary

#: The formats of briefs: in Markdown, and in JSON.
BRIEFS = ("brief", "brief-json")


def concepts_for(
    few: Few, text: str | None, store: Glossary, statuses: frozenset[ConceptStatus]
) -> ConceptFilter:
    """The concepts that options mean, and where a text is named only those with a term in it.

    Raises:
        InputError: the text cannot be read.
    """
    from align.bitexts import read_sides
    from cli.reading import read_document, warn
    from glossary.marking.standing import standing

    if text is None:
        return few.chosen()
    sides = read_sides(text, warn)
    if sides is None:
        document = read_document(text, any_language=True)
        sides = {document.language: document.text}
    return replace(few.chosen(), ids=standing(sides.items(), store, statuses))


def write_brief(
    file: Path,
    store: Glossary,
    wanted: ConceptFilter,
    statuses: frozenset[ConceptStatus],
    *,
    pair: str | None,
    budget: int | None,
    as_json: bool,
) -> bool:
    """Write a brief; what it has no room for is said. Returns whether all is in it.

    Raises:
        InputError: the pair is none.
        OutputError: the file cannot be written.
    """
    from align.languages import CHINESE_ENGLISH
    from align.text import some, visible
    from cli.console import counted, say
    from exports.brief import BUDGET, brief
    from exports.files import replacing, sending
    from exports.pairs import parse_pair
    from glossary.store.reading.exporting import material

    both = CHINESE_ENGLISH if pair is None else parse_pair(pair)
    with material(store, statuses=statuses, wanted=wanted) as found:
        made = brief(found.concepts, both, budget or BUDGET, as_json=as_json)
    with sending(file, sys.stdout.buffer) if str(file) == "-" else replacing(file) as neighbour:
        neighbour.write_text(made.text, encoding="utf-8", newline="\n")
    say(f"{counted(made.concepts, 'concept')} in {counted(len(made.text), 'character')}")
    if made.unpaired:
        say(f"tifa: {counted(made.unpaired, 'concept')} without a term to use in both languages")
    if made.left:
        names = some([visible(each) for each in made.left])
        say(f"tifa: no room for {counted(len(made.left), 'concept')}: {names}; raise --budget")
    return not made.left
