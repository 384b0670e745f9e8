"""What a user says of a text before extraction: dictionary, stop list, background."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from align.encoders import Encoder, load
from align.errors import InputError
from align.jieba_words import keeping
from align.model import Bead, Bitext, Document, Language, SegmentedDocument
from align.segment import segment
from align.tokens import tokens
from glossary.detection.guidance import Guidance
from glossary.extraction.extract import extract
from glossary.language.chinese.words import words
from glossary.model import Proposal, in_language, preferred

ZH = (
    "各地要建设海绵城市，推广雨水花园。海绵城市是一种新的做法。"
    "同志们，我们要办好这件事情，这件事情很重要。同志们要继续努力。"
)
EN = (
    "The region will build sponge cities. A sponge city keeps the rain where it falls. "
    "The red-brick wall was old. We saw a red brick wall again, and the sponge-city plan."
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def text(content: str, language: Language, source: str = "a.txt") -> SegmentedDocument:
    return segment(Document(content, source, language))


def found(
    texts: Sequence[SegmentedDocument | Bitext], encoder: Encoder, guidance: Guidance
) -> dict[str, Proposal]:
    made = extract(texts, encoder=encoder, reference=None, guidance=guidance)
    by_form = {}
    for proposal in made:
        own = preferred(proposal.terms, Language.ZH) or preferred(proposal.terms, Language.EN)
        assert own is not None
        by_form[own.text] = proposal
    return by_form


def test_segmentation_keeps_a_word_of_the_user_whole_while_it_is_asked_to() -> None:
    sentence = "要推广雨水花园。"
    assert "雨水花园" not in words(sentence).texts
    with keeping(["雨水花園"]):
        assert "雨水花园" in words(sentence).texts
        assert "雨水花园" in [token.text for token in tokens(sentence, Language.ZH)]
    assert "雨水花园" not in words(sentence).texts


def test_of_two_words_of_the_user_the_longer_is_kept() -> None:
    with keeping(["雨水", "花园", "雨水花园"]):
        assert "雨水花园" in words("推广雨水花园。").texts


def test_a_term_of_the_dictionary_is_always_proposed_and_says_why(encoder: Encoder) -> None:
    document = text("各地推广雨水的这种好花园，都很好。", Language.ZH)
    term = "的这种好花园"
    assert term not in found([document], encoder, Guidance())
    proposal = found([document], encoder, Guidance(dictionary=(term,)))[term]
    assert proposal.score > 0.5
    assert "in your dictionary" in dict(proposal.evidence)
    assert proposal.frequency == 1


def test_the_dictionary_is_met_in_any_spelling_of_either_language(encoder: Encoder) -> None:
    zh = text("要推廣雨水花園，推广“雨水”花园。", Language.ZH)
    proposal = found([zh], encoder, Guidance(dictionary=("雨水花园",)))
    (term,) = [form for form in proposal if form in ("雨水花園", "雨水花园", "雨水”花园")]
    assert proposal[term].frequency == 2
    en = text(EN, Language.EN)
    (wall,) = [
        each
        for form, each in found([en], encoder, Guidance(dictionary=("Red Brick Walls",))).items()
        if form.lower() in ("red-brick wall", "red brick wall")
    ]
    assert wall.frequency == 2
    assert wall.score > 0.5


def test_a_translation_keeps_the_english_terms_of_the_dictionary(encoder: Encoder) -> None:
    zh = segment(Document("我们要保护环境。", "zh", Language.ZH))
    en = segment(Document("We must look after it all, come what may.", "en", Language.EN))
    bitext = Bitext(zh, en, (Bead((0,), (0,), 1.0),))
    assert "come what may" not in found([bitext], encoder, Guidance())
    assert "come what may" in found([bitext], encoder, Guidance(dictionary=("come what may",)))


def test_a_term_that_the_text_lacks_is_not_proposed(encoder: Encoder) -> None:
    document = text(ZH, Language.ZH)
    given = Guidance(dictionary=("光伏产业", "solar industry"))
    assert found([document], encoder, given).keys() == found([document], encoder, Guidance()).keys()


def test_a_form_of_the_stop_list_is_not_proposed_in_any_spelling(encoder: Encoder) -> None:
    document = text(ZH, Language.ZH)
    assert "海绵城市" in found([document], encoder, Guidance())
    rest = found([document], encoder, Guidance(stop_list=("“海綿城市”",)))
    assert "海绵城市" not in rest
    english = text(EN, Language.EN)
    before = found([english], encoder, Guidance())
    assert any("sponge cit" in form for form in before)
    after = found([english], encoder, Guidance(stop_list=("The Sponge Cities",)))
    assert not any(form.lower() in ("sponge city", "sponge cities") for form in after)


def test_a_stopped_rendering_leaves_its_chinese_term(encoder: Encoder) -> None:
    zh = segment(Document("各地要建设海绵城市。", "zh", Language.ZH))
    en = segment(Document("The region will build sponge cities.", "en", Language.EN))
    bitext = Bitext(zh, en, (Bead((0,), (0,), 1.0),))
    before = found([bitext], encoder, Guidance())["海绵城市"]
    rendering = preferred(before.terms, Language.EN)
    assert rendering is not None
    after = found([bitext], encoder, Guidance(stop_list=(rendering.text,)))["海绵城市"]
    assert rendering not in in_language(after.terms, Language.EN)


def test_the_stop_list_goes_before_the_dictionary(encoder: Encoder) -> None:
    given = Guidance(dictionary=("海绵城市",), stop_list=("海绵城市",))
    assert "海绵城市" not in found([text(ZH, Language.ZH)], encoder, given)


def test_what_is_as_frequent_in_the_background_is_less_likely_a_term(encoder: Encoder) -> None:
    document = text(ZH * 3, Language.ZH)
    ordinary = text("雨水花园开了，大家都去雨水花园。同志们好。" * 30, Language.ZH, "b")
    before = found([document], encoder, Guidance())
    after = found([document], encoder, Guidance(background=(ordinary,)))
    assert after["海绵城市"].score == before["海绵城市"].score
    assert "雨水花园" in before
    assert "雨水花园" not in after or after["雨水花园"].score < before["雨水花园"].score
    lowered = [p for p in after.values() if "common in the background" in dict(p.evidence)]
    assert all(dict(p.evidence)["common in the background"] < 0 for p in lowered)


def test_the_background_lowers_english_too_and_leaves_the_dictionary_alone(
    encoder: Encoder,
) -> None:
    document = text(EN, Language.EN)
    ordinary = text("A red brick wall. The red-brick walls are old. " * 40, Language.EN, "b")
    before = found([document], encoder, Guidance())
    form = next(form for form in before if form.lower().replace("-", " ") == "red brick wall")
    after = found([document], encoder, Guidance(background=(ordinary,)))
    assert form not in after or after[form].score < before[form].score
    kept = Guidance(background=(ordinary,), dictionary=("red brick wall",))
    assert found([document], encoder, kept)[form].score > 0.5


def test_a_rare_meeting_in_a_large_background_says_next_to_nothing(encoder: Encoder) -> None:
    document = text(ZH, Language.ZH)
    ordinary = text("天气很好，我们去公园。" * 400 + "海绵城市。", Language.ZH, "b")
    before = found([document], encoder, Guidance())["海绵城市"].score
    after = found([document], encoder, Guidance(background=(ordinary,)))["海绵城市"].score
    assert before - 0.02 < after <= before


def test_a_background_in_another_language_is_refused(encoder: Encoder) -> None:
    given = Guidance(background=(text(EN, Language.EN),))
    with pytest.raises(InputError, match="the background is in English and the text is not"):
        extract([text(ZH, Language.ZH)], encoder=encoder, reference=None, guidance=given)
