"""Pairs that belong together are told from those that do not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from texts import document

from align.encoders import Encoder, load
from align.errors import UnrelatedError
from align.model import Bead, Bitext, Language
from align.relatedness import LEAST_SENTENCES, evidence, require_related
from align.sentences import align

ZH = (
    "我们村有三百户人家。",
    "去年春天，村里修了一条新路。",
    "以前运苹果要走两个小时。",
    "现在卡车二十分钟就到县城。",
    "村委会还建了一座冷库。",
    "果农可以等到冬天再卖苹果。",
    "今年每家的收入增加了五千元。",
    "年轻人开始回村工作。",
    "小学又开了两个班。",
    "大家希望明年通上自来水。",
)
EN = (
    "Our village has three hundred households.",
    "Last spring the village built a new road.",
    "Carrying apples used to take two hours.",
    "Now lorries reach the county town in twenty minutes.",
    "The village committee has also built a cold store.",
    "Fruit growers can wait until winter to sell their apples.",
    "This year the income of each family grew by five thousand yuan.",
    "Young people have begun to come back to the village to work.",
    "The primary school has opened two more classes.",
    "Everyone hopes for running water next year.",
)
OTHER = (
    "The captain lit his pipe and looked at the sea.",
    "There was no wind at all that evening.",
    "Somebody below was playing the violin badly.",
    '"Tell him to stop," said the mate.',
    "Nobody moved.",
    "A gull sat down on the rail and watched them.",
    "The letter in his pocket was from his sister in Lisbon.",
    "She had married a lawyer whom he did not like.",
    "He had not answered her for two years.",
    "Then, far off, they heard the first thunder.",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def aligned(zh: Sequence[str], en: Sequence[str], encoder: Encoder) -> Bitext:
    return align(document(Language.ZH, *zh), document(Language.EN, *en), encoder)


def beads(*found: Bead, texts: int = 10) -> Bitext:
    return Bitext(
        document(Language.ZH, *["句子。"] * texts), document(Language.EN, *["One."] * texts), found
    )


def test_a_translation_is_accepted(encoder: Encoder) -> None:
    bitext = aligned(ZH, EN, encoder)
    require_related(bitext)
    assert evidence(bitext).mean > 0.8


def test_another_text_is_refused_with_the_evidence_and_what_to_do(encoder: Encoder) -> None:
    bitext = aligned(ZH, OTHER, encoder)
    with pytest.raises(UnrelatedError) as caught:
        require_related(bitext)
    assert f"mean confidence of {evidence(bitext).mean:.2f}" in str(caught.value)
    assert "zh.txt and en.txt" in str(caught.value)
    assert "--force" in caught.value.remedy


def test_the_order_of_the_languages_does_not_matter(encoder: Encoder) -> None:
    right = align(document(Language.EN, *EN), document(Language.ZH, *ZH), encoder)
    wrong = align(document(Language.EN, *OTHER), document(Language.ZH, *ZH), encoder)
    assert evidence(right).related
    assert not evidence(wrong).related


def test_a_text_of_which_half_was_translated_is_accepted(encoder: Encoder) -> None:
    assert evidence(aligned(ZH, EN[:5], encoder)).related
    assert evidence(aligned(ZH[5:], EN, encoder)).related


def test_texts_too_short_to_judge_are_accepted(encoder: Encoder) -> None:
    for count in range(LEAST_SENTENCES):
        found = evidence(aligned(ZH[:count], OTHER[:count], encoder))
        assert not found.enough
        assert found.related


@pytest.mark.parametrize(("zh", "en"), [(["一,二"], EN * 3), (["很长的一句话" * 2_000], EN)])
def test_a_line_that_would_translate_a_page_is_refused_with_the_lengths(
    encoder: Encoder, zh: Sequence[str], en: Sequence[str]
) -> None:
    bitext = aligned(zh, ["".join(en)], encoder)
    assert not evidence(bitext).enough
    with pytest.raises(UnrelatedError, match="characters of Chinese would stand for") as caught:
        require_related(bitext)
    assert "--force" in caught.value.remedy
    turned = align(bitext.target, bitext.source, encoder)
    assert evidence(turned).characters == evidence(bitext).characters
    assert not evidence(turned).related


def test_a_name_that_is_short_in_one_language_is_accepted(encoder: Encoder) -> None:
    long = "Publicity Department of the Central Committee of the Communist Party of China"
    assert evidence(aligned(["中宣部"], [long], encoder)).related


def test_blank_lines_are_no_evidence(encoder: Encoder) -> None:
    spaced = [text for line in ZH for text in (line, "", " ")]
    found = evidence(aligned(spaced, EN, encoder))
    assert found == evidence(aligned(ZH, EN, encoder))
    assert evidence(aligned(["", *ZH[:1], *[""] * 20], OTHER, encoder)).sentences == 1


def test_beads_count_by_their_sentences_and_empty_ones_not_at_all() -> None:
    found = evidence(
        beads(Bead((0,), (0,), 0.9), Bead((1, 2), (1, 2, 3, 4), 0.5), Bead((3,), (), 0.1))
    )
    assert found.mean == pytest.approx((2 * 0.9 + 6 * 0.5) / 8)
    assert found.covered == pytest.approx(0.3)


def test_the_shorter_the_texts_the_more_is_needed_to_refuse_them() -> None:
    def doubtful(count: int) -> Bitext:
        return beads(*(Bead((at,), (at,), 0.31) for at in range(count)), texts=count)

    assert evidence(doubtful(10)).related
    assert not evidence(doubtful(200)).related


def test_texts_with_nothing_in_common_are_refused_whatever_the_confidence() -> None:
    alone = [Bead((number,), (), 1.0) for number in range(10)]
    alone += [Bead((), (number,), 1.0) for number in range(10)]
    found = evidence(beads(*alone))
    assert (found.covered, found.mean) == (0, 0)
    assert not found.related
