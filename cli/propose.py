"""`tifa propose`: terms that others say stand in a text, verified and put up for review."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from align.errors import InputError, NotFoundError
from align.text import STANDARD_INPUT
from cli import options
from cli.reading import HowRead
from cli.streams import opened

if TYPE_CHECKING:
    from align.progress import Progress
    from glossary.extraction.claiming import Judged
    from glossary.extraction.claims import Text
    from glossary.model import Particulars


@click.command("propose", short_help="Propose terms that somebody else has found.")
@click.argument("claims", metavar="FILE")
@click.argument("document", required=False)
@click.argument("translation", required=False)
@click.option(
    "--stored",
    default="",
    metavar="NAME",
    help="The stored document that lines are about that name none: its number, source or title.",
)
@click.option(
    "--by",
    metavar="NAME",
    help="Who found them, a person or a model; the history will say so. By default the reviewer.",
)
@options.reading_files
@options.as_json("One JSON object per line of FILE: the concept and its score, or why not.")
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    claims: str,
    document: str | None,
    translation: str | None,
    stored: str,
    by: str | None,
    how: HowRead,
    as_json: bool,
    glossary: str | None,
) -> None:
    """Propose the terms in FILE, JSON Lines from a person or a model, for review.

    A line is {"terms": {"zh": "新质生产力", "en": "new quality productive forces"}}; "kind" and
    "document" may be added. Every form has to stand verbatim in DOCUMENT or its TRANSLATION, which
    are stored as by 'tifa add', or else in the stored document that "document" or --stored names;
    and forms of two languages in sentences that render each other. What does not is refused with
    its line number, and the rest goes in. Contexts, definitions, further renderings and scores are
    those of extraction: a term scores no more for having been proposed. Nothing is decided.

    "-" reads standard input. Exit code 1 if a line was refused.
    """
    from align.text import called
    from cli import damage
    from cli.console import progress, say, tell
    from cli.forms import claim_as_json
    from cli.settings import glossary_location, reviewer_name

    who, name = reviewer_name(by), called(claims)
    with progress() as report:
        judged, about = _judged(claims, document, translation, stored, how, glossary, report)
    for each in judged.refused:
        say(f"tifa: {name}, line {each.number}: {each.reason}")
    lines: list[tuple[int, dict[str, object]]] = [
        (each.number, {"line": each.number, "refused": str(each.reason)}) for each in judged.refused
    ]
    done = f"nothing to propose in {name}"
    if judged.proposals:
        with damage.opened(glossary_location(glossary)) as store:
            added, held = judged.add_to(store, who=who, why=f"proposed in {name}", about=about)
            done = f"{added.told}: {store.location}"
        lines += [(claim.number, claim_as_json(claim, concept)) for claim, concept in held]
    if as_json:
        for _, line in sorted(lines, key=lambda each: each[0]):
            click.echo(json.dumps(line, ensure_ascii=False))
    (say if as_json else tell)(done)
    context.exit(1 if judged.refused or not judged.proposals else 0)


def _judged(
    claims: str,
    document: str | None,
    translation: str | None,
    stored: str,
    how: HowRead,
    glossary: str | None,
    report: Progress,
) -> tuple[Judged, Mapping[str, Particulars]]:
    """What is to be said of each claim in a file, and what is said of the text that is given."""
    from cli.reference import existing_glossary, stored_beads
    from cli.settings import ranked
    from glossary.extraction.claiming import judged, stored_texts
    from glossary.extraction.claims import read_claims
    from glossary.extraction.collecting import known_terms
    from glossary.extraction.said import Said

    if claims == STANDARD_INPUT and STANDARD_INPUT in (document, translation):
        raise InputError("both FILE and a text are standard input", "give a file for one of them")
    with opened(claims) as stream:
        said = list(read_claims(stream))
    reading = how.reading(partial(stored_beads, glossary))
    own = [] if document is None else [reading.read(document, translation, report)]
    about = Said(ranked=ranked).of(own, translation)
    with existing_glossary(glossary, may_be_new=bool(own), to_write=True) as store:

        def texts_of(named: str) -> Sequence[Text]:
            if own and not named:
                return own
            if not (named or stored):
                raise InputError("no document is named", "give DOCUMENT, or --stored NAME")
            if store is None:
                raise NotFoundError("the glossary has no document yet", "give DOCUMENT")
            return stored_texts(store, named or stored)

        found = judged(
            said,
            texts_of,
            known=known_terms(store),
            encoder=reading.encoder,
            progress=report,
        )
    return found, about
