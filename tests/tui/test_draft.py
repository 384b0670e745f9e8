"""Drafts without a form: checking and merging."""

from __future__ import annotations

from dataclasses import replace

from desks import Plain

from align.model import Language
from glossary.model import Concept, Definition, Kind, Term, TermStatus
from glossary.model.changes import differences, name, same
from tui.draft import Draft, TermDraft

ZH, EN = Language.ZH, Language.EN
ADMITTED, DEPRECATED = TermStatus.ADMITTED, TermStatus.DEPRECATED


def test_a_draft_that_changes_nothing_gives_the_concept_back(five: Concept) -> None:
    assert Draft.of(five).apply(five, "Ana") == five
    assert list(Draft.of(five).problems()) == []


def test_terms_in_other_languages_stay(five: Concept) -> None:
    french = Term(Language("fr"), "plan global en cinq volets", TermStatus.PREFERRED)
    whole = replace(five, terms=(*five.terms, french))
    draft = replace(Draft.of(whole), subject="planning")
    assert draft.apply(whole, "Ana").terms == whole.terms
    assert french in draft.over(five, whole).apply(whole, "Ana").terms
    twice = replace(draft, terms=(*draft.terms, draft.terms[-1]))
    assert list(twice.problems()) == [
        "A French term is listed twice: remove one",
        "More than one French term is preferred: keep one",
    ]


def test_merging_keeps_what_only_one_side_changed(five: Concept) -> None:
    mine = replace(Draft.of(five), subject="planning")
    theirs = replace(five, note="theirs", kind=Kind.STRATEGY)
    merged = mine.over(five, theirs)
    assert merged.apply(theirs, "Ana") == replace(theirs, subject="planning")


def test_merging_keeps_terms_that_either_side_added(five: Concept) -> None:
    draft = Draft.of(five)
    mine = replace(draft, terms=(*draft.terms, TermDraft(EN, "mine", ADMITTED)))
    theirs = replace(five, terms=(*five.terms, Term(EN, "theirs"), Term(ZH, "他们的")))
    merged = mine.over(five, theirs)
    assert [term.text for term in merged.terms] == [
        "五位一体",
        "他们的",
        "Five-Sphere Integrated Plan",
        "five in one",
        "theirs",
        "mine",
    ]


def test_merging_keeps_removals_that_nobody_contradicts(five: Concept) -> None:
    draft = Draft.of(five)
    mine = replace(draft, terms=draft.terms[:2])
    assert len(mine.over(five, five).terms) == 2
    theirs = replace(five, terms=five.terms[:2])
    assert len(draft.over(five, theirs).terms) == 2


def test_a_term_removed_on_one_side_and_changed_on_the_other_is_kept(five: Concept) -> None:
    draft = Draft.of(five)
    removed = replace(draft, terms=draft.terms[:2])
    changed = replace(five.terms[2], status=ADMITTED)
    theirs = replace(five, terms=(*five.terms[:2], changed))
    assert removed.over(five, theirs).terms[2].status is ADMITTED

    edited = replace(draft, terms=(*draft.terms[:2], replace(draft.terms[2], status=ADMITTED)))
    without = replace(five, terms=five.terms[:2])
    merged = edited.over(five, without)
    assert merged.terms[2].text == "five in one"
    assert merged.apply(without, "Ana").terms[2].status is ADMITTED
    assert merged.over(without, without) == merged


def test_the_same_term_added_on_both_sides_stands_once(five: Concept) -> None:
    draft = Draft.of(five)
    mine = replace(draft, terms=(*draft.terms, TermDraft(EN, "both", ADMITTED)))
    theirs = replace(five, terms=(*five.terms, Term(EN, "both", DEPRECATED)))
    assert [term.text for term in mine.over(five, theirs).terms].count("both") == 1


def test_members_without_a_definition_are_refused(five: Concept) -> None:
    draft = replace(Draft.of(five), definition=" ")
    assert any("Members need a definition" in problem for problem in draft.problems())


def test_a_definition_that_is_emptied_goes_and_the_next_one_follows(five: Concept) -> None:
    draft = replace(Draft.of(five), definition="", members=())
    assert draft.apply(five, "Ana").definitions == five.definitions[1:]


def test_a_new_definition_is_in_the_language_that_it_is_written_in(plain: Plain) -> None:
    concept = plain("a", "三首", "three firsts")
    for text, language in (("三个第一", ZH), ("what comes first", EN)):
        written = replace(Draft.of(concept), definition=text).apply(concept, "Ana")
        (definition,) = written.definitions
        assert (definition.language, definition.source) == (language, "Ana")


def test_a_change_of_particulars_counts_as_a_difference(five: Concept) -> None:
    terms = (replace(five.terms[0], frequency=99), *five.terms[1:])
    assert not same(five, replace(five, terms=terms))
    assert same(five, replace(five, revision=99))


def test_differences_are_said_in_words(five: Concept) -> None:
    changed = replace(
        five,
        terms=(five.terms[0], replace(five.terms[1], status=ADMITTED), Term(EN, "the plan")),
        definitions=(Definition(EN, "new"), *five.definitions[1:]),
        subject="",
    )
    assert list(map(str, differences(five, changed))) == [
        "English term removed: five in one",
        "English term Five-Sphere Integrated Plan: preferred → admitted",
        "English term added: the plan (admitted)",
        "definition: economic, political, cultural, social and ecological progress → new",
        "subject: politics → none",
    ]


def test_a_concept_is_called_by_its_terms(five: Concept) -> None:
    assert name(five) == "五位一体 · Five-Sphere Integrated Plan"
    only = replace(five, terms=(five.terms[2],))
    assert name(only) == "five in one"


def test_a_new_term_has_letters_of_its_language(five: Concept) -> None:
    draft = Draft.of(five)
    wrong = TermDraft(EN, "五位一体", ADMITTED)
    said = "An English term has no letter of its language: put it under its own"
    assert said in list(replace(draft, terms=(*draft.terms, wrong)).problems())
    old = replace(five, terms=(*five.terms, Term(EN, "五位一体")))
    assert said not in list(Draft.of(old).problems())
