"""Results of each kind are rows of the same keys and plain values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from align.model import Language
from glossary import to_dicts
from glossary.check import Finding, FindingPlace, Rule
from glossary.check.model import sentences_of
from glossary.comparing import Alteration, Change, FormChange
from glossary.finding import Match, MatchKind
from glossary.model import (
    Concept,
    Definition,
    Kind,
    Proposal,
    Revision,
    StoredDocument,
    Term,
    TermStatus,
)
from glossary.model.authority import Authority
from glossary.store.reading.concordance import Collocate, KeyWord
from glossary.store.reading.tracking import Stretch, Tracked

ZH, EN, FR = map(Language, ("zh", "en", "fr"))
NOW = datetime(2024, 7, 18, tzinfo=UTC)
REFORM = Concept("a", (Term(ZH, "改革"), Term(EN, "old"), Term(EN, "reform", TermStatus.PREFERRED)))
THREE = Concept(
    "b",
    (Term(ZH, "三首"), Term(FR, "trois premiers")),
    (Definition(ZH, "首台、首批、首版", members=("首台", "首批", "首版")),),
    kind=Kind.NUMERIC,
)
SPEECH = StoredDocument(1, "a.txt", "讲话", ZH, "0", NOW, "Li", "国务院", "2024-07-18")
OTHER = StoredDocument(2, "b.txt", "", ZH, "1", NOW, "Li", "", "", authority=next(iter(Authority)))
PERIODS = Stretch("2023", 2, 1, 3, ()), Stretch("2024", 1, 0, 0, ())
NEW = FormChange("改革", Kind.CONCEPT, Change.NEW, 0.9, 0, 3, 8.1, 0.01, 5.0, "深化改革。", "a.txt")
PLACE = FindingPlace("a.txt", EN, 0, 4, 6, 1, 5, 1, 7)
NOWHERE = FindingPlace("a.docx", EN, 0, 4, 6, 0, 0, 0, 0)


def finding(place: FindingPlace, *texts: str) -> Finding:
    return Finding(Rule.NUMBER, "5", "6", ("5", "five"), "why", (place,), sentences_of(*texts))


@pytest.mark.parametrize(
    "results",
    [
        [REFORM, THREE],
        [
            Match(REFORM, REFORM.terms[0], MatchKind.EXACT, 1.0, from_reference=False),
            Match(THREE, THREE.terms[0], MatchKind.FUZZY, 0.5, from_reference=True),
        ],
        [Proposal(each.terms, each.kind, 0.5, 1, each.definitions) for each in (REFORM, THREE)],
        [finding(PLACE, "源", "text"), finding(NOWHERE, "text")],
        [KeyWord(SPEECH, 0, "深化改革。", 2, 4), KeyWord(OTHER, 1, "改革", 0, 2)],
        [Collocate("深化", ZH, 3, 1, 2.5, 3, 0)],
        [Tracked("改革", REFORM, ZH, PERIODS, (), (), ())],
        [NEW],
        [Alteration("旧", "新", 0.9, "旧的。", "新的。")],
        [Revision(1, "a", NOW, "Li", "add", "", None, REFORM, 1)],
        [SPEECH, OTHER],
    ],
    ids=lambda results: type(results[0]).__name__,
)
def test_rows_of_one_kind_have_the_same_keys_and_plain_values(results: list[Any]) -> None:
    first, *others = rows = to_dicts(results)
    assert all([*row] == [*first] for row in others)
    assert {type(value) for row in rows for value in row.values()} <= {
        *(str, int, float, bool, type(None)),
    }


def test_a_language_is_a_column_with_the_term_to_use() -> None:
    reform, three = to_dicts([REFORM, THREE])
    assert [*three][:4] == ["id", "zh", "en", "fr"]
    assert (reform["en"], reform["fr"]) == ("reform", None)
    assert (three["fr"], three["members"]) == ("trois premiers", "首台; 首批; 首版")
    assert "fr" not in to_dicts([REFORM])[0]


def test_what_has_no_rows_is_said() -> None:
    assert to_dicts([]) == []
    with pytest.raises(TypeError, match="str is no result that has rows"):
        to_dicts("text")
