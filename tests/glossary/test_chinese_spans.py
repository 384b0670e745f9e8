"""Claims about the forms that are gathered from Chinese texts, and where they stand."""

from __future__ import annotations

import pytest

from align.model import Document, Language, Segment, SegmentedDocument
from glossary.chinese import spans as gathering
from glossary.chinese.features import columns, counts
from glossary.chinese.spans import collect
from glossary.phrases import Phrases

ZH = Language.ZH


def document(*sentences: str) -> SegmentedDocument:
    text, segments = "", []
    for sentence in sentences:
        segments.append(Segment(len(text), len(text) + len(sentence), sentence))
        text += sentence + "\n"
    return SegmentedDocument(Document(text, "doc", ZH), tuple(segments))


SENTENCES = (
    "各地加快建设“平安港口”，推进港口经济发展。",
    "港口经济发展要靠改革、开放、创新。",
    "依据《青江港口条例》管理港口经济。",
)


def test_a_form_stands_where_its_places_say() -> None:
    documents = [document(*SENTENCES[:2]), document(SENTENCES[2])]
    for form, span in collect(documents).forms.items():
        assert span.form == form
        assert len(span.places) == span.frequency > 0
        for place in span.places:
            text = documents[place.document].segments[place.segment].text
            assert text[place.start : place.end] == form


def test_a_form_knows_its_words_and_the_marks_around_it() -> None:
    found = collect([document(*SENTENCES)])
    assert "".join(found.forms["港口经济"].words) == "港口经济"
    assert len(found.forms["港口经济"].tags) == len(found.forms["港口经济"].words) > 1
    assert found.forms["平安港口"].quoted == 1
    assert found.forms["青江港口条例"].titled == 1
    assert any(span.parallel for span in found.forms.values())


def test_a_form_of_the_dictionary_is_gathered_whatever_its_bounds() -> None:
    found = collect([document(*SENTENCES)], dictionary=Phrases(["口经济发"], ZH))
    assert found.forms["口经济发"].named
    assert found.forms["口经济发"].frequency == 2


def test_too_many_forms_are_pruned_of_those_that_are_met_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = [document(*SENTENCES)]
    all_forms = collect(documents).forms
    monkeypatch.setattr(gathering, "_MOST_FORMS", 1)
    found = collect(documents)
    assert len(found.forms) < len(all_forms)
    assert found.forms["平安港口"].places == all_forms["平安港口"].places
    assert set(found.forms) <= set(all_forms)
    told = columns(list(found.forms.values()), counts(found))
    assert {len(values) for values in told.values()} == {len(found.forms)}


def test_too_many_forms_of_one_sentence_are_pruned_while_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "".join(sentence.rstrip("。") for sentence in (*SENTENCES, *SENTENCES[1:]))
    held, prune = [], gathering._Collector.prune
    all_forms = collect([document("港口建设", text)]).forms

    def watched(collector: gathering._Collector, places: int = 0) -> int:
        held.append(len(collector.numbers))
        return prune(collector, places)

    monkeypatch.setattr(gathering._Collector, "prune", watched)
    monkeypatch.setattr(gathering, "_AT_ONCE", 4)
    monkeypatch.setattr(gathering, "_MOST_FORMS", 10)
    found = collect([document("港口建设", text)], dictionary=Phrases(["口经济发"], ZH))
    assert max(held) < len(all_forms) // 2
    assert found.forms["平安港口"].quoted == 1
    assert found.forms["口经济发"].frequency == 3
    assert found.forms["改革、开放、创新"].places == all_forms["改革、开放、创新"].places


def test_features_of_a_form_do_not_depend_on_the_forms_beside_it() -> None:
    found = collect([document(*SENTENCES)])
    known, spans = counts(found), list(found.forms.values())
    together = columns(spans, known)
    for number, span in enumerate(spans):
        alone = columns([span], known)
        assert {name: values[0] for name, values in alone.items()} == {
            name: values[number] for name, values in together.items()
        }
