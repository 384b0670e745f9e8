"""Undoing the last revision gives back what was there, whatever it did."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from contexts import context_of
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from align.errors import OutputError
from align.model import CHINESE_ENGLISH, Language
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Origin,
    Term,
    TermStatus,
    preferred,
)
from glossary.store import ConceptConflictError, Glossary
from glossary.store.changing.joining import join
from glossary.store.changing.undoing import undo
from glossary.store.changing.workflow import decide
from glossary.store.reading.copying import copy

#: One preferred term at most: the store's own rule for what an undo may leave.
TERMS = st.lists(
    st.builds(
        lambda form, *rest, **more: Term(*form, *rest, **more),
        st.sampled_from(
            [
                (Language.ZH, "三首"),
                (Language.ZH, "三农"),
                (Language.EN, "first"),
                (Language.EN, "second"),
            ]
        ),
        st.sampled_from([TermStatus.ADMITTED, TermStatus.DEPRECATED]),
        frequency=st.integers(0, 3),
        note=st.sampled_from(["", "calque"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda term: (term.language, term.text),
)
DEFINITIONS = st.lists(
    st.builds(
        Definition,
        st.sampled_from(list(CHINESE_ENGLISH)),
        st.sampled_from(["一", "one"]),
        origin=st.sampled_from(Origin),
        members=st.sampled_from([(), ("一", "二")]),
    ),
    max_size=3,
)
CONTEXTS = st.lists(
    st.builds(
        context_of,
        st.sampled_from(["推进三首。", None]),
        st.sampled_from(["Promote it.", None]),
        st.sampled_from(["a.txt", "b.txt"]),
        zh_spans=st.sampled_from([(), ((2, 4),)]),
    ),
    max_size=3,
)
CONCEPTS = st.builds(
    Concept,
    id=st.just("c1"),
    terms=TERMS.map(tuple),
    definitions=DEFINITIONS.map(tuple),
    contexts=CONTEXTS.map(tuple),
    kind=st.sampled_from(Kind),
    subject=st.sampled_from(["", "trade"]),
    note=st.sampled_from(["", "note"]),
    status=st.sampled_from(ConceptStatus),
    score=st.sampled_from([0.1 + 0.2, 1.0]),
    frequency=st.integers(0, 9),
)


@pytest.fixture
def glossary(tmp_path: Path) -> Iterator[Glossary]:
    with Glossary.open(str(tmp_path / "glossary.db")) as opened:
        yield opened


@at_most(60)
@given(before=CONCEPTS, after=CONCEPTS)
def test_the_last_revision_is_undone_exactly(
    glossary: Glossary, before: Concept, after: Concept
) -> None:
    known = glossary.with_ids(["c1"])
    first = replace(before, revision=known[0].revision if known else 0)
    saved = glossary.save(first, who="li", why="begin")
    changed = glossary.save(replace(after, revision=saved.revision), who="li", why="change")
    undo(glossary, changed.revision, who="li")
    assert replace(glossary.concept("c1"), revision=0) == before


@given(kept=CONCEPTS, gone=CONCEPTS)
def test_a_merge_loses_no_term_and_keeps_the_terms_to_use(kept: Concept, gone: Concept) -> None:
    joined = join(kept, gone)
    forms = [(term.language, term.text) for term in joined.terms]
    assert len(forms) == len(set(forms))
    assert set(forms) == {(term.language, term.text) for term in (*kept.terms, *gone.terms)}
    assert joined.frequency == kept.frequency + gone.frequency
    for language in CHINESE_ENGLISH:
        own, now = preferred(kept.terms, language), preferred(joined.terms, language)
        assert own is None or (now is not None and now.text == own.text)


def test_a_copy_that_cannot_be_written_is_one_line(glossary: Glossary, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the copy failed"):
        copy(glossary, tmp_path / "missing" / "copy.db")


def test_what_is_done_at_one_go_is_undone_each_for_itself_or_exactly(glossary: Glossary) -> None:
    concepts = [Concept(f"c{n}", (Term(Language.ZH, f"三首{n}"),)) for n in range(3)]
    glossary.save_all(concepts, who="li")
    decide(glossary, ["c0", "c1", "c2"], ConceptStatus.APPROVED, who="li")
    added, approved = (
        {glossary.history(each.id)[n].change_set for each in concepts} for n in (0, 1)
    )
    assert len(added) == len(approved) == 1
    assert added != approved
    number = glossary.history("c1")[-1].number
    undo(glossary, number, who="li")
    statuses = [each.status.value for each in glossary.with_ids(["c0", "c1", "c2"])]
    assert statuses == ["approved", "proposed", "approved"]
    undo(glossary, number + 2, who="li")
    undo(glossary, number, who="li", exactly=True)
    assert {each.status for each in glossary.concepts()} == {ConceptStatus.PROPOSED}


def test_nothing_is_undone_exactly_where_a_part_of_it_was_changed_since(glossary: Glossary) -> None:
    concepts = [Concept(f"c{n}", (Term(Language.ZH, f"三首{n}"),)) for n in range(2)]
    glossary.save_all(concepts, who="li")
    decide(glossary, ["c0", "c1"], ConceptStatus.APPROVED, who="li")
    number = glossary.history("c0")[-1].number
    decide(glossary, ["c1"], ConceptStatus.REJECTED, who="wu")
    with pytest.raises(ConceptConflictError, match=r"was changed by wu .* \(reject: status\)"):
        undo(glossary, number, who="li", exactly=True)
    assert glossary.concept("c0").status is ConceptStatus.APPROVED
