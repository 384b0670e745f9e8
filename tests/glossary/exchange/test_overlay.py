"""A file that says only some of an entry is laid over the entry."""

from dataclasses import replace

from entries import FULL, only

from align.languages import Language
from align.model import CHINESE_ENGLISH
from glossary.exchange.overlay import joined, overlay
from glossary.model import Concept, ConceptStatus, Definition, Origin, Term, TermStatus
from glossary.model.conditions import conditions_of
from glossary.model.fields import EVERYTHING, Field

ZH, EN = CHINESE_ENGLISH


def test_what_a_file_gives_back_unedited_is_the_entry_whatever_the_file_carries() -> None:
    for field in set(Field) - {Field.ID}:
        carried = EVERYTHING - {field}
        assert overlay(FULL, only(FULL, carried), carried) == FULL, field
    least = frozenset({Field.ID})
    assert overlay(FULL, only(FULL, least), least) == FULL


def test_languages_keep_the_order_that_they_have_in_the_entry() -> None:
    french = Term(Language("fr"), "trois premières")
    entry = replace(FULL, terms=(french, *FULL.terms, replace(french, text="triple première")))
    said = replace(entry, terms=(*FULL.terms, french, entry.terms[-1]))
    assert overlay(entry, said, EVERYTHING - {Field.SCORE}) == entry
    more = replace(said, terms=(*said.terms, replace(french, text="les trois premières")))
    made = overlay(entry, more, EVERYTHING - {Field.SCORE})
    assert made.terms == (*entry.terms, more.terms[-1])


def test_an_edit_keeps_what_the_file_does_not_carry() -> None:
    carried = EVERYTHING - {Field.TERM_SOURCE, Field.DEFINITION_PLACE, Field.MEMBERS, Field.CONTEXT}
    said = only(FULL, carried)
    terms = (
        said.terms[0],
        replace(said.terms[2], note="seen"),
        Term(EN, "new", TermStatus.ADMITTED),
    )
    definitions = (replace(said.definitions[0], text="another"), *said.definitions[1:])
    made = overlay(FULL, replace(said, terms=terms, definitions=definitions, note="n"), carried)
    assert [term.text for term in made.terms] == [terms[0].text, terms[1].text, "new"]
    assert (made.terms[0].source, made.terms[1].note) == ("国资委", "seen")
    assert made.definitions[0].segment is None
    assert made.definitions[0].members == FULL.definitions[0].members
    assert made.definitions[1:] == FULL.definitions[1:]
    assert (made.note, made.contexts) == ("n", FULL.contexts)


def test_a_first_term_that_was_edited_takes_the_place_of_the_first() -> None:
    carried = frozenset({Field.ID})
    said = only(FULL, carried)
    other = replace(said, terms=(replace(said.terms[0], text="三个首"), said.terms[1]))
    made = overlay(FULL, other, carried)
    assert made.terms[0] == replace(FULL.terms[0], text="三个首")
    assert made.terms[1:] == FULL.terms[1:]
    promoted = replace(said, terms=(replace(said.terms[0], text="三首"),))
    texts = [term.text for term in overlay(FULL, promoted, carried).terms]
    assert texts[:2] == ["三首", "首台套、首批次、首版次"]
    assert len(texts) == len(FULL.terms)


def test_an_entry_of_others_adds_and_takes_nothing_away() -> None:
    mine = Concept(
        "c1",
        (Term(ZH, "三首", TermStatus.PREFERRED), Term(EN, "three firsts", TermStatus.PREFERRED)),
        definitions=(Definition(EN, "one", origin=Origin.PERSON),),
        note="mine",
        subject="industry",
        status=ConceptStatus.APPROVED,
    )
    theirs = Concept(
        "",
        (
            Term(ZH, "“三首”", TermStatus.PREFERRED),
            Term(EN, "three firsts", TermStatus.PREFERRED, conditions=conditions_of("in law")),
            Term(EN, "first trio", TermStatus.PREFERRED),
            Term(EN, "Three Firsts", TermStatus.DEPRECATED),
        ),
        definitions=(Definition(EN, "one"), Definition(EN, "two")),
        note="theirs",
        subject="trade",
    )
    drawn = Definition(ZH, "三个首次。", "a.txt", 1, 0, 5)
    proposed = replace(mine, definitions=(drawn,), status=ConceptStatus.PROPOSED)
    written = replace(theirs, definitions=(Definition(EN, "their", origin=Origin.PERSON),))
    assert [each.text for each in joined(proposed, written).definitions] == ["their", "三个首次。"]
    made = joined(mine, theirs)
    assert [(term.text, term.status) for term in made.terms] == [
        ("三首", TermStatus.PREFERRED),
        ("three firsts", TermStatus.PREFERRED),
        ("first trio", TermStatus.ADMITTED),
    ]
    assert [each.text for each in made.definitions] == ["one", "two"]
    assert (made.note, made.subject, made.status) == ("mine\ntheirs", "industry", mine.status)
    assert made.terms[1].conditions == conditions_of("in law")
    assert joined(made, theirs) == made
