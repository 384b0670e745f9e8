"""`tifa formula`: which members numeric formulas count, and who says so."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import click

from align.errors import SettingsError
from cli import options
from cli.reference import Asked
from glossary.formulas.known import Completeness

if TYPE_CHECKING:
    from rich.text import Text

    from align.model import Language
    from glossary.finding.reference import Reference
    from glossary.model import Concept
    from glossary.store import Glossary
    from glossary.store.reading.formulas import (
        KnownFormula,
        MemberConcept,
        MemberSource,
        SourcedList,
    )

_STARTER = "starter glossary"


@click.command("formula", short_help="Show which members numeric formulas count, and who says so.")
@click.argument("names", nargs=-1, metavar="[TERM]...")
@click.option("--list", "listed", is_flag=True, help="List all formulas, without TERM.")
@click.option(
    "--mark",
    "marks",
    type=click.Choice([str(each) for each in Completeness]),
    multiple=True,
    help="List only those with this mark; can be given more than once.",
)
@click.option(
    "--full",
    is_flag=True,
    help="With --list, show each with its members and where they stand, as a TERM.",
)
@click.option(
    "--keep",
    is_flag=True,
    help="First keep the lists that stored documents have in the entries.",
)
@options.shown_in
@options.as_json("One JSON object per formula, one per line.")
@options.asking
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    listed: bool,
    marks: tuple[str, ...],
    full: bool,
    keep: bool,
    shown: tuple[Language, ...],
    as_json: bool,
    asked: Asked,
) -> None:
    """Show the members of each TERM, a numeric formula (五位一体, 三首, "five in one").

    Where the glossary has a member as a term, its terms in the other languages stand beside it;
    below the members stands which document lists them, in which sentence.

    Answers from the definitions of the glossary in use, from whatever list its documents have in
    Chinese and English and, for languages in which these list nothing, from the starter glossary.
    --list does not read documents anew unless --full is given, which takes half a second a formula;
    --keep does, and puts the lists into the entries, where lookup, relations and files have them
    until their documents are withdrawn. A formula is marked incomplete where nobody lists as many
    members as it counts, and contradictory where sources list different ones; each list stands with
    its sources then. "-" reads TERMs from standard input. Exit code 1 if a TERM is no formula or no
    members of it are known; with --list, if there is no formula.
    """
    if listed == bool(names):
        raise SettingsError("a TERM or --list is wanted, not both", "see: tifa formula --help")
    if (marks or full) and not listed:
        option = "--mark" if marks else "--full"
        raise SettingsError(f"{option} is for --list", "leave it out, or give --list")
    if keep:
        _keep(names, asked)
    with asked.opened() as (store, reference):
        if reference is None:
            from glossary.finding.reference import Reference as Empty

            reference = Empty.from_concepts(())
        if listed:
            found = _all(store, reference, marks)
            is_missed = not found
            if full:
                for each in found:
                    _show_one(each, store, reference, shown, query=None, as_json=as_json)
            elif found:
                _list(found, as_json=as_json)
        else:
            is_missed = not _show_all(names, store, reference, shown, as_json=as_json)
    context.exit(1 if is_missed else 0)


def _keep(names: Sequence[str], asked: Asked) -> None:
    """Keep the lists of what is named, or of all formulas."""
    from cli.console import say
    from cli.curating import Change
    from glossary.store.changing.spelling import keep_spelled
    from glossary.store.searching.names import concepts_named

    if asked.no_glossary:
        raise SettingsError("--keep wants a glossary", "leave out --no-glossary")
    change = Change(asked.glossary, None, "")
    who = change.who
    with change.opened() as store:
        ids = None
        if names:
            with store.reading() as connection:
                named = list(concepts_named(connection, names))
            ids = [concept.id for each in named for concept in each.concepts]
        kept = keep_spelled(store, ids, who=who)
    say(
        f"tifa: documents list the members of {kept.spelled:,} of {kept.read:,} formulas;"
        f" entries that have gained one: {len(kept.changed):,}"
    )


def _all(
    store: Glossary | None, reference: Reference, marks: Collection[str]
) -> list[KnownFormula]:
    """All formulas with one of the marks, or with any; where there is none, it is said."""
    from cli.console import say
    from glossary.store.reading.formulas import formulas

    found = [each for each in formulas(store, reference) if not marks or each.completeness in marks]
    if not found:
        say("tifa: no numeric formula" + (f" is {' or '.join(marks)}" if marks else ""))
    return found


def _list(found: Sequence[KnownFormula], *, as_json: bool) -> None:
    """Print formulas, a line each."""
    from cli.console import TableColumn, print_table

    if as_json:
        for each in found:
            click.echo(json.dumps(_summary(each), ensure_ascii=False))
        return
    columns = (
        TableColumn("Formula", share=3),
        TableColumn("Counts", right=True),
        TableColumn("Members", share=1),
        TableColumn("Mark"),
        TableColumn("Status"),
    )
    rows = [
        (
            "  ".join(_used(each.concept, ()).values()),
            str(each.formula.count) if each.formula else "?",
            _numbers(each),
            str(each.completeness),
            _STARTER if each.from_reference else str(each.concept.status),
        )
        for each in found
    ]
    print_table(columns, rows)


def _numbers(known: KnownFormula) -> str:
    """How many members the lists in each language have: zh 5 or 4, en 5."""
    numbers: dict[str, list[str]] = {}
    for each in known.every_list:
        numbers.setdefault(str(each.language), []).append(str(len(each.members)))
    return ", ".join(f"{language} {' or '.join(own)}" for language, own in numbers.items())


def _show_all(
    names: Sequence[str],
    store: Glossary | None,
    reference: Reference,
    shown: Sequence[Language],
    *,
    as_json: bool,
) -> bool:
    """Show what is named; returned is whether members of all are known."""
    from cli.console import say
    from cli.curating import each_name
    from cli.quoting import say_quoted
    from glossary.store.reading.formulas import formulas_named

    are_all = True
    for name in each_name(names):
        found = formulas_named(store, reference, name)
        if not found:
            say(f"tifa: {name}: no numeric formula of the glossary")
        are_all = are_all and bool(found)
        for each in found:
            is_known = _show_one(each, store, reference, shown, query=name, as_json=as_json)
            are_all = are_all and is_known
    if not are_all:
        say_quoted("formula", names, lambda term: bool(formulas_named(store, reference, term)))
    return are_all


def _show_one(
    known: KnownFormula,
    store: Glossary | None,
    reference: Reference,
    shown: Sequence[Language],
    *,
    query: str | None,
    as_json: bool,
) -> bool:
    """Show a formula that was asked for, or is one of all; returned is whether it has members."""
    from glossary.store.reading.formulas import sourced

    lists = sourced(store, reference, known)
    if as_json:
        said = ({"query": query} if query else {}) | _as_json(known, lists, shown)
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        _show(known, lists, shown)
    return bool(lists)


def _used(concept: Concept, shown: Sequence[Language]) -> dict[str, str]:
    """The terms to use, by language; of those to be shown, or the first two."""
    from glossary.model import languages_of, preferred

    there = languages_of(concept.terms)
    wanted = [each for each in there if each in shown] if shown else there[:2]
    used = {str(each): preferred(concept.terms, each) for each in wanted}
    return {language: term.text for language, term in used.items() if term}


def _show(known: KnownFormula, lists: Sequence[SourcedList], shown: Sequence[Language]) -> None:
    from rich.text import Text

    from cli.console import plain, print_lines

    names = dict.fromkeys(
        (*_used(known.concept, ()).values(), *_used(known.concept, shown).values())
    )
    where = _STARTER if known.from_reference else str(known.concept.status)
    heading = Text.assemble(
        (plain("  ".join(names)).plain, "bold"),
        (f"  ({_told(known)}; {where})  {known.concept.id}", "dim"),
    )
    lines = [heading]
    for each in lists:
        lines += _list_lines(known, each, shown)
    print_lines([*lines, Text()])


def _told(known: KnownFormula) -> str:
    """What the formula counts and what of it is known, in words."""
    counts = f"counts {known.formula.count}" if known.formula else "says no number"
    mark = known.completeness
    if mark is Completeness.NONE:
        return f"{counts}; no members known"
    if mark is Completeness.INCOMPLETE:
        numbers = " and ".join(sorted({str(len(each.members)) for each in known.every_list}))
        return f"{counts}, {numbers} listed: incomplete"
    if mark is Completeness.CONTRADICTORY:
        return f"{counts}; contradictory: sources list different members"
    return f"{counts}; {mark}"


def _list_lines(known: KnownFormula, each: SourcedList, shown: Sequence[Language]) -> list[Text]:
    from rich.text import Text

    from align.text import visible
    from cli.console import plain

    said = each.said
    lent = _STARTER if said in known.lent and not known.from_reference else ""
    differs = ""
    if known.formula and said.count != known.formula.count:
        differs = f"{said.count} of {known.formula.count}"
    remarks = "; ".join(filter(None, (differs, lent)))
    lines = [Text.assemble(f"  {said.language}", (f"  ({remarks})" if remarks else "", "dim"))]
    for number, member in enumerate(each.members, 1):
        terms = _others(member, said.language, shown)
        others = "; ".join(f"{language} {text}" for language, text in terms.items())
        own = plain(member.text)
        lines.append(
            Text.assemble(
                f"    {number}. ", own, (f"   {visible(others)}" if others else "", "dim")
            )
        )
    lines += [line for source in each.sources for line in _source_lines(source, shown)]
    return lines


def _others(member: MemberConcept, language: Language, shown: Sequence[Language]) -> dict[str, str]:
    """The terms of a member in the other languages."""
    from glossary.model import languages_of

    if member.concept is None:
        return {}
    wanted = shown or languages_of(member.concept.terms)
    used = _used(member.concept, wanted)
    return {code: text for code, text in used.items() if code != str(language)}


def _source_lines(source: MemberSource, shown: Sequence[Language]) -> list[Text]:
    from rich.text import Text

    from cli.console import plain
    from cli.show import called
    from glossary.model import Origin

    drawn, document = source.definition, source.document
    if document is None:
        place = f", sentence {drawn.segment + 1}" if drawn.segment is not None else ""
        said = (
            _STARTER
            if drawn.origin is Origin.REFERENCE
            else f"{drawn.source or drawn.origin}{place}"
        )
        return [Text.assemble("    ", (plain(said).plain, "dim"))]
    where = f"{called(document)}, sentence {(source.segment or 0) + 1}"
    lines = [
        Text.assemble("    ", (plain(where).plain, "dim")),
        Text.assemble("      > ", plain(source.sentence)),
    ]
    for language, text in source.translations:
        if not shown or language in shown:
            lines.append(Text.assemble((f"      {language}  ", "dim"), plain(text), style="dim"))
    return lines


def _summary(known: KnownFormula) -> dict[str, object]:
    return {
        "concept": known.concept.id,
        "terms": _used(known.concept, [term.language for term in known.concept.terms]),
        "count": known.formula.count if known.formula else None,
        "mark": str(known.completeness),
        "starter": known.from_reference,
        "lists": [
            {
                "language": str(each.language),
                "members": each.members,
                "starter": each in known.lent,
            }
            for each in known.every_list
        ],
    }


def _as_json(
    known: KnownFormula, lists: Sequence[SourcedList], shown: Sequence[Language]
) -> dict[str, object]:
    return {
        **_summary(known),
        "lists": [
            {
                "language": str(each.said.language),
                "starter": each.said in known.lent,
                "members": [_member_as_json(member, shown) for member in each.members],
                "sources": [_source_as_json(source, shown) for source in each.sources],
            }
            for each in lists
        ],
    }


def _member_as_json(member: MemberConcept, shown: Sequence[Language]) -> dict[str, object]:
    concept = member.concept
    languages = shown or ([term.language for term in concept.terms] if concept else ())
    return {
        "text": member.text,
        "concept": concept.id if concept else None,
        "starter": member.from_reference,
        "terms": _used(concept, languages) if concept else {},
    }


def _source_as_json(source: MemberSource, shown: Sequence[Language]) -> dict[str, object]:
    from cli.particulars import record_as_json

    drawn = source.definition
    return {
        "document": record_as_json(source.document) if source.document else None,
        "source": drawn.source,
        "origin": str(drawn.origin),
        "score": drawn.score,
        "segment": drawn.segment if source.segment is None else source.segment,
        "sentence": source.sentence,
        "translations": [
            {"language": str(language), "text": text}
            for language, text in source.translations
            if not shown or language in shown
        ],
    }
