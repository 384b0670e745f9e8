"""Relations between concepts, said by people and shown by the glossary, on every database."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from align.errors import GlossaryError
from align.model import Document, Language
from align.segment import segment_lines
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Particulars,
    Proposal,
    Relation,
    RelationKind,
    RelationStatus,
    Term,
    TermStatus,
    TermType,
)
from glossary.model.changes import clauses
from glossary.store import ConceptConflictError, Glossary
from glossary.store.changing.joining import merge
from glossary.store.changing.relating import Said, relate, say, unrelate
from glossary.store.changing.undoing import undo
from glossary.store.changing.withdrawing import withdraw
from glossary.store.reading.exporting import material
from glossary.store.reading.relations import related_concepts, shown_by

ZH = Language("zh")
BROADER, MEMBER_OF = RelationKind.BROADER, RelationKind.MEMBER_OF


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        for concept_id, text in {"a": "改革", "b": "发展", "c": "青山", "d": "安全"}.items():
            opened.save(Concept(concept_id, (Term(ZH, text),)), who="li")
        yield opened


def said(glossary: Glossary, concept_id: str) -> list[str]:
    """What a concept is to which others, proposals marked."""
    return [
        f"{each.said} {each.concept.terms[0].text}" + "?" * (each.status is RelationStatus.PROPOSED)
        for each in related_concepts(glossary, glossary.concept(concept_id))
    ]


def join(glossary: Glossary, owner: str, kind: RelationKind, target: str) -> bool:
    return relate(glossary, glossary.concept(owner), kind, glossary.concept(target), who="li")


def part(glossary: Glossary, owner: str, kind: RelationKind, target: str) -> bool:
    return unrelate(glossary, glossary.concept(owner), kind, glossary.concept(target), who="li")


def listed(term: str, members: str, source: str, dated: str = "") -> tuple[Proposal, str, str]:
    drawn = Definition(ZH, members, source, 0, 0, len(members), members=tuple(members.split("、")))
    own = Term(ZH, term, TermStatus.PREFERRED, frequency=1)
    return Proposal((own,), Kind.NUMERIC, 0.9, 1, (drawn,)), source, dated


def add(glossary: Glossary, *added: tuple[Proposal, str, str]) -> list[str]:
    """Add each proposal with a document of its own; returned are the ids of their concepts."""
    ids: list[str] = []
    for proposal, source, dated in added:
        text = segment_lines(Document(f"{proposal.terms[0].text}。{source}", source, ZH))
        about = {source: Particulars(dated=dated)}
        ids += glossary.add([proposal], [text], who="li", about=about).concepts
    return ids


def test_a_relation_is_seen_from_both_ends(glossary: Glossary) -> None:
    assert join(glossary, "a", BROADER, "b")
    assert join(glossary, "c", RelationKind.SEE_ALSO, "a")
    assert said(glossary, "a") == ["broader 发展", "see also 青山"]
    assert said(glossary, "b") == ["narrower 改革"]
    assert said(glossary, "c") == ["see also 改革"]


def test_what_is_said_already_changes_nothing(glossary: Glossary) -> None:
    join(glossary, "a", RelationKind.SEE_ALSO, "b")
    before = glossary.history("a"), glossary.history("b")
    assert not join(glossary, "a", RelationKind.SEE_ALSO, "b")
    assert not join(glossary, "b", RelationKind.SEE_ALSO, "a")
    assert (glossary.history("a"), glossary.history("b")) == before


def test_it_is_in_the_history_and_can_be_undone(glossary: Glossary) -> None:
    join(glossary, "a", BROADER, "b")
    last, other = glossary.history("a")[-1], glossary.history("b")[-1]
    assert clauses(last) == ["relation added: broader b (approved)"]
    assert (last.action, last.change_set) == ("relate", other.change_set)
    glossary.save(replace(glossary.concept("a"), note="later"), who="wang")
    undo(glossary, last.number, who="li")
    assert said(glossary, "a") == []
    assert glossary.concept("a").note == "later"


def test_it_is_taken_back_from_either_end_of_see_also(glossary: Glossary) -> None:
    join(glossary, "a", RelationKind.SEE_ALSO, "b")
    assert part(glossary, "b", RelationKind.SEE_ALSO, "a")
    assert glossary.concept("a").relations == ()
    assert not part(glossary, "b", RelationKind.SEE_ALSO, "a")


def test_no_concept_has_one_to_itself_or_both_ways(glossary: Glossary) -> None:
    with pytest.raises(GlossaryError, match="no relation to itself"):
        join(glossary, "a", BROADER, "a")
    join(glossary, "a", BROADER, "b")
    with pytest.raises(GlossaryError, match="people have said the reverse: 改革: broader 发展"):
        join(glossary, "b", BROADER, "a")


def test_what_was_changed_meanwhile_is_not_related(glossary: Glossary) -> None:
    old = glossary.concept("a")
    glossary.save(replace(old, note="new"), who="wang")
    with pytest.raises(ConceptConflictError):
        relate(glossary, glossary.concept("b"), BROADER, old, who="li")
    assert said(glossary, "b") == []


def test_a_merge_turns_relations_to_the_heir_and_its_undo_turns_them_back(
    glossary: Glossary,
) -> None:
    join(glossary, "a", BROADER, "b")
    join(glossary, "b", MEMBER_OF, "c")
    join(glossary, "d", RelationKind.SEE_ALSO, "b")
    merged = merge(glossary, glossary.concept("d"), glossary.concept("b"), who="li")
    assert said(glossary, "a") == ["broader 安全"]
    assert said(glossary, "d") == ["member of 青山", "narrower 改革"]
    undo(glossary, merged.revision, who="li")
    assert said(glossary, "a") == ["broader 发展"]
    assert said(glossary, "d") == ["see also 发展"]


def test_a_target_that_is_rejected_or_gone_is_not_shown(glossary: Glossary) -> None:
    join(glossary, "a", BROADER, "b")
    glossary.save(
        replace(glossary.concept("b"), status=ConceptStatus.REJECTED), who="li", action="reject"
    )
    assert said(glossary, "a") == []
    lost = Relation(BROADER, "nowhere")
    glossary.save(replace(glossary.concept("c"), relations=(lost,)), who="li", action="import")
    assert said(glossary, "c") == []


def test_a_member_of_a_formula_is_proposed_as_long_as_a_document_lists_it(
    glossary: Glossary,
) -> None:
    (formula,) = add(glossary, listed("三美", "绿水、青山、蓝天", "old.txt"))
    assert said(glossary, "c") == ["member of 三美?"]
    assert said(glossary, formula) == ["has member 青山?"]
    withdraw(glossary, ["old.txt"], who="li")
    assert said(glossary, "c") == []


def test_what_is_proposed_can_be_confirmed_or_denied(glossary: Glossary) -> None:
    (formula,) = add(glossary, listed("三美", "绿水、青山、蓝天", "old.txt"))
    assert join(glossary, "c", MEMBER_OF, formula)
    assert said(glossary, "c") == ["member of 三美"]
    assert part(glossary, "c", MEMBER_OF, formula)
    assert (said(glossary, "c"), said(glossary, formula)) == ([], [])
    assert not part(glossary, "c", MEMBER_OF, formula)
    assert join(glossary, "c", MEMBER_OF, formula)
    assert said(glossary, formula) == ["has member 青山"]


def test_a_short_form_names_its_full_form(glossary: Glossary) -> None:
    short = Term(ZH, "改", type=TermType.SHORT_FORM, note="short for 改革")
    glossary.save(Concept("s", (short,)), who="li")
    assert said(glossary, "s") == ["short for 改革?"]
    assert said(glossary, "a") == ["full form of 改?"]


THREE, FOUR = "道路自信、理论自信、制度自信", "道路、理论、制度、文化自信"


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ([("三个自信", THREE, "2012"), ("四个自信", FOUR, "2016-07")], ["supersedes 三个自信?"]),
        ([("三个自信", THREE, "2016"), ("四个自信", FOUR, "2016-07")], []),
        ([("三个自信", THREE, "2017"), ("四个自信", FOUR, "2016")], []),
        ([("三个自信", THREE, ""), ("四个自信", FOUR, "2016")], []),
        ([("三个代表", THREE, "2012"), ("四个自信", FOUR, "2016")], []),
        ([("三个自信", "东、西、南", "2012"), ("四个自信", FOUR, "2016")], []),
        ([("三个自信", "道路、理论", "2012"), ("四个自信", FOUR, "2016")], []),
    ],
)
def test_a_formula_that_grew_supersedes_the_earlier_one(
    glossary: Glossary, lists: list[tuple[str, str, str]], expected: list[str]
) -> None:
    ids = add(glossary, *(listed(term, said, f"{term}.txt", dated) for term, said, dated in lists))
    assert said(glossary, ids[1]) == expected
    assert said(glossary, ids[0]) == ["superseded by 四个自信?"] * len(expected)


def test_files_are_told_which_targets_they_hold(glossary: Glossary) -> None:
    join(glossary, "a", BROADER, "b")
    a = glossary.concept("a")
    with material(glossary) as whole:
        assert [(each.relation.target, each.is_held) for each in whole.related(a)] == [("b", True)]
    with material(glossary, statuses=[ConceptStatus.APPROVED]) as few:
        assert [each.is_held for each in few.related(a)] == [False]


def shown(glossary: Glossary, concept_id: str) -> list[tuple[str, str, str] | None]:
    """The sentence that shows each relation, what of it does, and its document."""
    concept = glossary.concept(concept_id)
    places = shown_by(glossary, concept, related_concepts(glossary, concept))
    return [(each.text, each.found, each.document.source) if each else None for each in places]


def test_a_list_shows_a_member_and_a_formula_that_grew(glossary: Glossary) -> None:
    _, four = add(
        glossary, listed("三个自信", THREE, "old", "2012"), listed("四个自信", FOUR, "new", "2016")
    )
    assert shown(glossary, four) == [(FOUR, FOUR, "new")]


def test_the_oldest_sentence_with_terms_of_both_shows_any_other_relation(
    glossary: Glossary,
) -> None:
    join(glossary, "a", BROADER, "b")
    join(glossary, "c", RelationKind.SEE_ALSO, "a")
    for source, dated, said in [
        ("new.txt", "2024", "改革和发展。"),
        ("old.txt", "2020", "改革促进发展。"),
        ("none.txt", "2019", "改革。发展。"),
    ]:
        lines = said.replace("。", "。\n").strip()
        text = segment_lines(Document(lines, source, ZH))
        glossary.add([], [text], who="li", about={source: Particulars(dated=dated)})
    assert shown(glossary, "a") == [("改革促进发展。", "发展", "old.txt"), None]
    assert shown(glossary, "b") == [("改革促进发展。", "改革", "old.txt")]


def test_several_are_said_at_one_go_or_none(glossary: Glossary) -> None:
    a, b, c = map(glossary.concept, "abc")
    wanted = [Said(a, BROADER, b), Said(c, RelationKind.SEE_ALSO, a)]
    assert set(say(glossary, wanted, who="li")) == {"a", "b", "c"}
    assert len({glossary.history(each)[-1].change_set for each in "abc"}) == 1
    a, b, d = map(glossary.concept, "abd")
    with pytest.raises(GlossaryError, match="no relation to itself"):
        say(glossary, [Said(a, BROADER, d), Said(d, BROADER, d)], who="li")
    assert said(glossary, "d") == []
    say(glossary, [Said(a, BROADER, b, holds=False), Said(a, MEMBER_OF, d)], who="li")
    assert said(glossary, "a") == ["member of 安全", "see also 青山"]


def test_the_head_of_a_term_is_the_broader_concept(glossary: Glossary) -> None:
    for number, text in enumerate(
        ["新质生产力", "农村新质生产力", "生产力", "构建生产力", "改革生产力部"]
    ):
        kind = Kind.INSTITUTION if text.endswith("部") else Kind.CONCEPT
        glossary.save(Concept(f"p{number}", (Term(ZH, text),), kind=kind), who="li")
    assert said(glossary, "p0") == ["broader 生产力?", "narrower 农村新质生产力?"]
    assert said(glossary, "p1") == ["broader 新质生产力?"], "the longest one"
    assert said(glossary, "p2") == ["narrower 新质生产力?"]
    assert said(glossary, "p3") == [], "a verb with its object is no kind of it"
    assert part(glossary, "p0", BROADER, "p2")
    assert said(glossary, "p2") == []


def test_a_term_within_the_other_one_shows_nothing(glossary: Glossary) -> None:
    glossary.save(Concept("ab", (Term(ZH, "全面改革"),)), who="li")
    join(glossary, "ab", BROADER, "a")
    for source, dated, line in [
        ("old.txt", "2020", "全面改革，还是全面改革。"),
        ("new.txt", "2024", "全面改革是改革的一种。"),
    ]:
        text = segment_lines(Document(line, source, ZH))
        glossary.add([], [text], who="li", about={source: Particulars(dated=dated)})
    assert shown(glossary, "ab") == [("全面改革是改革的一种。", "改革", "new.txt")]
    assert shown(glossary, "a") == [("全面改革是改革的一种。", "全面改革", "new.txt")]
