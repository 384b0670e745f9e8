"""Claims about the forms that are gathered from Chinese texts, and where they stand."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
import texts

from align.model import Language
from glossary.corpora.table import shipped
from glossary.detection.chinese import atoms as units
from glossary.detection.chinese import spans as gathering
from glossary.detection.chinese.features import Texts, columns
from glossary.detection.chinese.found import Runs, Spans
from glossary.detection.chinese.joints import (
    TEMPLATES,
    Joints,
    from_lines,
    shipped_joints,
    to_lines,
)
from glossary.detection.chinese.memory import Counts, Ends, Forms, Memory, Terms, from_dict, to_dict
from glossary.detection.chinese.spans import read
from glossary.language.phrases import Phrases

ZH = Language.ZH
SENTENCES = (
    "各地加快建设“平安港口”，推进港口经济发展。",
    "港口经济发展要靠改革、开放、创新。",
    "依据《青江港口条例》管理港口经济。",
    "“三个港口”重要思想和港口经济一起发展。",
)


document = partial(texts.document, ZH)


def gathered(*sentences: str, dictionary: Phrases | None = None) -> Spans:
    return read(document(*sentences), shipped_joints(), dictionary).by_form()


def numbers(spans: Spans) -> dict[str, int]:
    return {spans.form(number): number for number in range(len(spans))}


def remembered(*terms: str) -> Memory:
    return Memory(Terms.of(terms), Counts.of({}), Terms.of(()), Ends.of(terms, terms).odds())


def test_a_form_stands_where_its_places_say() -> None:
    documents = [document(*SENTENCES[:2]), document(*SENTENCES[2:])]
    spans = Runs.joined([read(each, shipped_joints()) for each in documents]).by_form()
    for form, number in numbers(spans).items():
        places = spans.places(number)
        assert len(places) == spans.frequencies[number] > 0
        assert places == sorted(set(places))
        for place in places:
            text = documents[place.document].segments[place.segment].text
            assert text[place.start : place.end] == form


def test_a_text_is_cut_where_either_segmentation_cuts_it() -> None:
    from glossary.language.chinese.words import tagged, words

    text = SENTENCES[0]
    atoms = units.read(document(text))
    starts = {atoms.place(start, start).start for start in atoms.starts[1:-1].tolist()}
    assert starts == {*words(text).starts, *tagged([text])[0].starts}


def test_marks_are_counted_and_the_half_of_a_pair_is_taken_in() -> None:
    spans = gathered(*SENTENCES)
    known = numbers(spans)
    assert spans.quoted[known["平安港口"]] == 1
    assert spans.titled[known["青江港口条例"]] == 1
    assert "“三个港口”重要思想" in known
    assert not any(form.count("“") != form.count("”") for form in known)


def test_items_of_a_list_are_a_form_together() -> None:
    assert "改革、开放、创新" in numbers(gathered(*SENTENCES))


def test_a_form_of_the_dictionary_is_gathered_whatever_its_bounds() -> None:
    spans = gathered(*SENTENCES, dictionary=Phrases(["口经济发"], ZH))
    number = numbers(spans)["口经济发"]
    assert spans.named[number]
    assert spans.frequencies[number] == 2


def test_of_too_many_runs_the_best_bounded_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    atoms = units.read(document(*SENTENCES))
    odds = shipped_joints().odds(atoms)
    every = numbers(gathering.gathered(atoms, odds).by_form())
    monkeypatch.setattr(gathering, "_MOST", 10)
    kept = numbers(gathering.gathered(atoms, odds).by_form())
    assert len(kept) < len(every)
    assert {"平安港口", "青江港口条例"} <= set(kept) <= set(every)


def test_features_of_a_form_do_not_depend_on_the_forms_beside_it() -> None:
    texts = Texts(gathered(*SENTENCES), shipped(), remembered("港口经济"))
    together = columns(texts, range(len(texts.spans)))
    for number in range(len(texts.spans)):
        alone = columns(texts, range(number, number + 1))
        assert {name: values[0] for name, values in alone.items()} == pytest.approx(
            {name: values[number] for name, values in together.items()}
        )


def test_a_text_without_words_has_no_forms() -> None:
    spans = gathered("。", "，，，")
    assert len(spans) == 0
    assert columns(Texts(spans, shipped(), remembered()), range(0)) is not None


def test_joints_are_weighed_by_what_stands_at_them() -> None:
    weights = [dict[tuple[str, ...], tuple[float, ...]]() for _ in TEMPLATES]
    weights[TEMPLATES.index((("w", 0),))] = {("港口",): (2.0, 0.0, -1.0)}
    joints = Joints((-1.0, -2.0, -3.0), tuple(weights))
    atoms = units.read(document("建设港口。"))
    place = [atoms.words[word] for word in atoms.which].index("港口")
    odds = joints.odds(atoms)
    assert odds[:, place].tolist() == [1.0, -2.0, -4.0]
    assert odds[:, place + 1].tolist() == [-1.0, -2.0, -3.0]
    again = from_lines(iter(to_lines(joints)))
    assert np.array_equal(again.odds(atoms), odds)


FORMS = Forms.of(["港口", "经济", "港口经济带", "海岸"])


def test_memory_knows_terms_and_what_they_begin_and_end_with() -> None:
    memory = remembered("海洋经济", "港口经济", "港口")
    found = memory.columns(FORMS)
    assert found["terms elsewhere"].tolist() == [1, 0, 0, 0]
    assert found["ends some of terms elsewhere"].tolist() == pytest.approx([0, np.log2(3), 0, 0])
    assert found["begins with one of terms elsewhere"].tolist() == [0, 0, 4, 0]
    again = from_dict(to_dict(memory)).columns(FORMS)
    for name, values in found.items():
        assert again[name].tolist() == values.tolist()
