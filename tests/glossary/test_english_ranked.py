"""Claims about terms of texts that exist in English only."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from align.encoders import load
from align.model import Document, Language, Segment, SegmentedDocument
from glossary.axes import shipped_axes
from glossary.english import clauses
from glossary.english.about import along
from glossary.english.detect import gather, words_of
from glossary.english.measures import Along, Columns, measures, table
from glossary.english.nesting import nesting
from glossary.english.phrases import Span, chunks
from glossary.english.ranked import LEAST_FORMULA, ranked
from glossary.english.tags import tokens
from glossary.model import Candidate
from glossary.phrases import Phrases
from glossary.ranking import model, probability


def document(*sentences: str) -> SegmentedDocument:
    text, segments = "", []
    for sentence in sentences:
        segments.append(Segment(len(text), len(text) + len(sentence), sentence))
        text += sentence + "\n"
    return SegmentedDocument(Document(text, "doc", Language.EN), tuple(segments))


TEXT = document(
    "We should build the harbour reform system and serve the harbour people wholeheartedly.",
    "The harbour reform system rests on the “four in one” of docks, depots, banks and schools.",
    "The council improves the harbour reform system for the benefit of all harbour towns.",
    "Mei Lin spoke of the path of opening new ports, and of the harbour reform system.",
)


def longer(sentence: str) -> set[str]:
    found = tokens(sentence)
    return {
        sentence[found[span.first].start : found[span.last - 1].end]
        for span in clauses.spans(found, chunks(found))
    }


@pytest.fixture(scope="module")
def placed() -> Along:
    return along(load(), shipped_axes())


@pytest.fixture(scope="module")
def found(placed: Along) -> dict[str, Candidate]:
    return {each.form: each for each in ranked([TEXT], model("english"), placed)}


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("We must serve the harbour people wholeheartedly.", "serve the harbour people"),
        ("We must serve the people wholeheartedly.", "serve the people wholeheartedly"),
        ("They seek truth from facts.", "seek truth from facts"),
        ("They are releasing and developing the forces.", "releasing and developing the forces"),
        ("It is the path of opening new ports.", "path of opening new ports"),
        ("It has ports, roads and rail depots.", "ports, roads and rail depots"),
        ("They help the city’s ports, roads and depots.", "ports, roads and depots"),
        ("It needs deep, wide and safe ports.", "deep, wide and safe ports"),
        ("The reform is harbour-based.", "harbour-based"),
        ("A New Harbour for Our Town", "New Harbour for Our Town"),
    ],
)
def test_clauses_lists_and_chains_are_candidates(sentence: str, phrase: str) -> None:
    assert phrase in longer(sentence)


def test_a_list_is_not_cut_in_its_middle() -> None:
    found = longer("The city has docks, depots, banks and schools.")
    assert "docks, depots, banks and schools" in found
    assert "depots, banks and schools" not in found


def test_a_sentence_is_a_candidate_only_where_it_comes_back() -> None:
    once, twice = document("The harbour is ours."), document(*["The harbour is ours."] * 2)
    words = words_of("The harbour is ours")
    assert words not in gather([once], wide=True)
    assert words in gather([twice], wide=True)


def test_candidates_of_a_long_sentence_grow_with_its_length_only() -> None:
    part = "serve the people of the port, the towns and the ships in a new way, "
    few, many = (sum(1 for _ in _spans(part * size)) for size in (50, 500))
    assert many < 11 * few


def _spans(sentence: str) -> list[Span]:
    found = tokens(sentence)
    return list(clauses.spans(found, chunks(found)))


def test_a_repeated_term_comes_before_the_clauses_around_it(found: dict[str, Candidate]) -> None:
    order = list(found)
    assert order[0] in ("harbour reform system", "four in one")
    assert "build the harbour reform system" not in found


def test_a_formula_is_a_likely_term_however_rare(found: dict[str, Candidate]) -> None:
    formula = found["four in one"]
    assert formula.score >= probability(LEAST_FORMULA)
    assert formula.evidence[0][0] == "formula"


def test_scores_are_probabilities_best_first(found: dict[str, Candidate]) -> None:
    scores = [each.score for each in found.values()]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)


def test_what_the_dictionary_names_is_always_there(placed: Along) -> None:
    dictionary = Phrases(["new way"], Language.EN)
    text = document("There is a new way.")
    forms = [each.form for each in ranked([text], model("english"), placed, dictionary)]
    assert "new way" in forms


def test_texts_without_english_give_nothing(placed: Along) -> None:
    chinese = SegmentedDocument(Document("港口", "x", Language.ZH), (Segment(0, 2, "港口"),))
    assert ranked([chinese], model("english"), placed) == []
    assert ranked([document("", "...")], model("english"), placed) == []


def told(text: SegmentedDocument, placed: Along) -> tuple[list[tuple[str, ...]], Columns]:
    gathered = gather([text], wide=True)
    phrases = list(gathered)
    groups = measures(phrases, list(gathered.values()), nesting(phrases), placed)
    names, rows = table(groups)
    return phrases, dict(zip(names, rows.T, strict=True))


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
    folder = Path(__file__).parents[2] / "glossary" / "weights"
    data = json.loads((folder / "english.json").read_text(encoding="utf-8"))
    assert "bench/english_terms.py" in data["about"]
    assert set(data["features"]) == set(columns)
