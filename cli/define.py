"""`tifa define`: what a term is, as glossaries and texts say it; "which five?"."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from align.errors import SettingsError
from cli import options
from cli.reference import Asked
from cli.streams import given, opened

if TYPE_CHECKING:
    from rich.text import Text

    from glossary.defining import Answer, AnswerPlace, Source
    from glossary.finding.reference import Reference
    from glossary.model import Concept
    from glossary.store import Glossary

_MOST_PLACES = 3  #: of an answer that are shown to people


@click.command("define", short_help='Say what terms are: "which five?".')
@click.argument("terms", nargs=-1, metavar="TERM...")
@click.option(
    "--in",
    "documents",
    multiple=True,
    metavar="DOC|FOLDER",
    help="Look in this text, not in the documents of the glossary; can be given more than once.",
)
@click.option(
    "--batch",
    metavar="FILE.jsonl",
    help="Answer from the passages of FILE, one per line; - is standard input.",
)
@options.limit("At most N answers per term.", default=3)
@options.as_json("One JSON object per term, one per line.")
@options.asking
@click.pass_context
def command(
    context: click.Context,
    terms: tuple[str, ...],
    documents: tuple[str, ...],
    batch: str | None,
    limit: int,
    as_json: bool,
    asked: Asked,
) -> None:
    """Say what each TERM is: its definition and, for a formula such as "five in one", its members.

    What people wrote or approved comes first, then the starter glossary, then what texts say, each
    with its places: document, date and sentence. The texts are the documents of the glossary in
    use, or those of --in. "-" reads TERMs from standard input. Exit code 1 if nothing says what a
    TERM is, or if a text was left out.

    --batch reads {"id", "text", "lang", "term" or "form"} per line and writes {"id", "members",
    "definition"} per line, in the same order: what the passage itself says of the term, [] and null
    where it does not. A bad line is named and left out.
    """
    if batch is not None:
        if terms or documents:
            raise SettingsError("--batch has its own terms and texts", "give it alone")
        context.exit(0 if _batch(batch) else 1)
    if not terms:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if not all(term.strip() for term in terms):
        raise SettingsError("a term is empty", "give a term")
    from glossary.defining import define

    read, complete = _read(documents)
    missed = not complete
    with asked.opened() as (store, reference):
        for term in given(terms):
            sources = read if documents else _stored(store)
            answers = define(term, sources, _concepts(term, store, reference))
            missed = missed or not answers
            _show(term, answers[:limit], as_json=as_json)
    context.exit(1 if missed else 0)


def _batch(path: str) -> bool:
    """Answer each record at once; returned is whether all of them could be read."""
    from align.text import called
    from cli.console import say
    from glossary.defining.batch import answer, read

    complete = True
    with opened(path) as stream:
        for record in read(stream):
            if record.passage is None:
                say(f"tifa: {called(path)}, line {record.number}: {record.fault}; left out")
                complete = False
                continue
            members, definition = answer(record.passage)
            line = {"id": record.passage.id, "members": members, "definition": definition}
            click.echo(json.dumps(line, ensure_ascii=False))
            sys.stdout.flush()  # whoever asks over a pipe waits for the answer
    return complete


def _read(documents: Sequence[str]) -> tuple[list[Source], bool]:
    """The texts that were named, those of folders among them, and whether none was left out."""
    from cli.reading import read_each

    sources: list[Source] = []
    complete = True
    for name in documents:
        found, whole = read_each(name, _sources)
        sources += [source for each in found for source in each]
        complete = complete and whole
    return sources, complete and all(source.text.is_whole for source in sources)


def _sources(path: str) -> list[Source]:
    """The text of a file, or both of one that holds two languages."""
    from datetime import UTC, datetime
    from pathlib import Path

    from align.bitexts import read_bitexts
    from align.languages import languages
    from cli.reading import read_text, warn
    from glossary.corpora.name_dates import date_in_name
    from glossary.defining import Source, can_define

    dated = date_in_name(Path(path).name, datetime.now(UTC).date())
    bitexts = read_bitexts(path, warn)
    texts = [read_text(path)] if bitexts is None else [bitexts[0].source]
    texts += [bitext.target for bitext in bitexts or ()]
    for language in {text.language for text in texts if not can_define(text.language)}:
        warn(f"{path}: what defines a term in {language.label} is not known; lists alone count")
    texts.sort(key=lambda text: languages().index(text.language))
    return [Source(text, text.document.title, dated) for text in texts]


def _stored(store: Glossary | None) -> Iterator[Source]:
    from glossary.defining import Source
    from glossary.store.reading.documents import texts_in_use

    if store is not None:
        for document, text in texts_in_use(store):
            yield Source(text, document.title, document.dated)


def _concepts(term: str, store: Glossary | None, reference: Reference | None) -> list[Concept]:
    """The concepts of which it is a term, those of the glossary in use first."""
    from align.languages import languages
    from glossary.model import LIVE

    found = [each for language in languages() if store for each in store.matching(term, language)]
    own = [each for each in found if each.status in LIVE]
    known = [
        each for language in languages() if reference for each in reference.by_key(term, language)
    ]
    return list({each.id: each for each in (*own, *known)}.values())


def _show(term: str, answers: Sequence[Answer], *, as_json: bool) -> None:
    from cli.console import print_lines, say

    if as_json:
        click.echo(json.dumps(_as_json(term, answers), ensure_ascii=False))
    elif answers:
        from rich.text import Text

        from cli.console import plain

        lines = [Text.assemble(plain(term), style="bold")]
        print_lines([*lines, *(line for each in answers for line in _lines(each)), Text()])
    if not answers:
        say(f"tifa: {term}: nothing says what it is")
    sys.stdout.flush()  # whoever asks over a pipe waits for the answer


def _lines(answer: Answer) -> Iterator[Text]:
    """An answer: what is said, the members one per line, and where."""
    from rich.text import Text

    from cli.console import plain

    definition = answer.definition
    yield Text.assemble("  ", plain(definition.text))
    for number, member in enumerate(definition.members, 1):
        yield Text.assemble(f"    {number}. ", plain(member))
    yield Text.assemble("    [", plain(_where(answer)), "]", style="dim")


def _where(answer: Answer) -> str:
    from glossary.model import Origin

    if answer.definition.origin is Origin.REFERENCE:
        return "starter glossary"
    named = [_called(place) for place in answer.places[:_MOST_PLACES]]
    more = len(answer.places) - _MOST_PLACES
    rest = [f"and {more:,} more: --json"] if more > 0 else []
    return "; ".join([*filter(None, named), *rest]) or "the glossary"


def _called(place: AnswerPlace) -> str:
    """A place in words: document, date and sentence."""
    sentence = "" if place.segment is None else f"sentence {place.segment + 1}"
    return ", ".join(filter(None, (place.title or place.source, place.dated, sentence)))


def _as_json(term: str, answers: Sequence[Answer]) -> dict[str, object]:
    """The best list of members and the best definition, and all answers with their places."""
    from glossary.model import Origin

    said = [answer.definition for answer in answers]
    # What a text says in a list of members is that list; people and references define beside it.
    told = (each.text for each in said if not each.members or each.origin is not Origin.CONTEXT)
    return {
        "term": term,
        "members": next((list(each.members) for each in said if each.members), []),
        "definition": next(told, None),
        "answers": list(map(_answer_as_json, answers)),
    }


def _answer_as_json(answer: Answer) -> dict[str, object]:
    from dataclasses import asdict

    definition = answer.definition
    places = [
        {("date" if name == "dated" else name): value for name, value in asdict(place).items()}
        for place in answer.places
    ]
    return {
        "text": definition.text,
        "language": str(definition.language),
        "members": list(definition.members),
        "origin": str(definition.origin),
        "score": round(definition.score, 4),
        "places": places,
    }
