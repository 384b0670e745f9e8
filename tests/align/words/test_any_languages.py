"""Words of languages other than Chinese and English are linked by what is known of them."""

from __future__ import annotations

import pytest

from align.encoders import Encoder, load
from align.languages import Language
from align.languages.readings import readings
from align.words import align_tokens
from align.words.block import block
from align.words.vocabulary import Languages, Memory


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def both(codes: str) -> Languages:
    one, other = map(Language, codes.split())
    return one, other


def linked(encoder: Encoder, codes: str, one: str, other: str) -> set[tuple[str, str]]:
    words = one.split(), other.split()
    (links,) = align_tokens([words], encoder, languages=both(codes))
    return {(words[0][link.zh], words[1][link.en]) for link in links}


def sounds(encoder: Encoder, codes: str, one: str, other: str) -> dict[tuple[str, str], float]:
    made = block([(one.split(), other.split())], Memory(encoder, both(codes)))
    zh, en = made.evidence.zh.words, made.evidence.en.words
    table = made.evidence.sounds
    return {
        (zh[code // table.width], en[code % table.width]): value
        for code, value in zip(table.codes.tolist(), table.values[0].tolist(), strict=True)
    }


@pytest.mark.parametrize(
    ("codes", "one", "other", "wanted"),
    [
        (
            "en fr",
            "the committee adopted the report on trade",
            "le comité a adopté le rapport sur le commerce",
            {("committee", "comité"), ("report", "rapport"), ("on", "sur"), ("trade", "commerce")},
        ),
        (
            "ru en",
            "правительство и парламент приняли закон",
            "the government and the parliament passed a law",
            {("правительство", "government"), ("и", "and"), ("закон", "law")},
        ),
        (
            "de es",
            "die Regierung und das Parlament",
            "el gobierno y el parlamento",
            {("Regierung", "gobierno"), ("und", "y"), ("Parlament", "parlamento")},
        ),
        (
            "ja en",
            "国民 の 権利 と 義務",
            "rights and duties of the people",
            {("権利", "rights"), ("と", "and"), ("義務", "duties"), ("の", "of")},
        ),
    ],
)
def test_words_of_grammar_and_content_are_linked(
    encoder: Encoder, codes: str, one: str, other: str, wanted: set[tuple[str, str]]
) -> None:
    assert wanted <= linked(encoder, codes, one, other)


@pytest.mark.parametrize("code", ["ja", "zh"])
def test_english_first_has_the_same_links_the_other_way_round(encoder: Encoder, code: str) -> None:
    han, english = "経済 と 法律" if code == "ja" else "经济 和 法律", "economy and law"
    there = linked(encoder, f"{code} en", han, english)
    back = linked(encoder, f"en {code}", english, han)
    assert there == {(one, other) for other, one in back}


def test_names_are_known_by_their_sounds(encoder: Encoder) -> None:
    found = sounds(encoder, "ja en", "室町 幕府 ソフトウェア", "muromachi bakufu software")
    best = {one: max((v, en) for (zh, en), v in found.items() if zh == one)[1] for one, _ in found}
    assert best == {"室町": "muromachi", "幕府": "bakufu", "ソフトウェア": "software"}
    assert sounds(encoder, "ru en", "Ельцин", "yeltsin") == {("ельцин", "yeltsin"): 1.0}


def test_words_of_grammar_and_short_words_sound_like_nothing(encoder: Encoder) -> None:
    assert sounds(encoder, "es en", "que la", "que la lo") == {}


@pytest.mark.parametrize(
    ("word", "sound"), [("京都", "kyouto"), ("将軍", "shougun"), ("カナ", "カナ")]
)
def test_japanese_words_are_read(word: str, sound: str) -> None:
    from align.languages.keys import kana

    assert sound in {reading if word == "カナ" else kana(reading) for reading in readings(word)}


def test_readings_of_long_words_are_few() -> None:
    assert len([*readings("生上下行")]) <= 16
    assert [*readings("経済協力開発機構")] == ["経済協力開発機構"]
