"""Claims about terms of texts that exist in English only."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import texts

from align.encoders import load
from align.model import Language, SegmentedDocument
from glossary.detection.english.about import along
from glossary.detection.english.gathering import gather
from glossary.detection.english.measures import Along, Columns, measures, table
from glossary.detection.english.nesting import nesting
from glossary.detection.english.ranked import LEAST_FORMULA, ranked
from glossary.detection.english.rivals import NONE, rivalry
from glossary.detection.english.spans import LONGEST, ROLES, SpanModel, looks, scored, shipped_spans
from glossary.language.english.tags import tokens
from glossary.language.phrases import Phrases
from glossary.model import Candidate
from glossary.ranking import model, probability
from glossary.ranking.axes import shipped_axes

document = partial(texts.document, Language.EN)


TEXT = document(
    "We should build the harbour reform system and serve the harbour people wholeheartedly.",
    "The harbour reform system rests on the “four in one” of docks, depots, banks and schools.",
    "The council improves the harbour reform system for the benefit of all harbour towns.",
    "Mei Lin spoke of the path of opening new ports, and of the harbour reform system.",
)


def forms(text: SegmentedDocument, least: float = -7.0) -> set[str]:
    """The candidates of a text, as they are written first."""
    found = gather([text], replace(shipped_spans(), least=least))
    return {next(iter(item.surfaces)) for item in found.items}


@pytest.fixture(scope="module")
def placed() -> Along:
    return along(load(), shipped_axes())


@pytest.fixture(scope="module")
def found(placed: Along) -> dict[str, Candidate]:
    return {each.form: each for each in ranked([TEXT], shipped_spans(), model("english"), placed)}


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("We must serve the harbour people wholeheartedly.", "serve the harbour people"),
        ("They seek truth from facts.", "seek truth from facts"),
        ("It is the path of opening new ports.", "path of opening new ports"),
        ("They rely on deep-water and coastal shipping.", "deep-water and coastal shipping"),
        ("The reform is harbour-based.", "harbour-based"),
        ("The Harbour Reform Commission met.", "Harbour Reform Commission"),
    ],
)
def test_slogans_and_names_are_candidates(sentence: str, phrase: str) -> None:
    assert phrase in forms(document(sentence))


def test_no_candidate_ends_with_a_word_of_grammar() -> None:
    ends = {form.lower().split()[-1] for form in forms(TEXT, -20.0)}
    assert not ends & {"the", "of", "in", "and", "for", "by", "to", "should"}


def test_spellings_of_one_phrase_are_one_candidate() -> None:
    text = document(
        "Low-carbon ports help.", "The low carbon port helps, and so do “low-carbon ports”."
    )
    found = gather([text], replace(shipped_spans(), least=-20.0))
    item = found.items[found.phrases.index(("low", "carbon", "port"))]
    assert len(item.places) == 3
    assert item.quoted == 1


def test_an_unlikely_occurrence_counts_where_another_is_likely() -> None:
    found = gather([TEXT], shipped_spans())
    item = found.items[found.phrases.index(("harbour", "reform", "system"))]
    assert len(item.places) == 4


def test_a_better_reading_of_a_place_tells_against_the_others() -> None:
    text = document("National People’s Congress")
    found = gather([text], replace(shipped_spans(), least=-20.0))
    whole = found.phrases.index(("national", "people", "'s", "congress"))
    piece = found.phrases.index(("national", "people"))
    values = np.where(found.runs.owner == whole, 3.0, -1.0)
    told = rivalry(found.runs, len(found.phrases), values, len(found.tags))
    assert told["rival from the same start"][piece] == 3.0
    assert told["rival across the end"][piece] == 3.0
    assert told["rival from the same start"][whole] == -1.0
    assert told["rival across the start"][whole] == NONE


def test_sums_of_the_model_are_the_sums_of_its_weights() -> None:
    weights: dict[str, dict[str, float]] = {role: {} for role in ROLES}
    weights |= {"first": {"w the": 2.0}, "last": {"w port": 1.0}}
    weights |= {"before inside": {"w the|": 0.5}, "after last": {"t |.": 0.25}}
    model = SpanModel(weights, (0.0, -1.0) + (0.0,) * (LONGEST - 2), -1.0)
    own = looks(tokens("the port."), capitals=True)
    odds = scored(model, [own], np.array([0, 1]), np.array([2, 2]))
    assert odds.tolist() == [2.0 + 1.0 + 0.5 + 0.25 - 1.0, 1.0 + 0.25]


def test_a_repeated_term_comes_before_the_clauses_around_it(found: dict[str, Candidate]) -> None:
    order = list(found)
    assert order[0] in ("harbour reform system", "four in one")
    assert "build the harbour reform system" not in found


def test_a_formula_is_a_likely_term_however_rare(found: dict[str, Candidate]) -> None:
    assert found["four in one"].score >= probability(LEAST_FORMULA)
    assert found["four in one"].evidence[0][0] == "formula"


def test_scores_are_probabilities_best_first(found: dict[str, Candidate]) -> None:
    scores = [each.score for each in found.values()]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)


def test_what_the_dictionary_names_is_always_there(placed: Along) -> None:
    dictionary = Phrases(["new way"], Language.EN)
    text = document("There is a new way.")
    found = ranked([text], shipped_spans(), model("english"), placed, dictionary)
    assert "new way" in [each.form for each in found]


def test_texts_without_english_give_nothing(placed: Along) -> None:
    chinese = texts.document(Language.ZH, "港口")
    assert ranked([chinese], shipped_spans(), model("english"), placed) == []
    assert ranked([document("", "...")], shipped_spans(), model("english"), placed) == []


def told(text: SegmentedDocument, placed: Along) -> tuple[list[tuple[str, ...]], Columns]:
    found = gather([text], shipped_spans())
    names, rows = table(measures(found, nesting(found.phrases), placed))
    return found.phrases, dict(zip(names, rows.T, strict=True))


def test_measures_tell_how_often_a_phrase_stands_and_what_is_beside_it(placed: Along) -> None:
    phrases, columns = told(TEXT, placed)
    number = phrases.index(("harbour", "reform", "system"))
    assert columns["frequency"][number] == 2.0
    assert columns["left determiner"][number] == 1.0
    assert columns["right entropy"][number] == 2.0
    assert columns["words"][number] == 3.0
    assert all(np.isfinite(column).all() for column in columns.values())


def test_parts_and_wholes_are_found_by_words() -> None:
    within = nesting(
        [("harbour", "reform", "system"), ("reform",), ("reform", "system"), ("port",)]
    )
    pairs = set(zip(within.whole.tolist(), within.part.tolist(), strict=True))
    assert pairs == {(0, 1), (0, 2), (2, 1)}
    assert within.most_of_wholes(np.array([4.0, 9.0, 2.0, 1.0])).tolist() == [0.0, 4.0, 4.0, 0.0]
    assert within.most_of_parts(np.array([4.0, 9.0, 2.0, 1.0])).tolist() == [9.0, 0.0, 9.0, 0.0]


def test_the_model_asks_only_measures_that_there_are(placed: Along) -> None:
    _, columns = told(TEXT, placed)
    folder = Path(__file__).parents[3] / "glossary" / "weights"
    data = json.loads((folder / "english.json").read_text(encoding="utf-8"))
    assert "bench/english_terms.py" in data["about"]
    assert set(data["features"]) == set(columns)
