"""Drafts without a form: checking and merging."""

from __future__ import annotations

from dataclasses import replace

from align.model import Language
from glossary.model import Concept, Definition, Kind, Term, TermStatus
from glossary.model.changes import differences, name, same
from tui.draft import DefinitionDraft, Draft, TermDraft

ZH, EN, FR = Language.ZH, Language.EN, Language("fr")
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
    draft = replace(Draft.of(five), definitions=(DefinitionDraft(EN, " ", ("economic",)),))
    assert any("Members need a definition" in problem for problem in draft.problems())


def test_a_definition_that_is_emptied_goes_and_the_next_one_follows(five: Concept) -> None:
    draft = Draft.of(five)
    without = replace(draft, definitions=draft.definitions[:1])
    assert [each.language for each in draft.definitions] == [ZH, EN]
    assert without.apply(five, "Ana").definitions == five.definitions[1:]


def test_it_is_said_what_takes_the_place_of_an_emptied_definition(five: Concept) -> None:
    more = replace(five, definitions=(*five.definitions, Definition(EN, "another")))
    assert list(Draft.of(more).moved(more)) == []
    assert list(replace(Draft.of(more), definitions=()).moved(more)) == [
        "there is then no Chinese definition",
        "the English definition is then: another",
    ]


def test_any_definition_is_made_the_first_and_the_one_before_stays(five: Concept) -> None:
    another = Definition(EN, "another", source="book.txt", segment=3)
    more = replace(five, definitions=(*five.definitions, another))
    chosen = replace(Draft.of(more), definitions=(DefinitionDraft(EN, "another", ()),))
    chinese = Draft.of(more).definitions[0]
    chosen = replace(chosen, definitions=(chinese, *chosen.definitions))
    assert list(chosen.moved(more)) == [
        "the English definition that was first stays, as the second"
    ]
    after = chosen.apply(more, "Ana")
    assert after.definitions == (another, *five.definitions)
    assert list(Draft.of(after).moved(after)) == []
    back = replace(Draft.of(after), definitions=(chinese, DefinitionDraft.of(five.definitions[0])))
    assert back.apply(after, "Ana").definitions == (
        five.definitions[0],
        another,
        five.definitions[1],
    )


def test_each_language_has_a_definition_and_a_new_one_follows_the_first_of_the_others(
    five: Concept,
) -> None:
    more = replace(five, definitions=(*five.definitions, Definition(EN, "another")))
    french = DefinitionDraft(FR, "un plan global", ("économique",))
    draft = Draft.of(more)
    written = replace(draft, definitions=(*draft.definitions, french)).apply(more, "Ana")
    assert [(each.language, each.text) for each in written.definitions][2:] == [
        (FR, "un plan global"),
        (EN, "another"),
    ]
    made = written.definitions[2]
    assert (made.source, made.members) == ("Ana", ("économique",))
    assert Draft.of(written).definition(FR) == french


def test_a_definition_is_edited_in_its_place_and_quotations_keep_their_language(
    five: Concept,
) -> None:
    zh = DefinitionDraft(ZH, "总体布局的另一种说法")
    draft = replace(Draft.of(five), definitions=(zh, Draft.of(five).definition(EN)))
    assert [each.text for each in draft.apply(five, "Ana").definitions] == [
        five.definitions[0].text,
        zh.text,
    ]
    english = five.definitions[0].text
    wrong = replace(Draft.of(five), definitions=(DefinitionDraft(ZH, english),))
    (only,) = wrong.apply(five, "Ana").definitions
    assert (only.language, only.source) == (ZH, "Ana"), "it says what English text says, no more"


def test_definitions_that_each_side_changed_are_both_kept(five: Concept) -> None:
    mine = replace(
        Draft.of(five), definitions=(Draft.of(five).definition(EN), DefinitionDraft(FR, "le plan"))
    )
    theirs = replace(five, definitions=(replace(five.definitions[0], text="theirs"),))
    merged = mine.over(five, theirs)
    assert [(each.language, each.text) for each in merged.definitions] == [
        (EN, "theirs"),
        (FR, "le plan"),
    ]


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
