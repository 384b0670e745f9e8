import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.model import CHINESE_ENGLISH, Language
from align.normalise import normalised
from glossary.model import (
    Concept,
    ConceptStatus,
    Condition,
    ConditionKind,
    Context,
    Definition,
    Kind,
    Origin,
    Side,
    Term,
    TermStatus,
    TermType,
)
from glossary.model.conditions import distinct
from glossary.model.serial import from_json, to_json

# What XML and databases can hold.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t\n\r"), max_size=12
)
names = texts.filter(lambda text: normalised(text) != "")
counts = st.integers(0, 2**31 - 1)
shares = st.floats(0, 1)
languages = st.sampled_from(list(CHINESE_ENGLISH))
spans = st.lists(st.tuples(counts, counts), max_size=2).map(tuple)

conditions = st.builds(
    Condition,
    kind=st.sampled_from(ConditionKind),
    text=names.filter(lambda text: not set(";；\u037e") & set(text)),
    denied=st.booleans(),
)
terms = st.builds(
    Term,
    language=languages,
    text=names,
    status=st.sampled_from(TermStatus),
    type=st.sampled_from(TermType),
    frequency=counts,
    inconsistency=shares,
    source=texts,
    note=texts,
    conditions=st.lists(conditions, max_size=2).map(distinct),
)
definitions = st.builds(
    Definition,
    language=languages,
    text=texts,
    source=texts,
    segment=st.none() | counts,
    start=st.none() | counts,
    end=st.none() | counts,
    origin=st.sampled_from(Origin),
    members=st.lists(texts, max_size=3).map(tuple),
    score=shares,
)
sides = st.builds(
    Side,
    language=st.sampled_from(CHINESE_ENGLISH),
    text=texts,
    spans=spans,
    segments=st.lists(counts, max_size=2).map(tuple),
)
contexts = st.builds(
    Context,
    sides=st.lists(sides, max_size=2, unique_by=lambda side: side.language).map(tuple),
    source=texts,
)
concepts = st.builds(
    Concept,
    id=names,
    terms=st.lists(terms, max_size=3).map(tuple),
    definitions=st.lists(definitions, max_size=2).map(tuple),
    contexts=st.lists(contexts, max_size=2).map(tuple),
    kind=st.sampled_from(Kind),
    subject=texts,
    note=texts,
    status=st.sampled_from(ConceptStatus),
    score=shares,
    frequency=counts,
    revision=counts,
)


@given(concepts)
def test_a_concept_survives_json_unchanged(concept: Concept) -> None:
    assert from_json(json.loads(json.dumps(to_json(concept)))) == concept


def test_omitted_fields_have_their_defaults() -> None:
    data = {"id": "c1", "terms": [{"language": "zh", "text": "三首"}]}
    assert from_json(data) == Concept("c1", (Term(Language.ZH, "三首"),))


def test_fields_with_their_defaults_are_left_out() -> None:
    written = to_json(Concept("c1", (Term(Language.ZH, "三首"),)))
    assert written == {
        "id": "c1",
        "terms": [{"language": "zh", "text": "三首", "status": "admitted"}],
        "kind": "concept",
        "status": "proposed",
    }


TERM = {"language": "zh", "text": "三首"}
SIDE = {"language": "zh", "text": "推进三首。"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"id": 3}, "id"),
        ({"id": " "}, "id"),
        ({"terms": "三首"}, "terms"),
        ({"terms": [{"text": "三首"}]}, "terms[0].language"),
        ({"terms": [TERM, {**TERM, "language": "xx"}]}, "terms[1].language"),
        ({"terms": [{**TERM, "frequency": -1}]}, "terms[0].frequency"),
        ({"terms": [{**TERM, "frequency": True}]}, "terms[0].frequency"),
        ({"terms": [{**TERM, "frequency": 10**30}]}, "terms[0].frequency"),
        ({"terms": [{**TERM, "inconsistency": float("nan")}]}, "terms[0].inconsistency"),
        ({"terms": [{**TERM, "conditions": ["世界"]}]}, "terms[0].conditions[0]"),
        ({"terms": [{**TERM, "conditions": ["in x", "not in X"]}]}, "terms[0].conditions"),
        ({"terms": [{**TERM, "colour": "red"}]}, "terms[0].colour"),
        ({"definitions": [{"language": "zh", "text": None}]}, "definitions[0].text"),
        ({"definitions": [{**TERM, "members": [1]}]}, "definitions[0].members[0]"),
        ({"contexts": [{"zh": "a", "en": None, "source": "", "zh_spans": [[1]]}]}, "zh_spans[0]"),
        ({"contexts": [{"sides": [SIDE, SIDE], "source": ""}]}, "contexts[0].sides"),
        ({"contexts": [{"sides": [{**SIDE, "spans": [[1]]}], "source": ""}]}, "sides[0].spans[0]"),
        ({"contexts": [None]}, "contexts[0]"),
        ({"status": "done"}, "status"),
        ({"score": 1.5}, "score"),
        ({"score": float("inf")}, "score"),
        ({"score": 10**400}, "score"),
        ({"score": "1"}, "score"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, object], named: str) -> None:
    with pytest.raises(InputError) as raised:
        from_json({"id": "c1", "terms": [TERM], **change})
    assert named in raised.value.what
    assert len(str(raised.value).splitlines()) == 1


def test_a_missing_id_is_named() -> None:
    with pytest.raises(InputError, match="id is missing"):
        from_json({"terms": [TERM]})


def test_what_no_file_or_database_can_hold_is_replaced_on_both_ways() -> None:
    bad = "三\x00首\x1b\ud800\uffff"
    good = "三\ufffd首\ufffd\ufffd\ufffd"
    concept = Concept("c1", (Term(Language.ZH, bad),), note="a\t\n\udfff")
    wanted = replace(concept, terms=(Term(Language.ZH, good),), note="a\t\n\ufffd")
    assert from_json(to_json(concept)) == wanted
    raw = {"id": "c1", "terms": [{"language": "zh", "text": bad}], "note": "a\t\n\udfff"}
    assert from_json(raw) == wanted
