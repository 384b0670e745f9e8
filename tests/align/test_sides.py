"""What stands under a language and is not in it is no side of a translation."""

from __future__ import annotations

from pathlib import Path

import pytest
from texts import document

from align.bitexts import read_bitext
from align.detection import has_letters, may_be_in
from align.errors import InputError
from align.model import Bead, Bitext, Language
from align.mojibake import evidence, mended
from align.sides import Written, apart, judge, written

ZH, EN = Language.ZH, Language.EN
BOTH = (ZH, EN)
LONG = "我们要坚持改革开放，推进高质量发展。"
GERMAN = "Wir setzen die Reform der Betriebe mit allen fort."


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("三首", "Three Firsts (三首), the first set, batch and version"),
        ("他在《China Daily》撰文。", "He wrote in China Daily."),
        ("GDP增长5%。", "GDP grew by 5 percent."),
        ("亚太经合组织", "APEC"),
        ("GDP", "gross domestic product"),
        ("2024年", "2024"),
        ("2024", "2024"),
        ("5G", "5G"),
        ("——", "—"),
        ("（一）", "1."),
        ("https://www.gov.cn", "https://www.gov.cn"),
        ("习近平", "Xi Jinping"),
        (
            "王某说：“I have a dream of my own。”然后走了。",
            "“I have a dream of my own,” said Wang.",
        ),
        ("只有中文。", ""),
        ("", "目前没有英文。"),
        ("", "Only English."),
    ],
)
def test_what_people_write_on_both_sides_is_kept(zh: str, en: str) -> None:
    judged = judge(zh, en)
    assert (judged.source, judged.target, judged.refused, judged.exchanged) == (zh, en, (), False)


@pytest.mark.parametrize(
    ("zh", "en", "kept"),
    [
        ("我们推进改革。", "我们推进改革。", "zh"),
        ("我们推进改革。", "我们 推进改革。", "zh"),
        ("我们推进改革。", "我們推進改革。", "zh"),
        ("GDP增长目标", "GDP增长目标", "zh"),
        ("Push on with reform.", "Push on with reform.", "en"),
        ("Xi Jinping", "Xi Jinping", "en"),
        ("The reform of 国企 goes on.", "The reform of 国企 goes on.", "en"),
        ("我们推进改革。", "Мы продвигаем реформы.", "zh"),
        ("我们推进改革。", "私たちは改革を進めます。", "zh"),
        ("我们推进改革。", "우리는 개혁을 추진한다.", "zh"),
        ("私たちは改革を進めます。", "We push on with reform.", "en"),
        ("我们推进改革。", "…", "zh"),
        ("我们要坚定不移推进国有企业改革。", "123", "zh"),
        ("……", "We push on with reform.", "en"),
    ],
)
def test_what_is_in_another_language_is_no_side(zh: str, en: str, kept: str) -> None:
    judged = judge(zh, en)
    assert (judged.source, judged.target) == ((zh, "") if kept == "zh" else ("", en))
    assert judged.refused == ((EN,) if kept == "zh" else (ZH,))


def test_exchanged_sides_are_put_right() -> None:
    judged = judge("We push on.", "我们推进。")
    assert (judged.source, judged.target, judged.exchanged) == ("我们推进。", "We push on.", True)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("中美俄签署 START III 条约", ZH, Written.OWN),
        ("START III", ZH, Written.CODE),
        ("PM2.5", ZH, Written.CODE),
        ("new start", ZH, Written.OTHER),
        ("改革", EN, Written.OTHER),
        ("реформа", EN, Written.FOREIGN),
        ("“”", EN, Written.NOTHING),
    ],
)
def test_a_text_is_told_by_its_letters(text: str, language: Language, kind: Written) -> None:
    assert written(text, language, EN if language is ZH else ZH) is kind


def test_letters_of_a_language() -> None:
    assert has_letters("三个W", ZH)
    assert has_letters("三个W", EN)
    assert not has_letters("五位一体", EN)
    assert not has_letters("GDP", ZH)
    assert all(may_be_in(text, ZH) for text in ("GDP", "5G", "B20", "12345", "〇", "PM2.5"))
    assert not any(may_be_in(text, ZH) for text in ("GDP growth", "reform", "реформа"))
    assert not may_be_in("五位一体", EN)


def test_sentences_left_in_the_original_are_beads_of_their_own() -> None:
    zh = document(ZH, "甲说了。", "乙说了。", "丙说了。")
    en = document(EN, "A said so.", "乙说了。", "C said so,", "丙说了。")
    beads = (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.8), Bead((2,), (2, 3), 0.7))
    found = apart(Bitext(zh, en, beads)).beads
    assert [(bead.source, bead.target, bead.score) for bead in found] == [
        ((0,), (0,), 0.9),
        ((1,), (), 0.8),
        ((), (1,), 0.8),
        ((2,), (2,), 0.7),
        ((), (3,), 0.7),
    ]
    assert [bead.is_untranslated for bead in found] == [False, True, False, False, False]


GARBLED = [("utf-8", "latin-1"), ("utf-8", "cp1251"), ("gb18030", "latin-1")]


@pytest.mark.parametrize(("right", "wrong"), GARBLED)
def test_what_was_read_in_a_wrong_encoding_is_read_anew(right: str, wrong: str) -> None:
    text = "国有企业改革深化提升"
    garbled = "".join(
        bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode(right)
    )
    found = mended(garbled)
    assert found is not None
    assert found[0] == text
    assert mended(text) is None


def test_curly_quotation_marks_are_read_anew() -> None:
    assert mended("Chinaâ€™s reform") == ("China’s reform", "UTF-8 read as Windows-1252")
    assert mended("the café’s naïve Ñandú") is None
    assert mended("the “Three Represents” (三个代表)") is None
    assert mended("联通") is None


def test_what_cannot_be_mended_is_shown() -> None:
    text = "国有企业改革深化提升行动取得明显成效，中央企业要加快发展新质生产力。"
    garbled = text.encode("utf-8").decode("gb18030", "replace")
    assert mended(garbled) is None
    assert "国有企业" in evidence(garbled)
    assert not evidence(text)
    assert evidence("����ҵ�ĸ���ȡ�����Գ�Ч��")


ROWS = [
    ("国有企业改革取得成效。", "SOE reform has borne fruit."),
    ("我们推进共同富裕。", "We promote common prosperity."),
    ("一以贯之。", "Consistently."),
]


def read(folder: Path, rows: list[tuple[str, str]]) -> tuple[Bitext | None, list[str]]:
    path = folder / "a.tsv"
    path.write_text("zh\ten\n" + "".join(f"{zh}\t{en}\n" for zh, en in rows), "utf-8")
    said: list[str] = []
    return read_bitext(str(path), said.append), said


def test_a_copy_of_the_source_is_a_bead_without_that_side_and_is_counted(tmp_path: Path) -> None:
    bitext, said = read(tmp_path, [*ROWS, ("五位一体", "五位一体")])
    assert bitext is not None
    assert bitext.beads[-1] == Bead((3,), (), 1.0)
    assert bitext.beads[-1].is_untranslated
    what = "what stands there as English is none, and is taken for not translated"
    assert said == [f"{tmp_path / 'a.tsv'}: unit 4 of 4: {what}"]


def test_exchanged_units_are_put_right_and_said(tmp_path: Path) -> None:
    bitext, said = read(tmp_path, [(en, zh) for zh, en in ROWS])
    assert bitext is not None
    assert bitext.source.texts == tuple(zh for zh, _ in ROWS)
    assert "exchanged" in said[0]


def test_mojibake_is_mended_and_said_or_refused_with_what_shows_it(tmp_path: Path) -> None:
    rows = [(zh.encode().decode("cp1252", "ignore"), en) for zh, en in ROWS]
    with pytest.raises(InputError, match="wrong encoding before it was saved: “"):
        read(tmp_path, rows)
    rows = [(zh.encode().decode("latin-1"), en) for zh, en in ROWS]
    bitext, said = read(tmp_path, rows)
    assert bitext is not None
    assert bitext.source.texts == tuple(zh for zh, _ in ROWS)
    assert "UTF-8 read as Windows-1252, and mended" in said[0]


def test_what_is_left_of_punctuation_read_in_a_wrong_encoding_is_mended_or_said(
    tmp_path: Path,
) -> None:
    whole = "China’s reform goes on."
    bitext, said = read(tmp_path, [*ROWS, ("改革。", whole.encode().decode("gb18030"))])
    assert bitext is not None
    assert bitext.target.texts[-1] == whole
    assert "unit 4 of 4: UTF-8 read as GB 18030, and mended" in said[0]
    lost = "the “three” firsts".encode().decode("gb18030", "replace")
    bitext, said = read(tmp_path, [*ROWS, ("三首。", lost)])
    assert bitext is not None
    assert not bitext.is_whole
    assert "unit 4 of 4: UTF-8 read as GB 18030, of which bytes are lost (“the 鈥" in said[0]


def test_a_unit_in_a_third_language_of_the_same_script_is_no_translation(tmp_path: Path) -> None:
    french = "La réforme des entreprises d'État a obtenu des résultats évidents."
    bitext, said = read(tmp_path, [*ROWS, ("改革。", french), ("会见", "a café and Ñandú")])
    assert bitext is not None
    assert bitext.target.texts[-1] == "a café and Ñandú"
    assert bitext.beads[3].is_untranslated
    assert "unit 4 of 5" in said[0]


def test_a_side_in_a_third_language_is_refused_with_what_shows_it(tmp_path: Path) -> None:
    french = "La réforme des entreprises et de la planification est une tâche pour les provinces."
    with pytest.raises(InputError, match="as English looks French"):
        read(tmp_path, [(zh, french) for zh, _ in ROWS])


@pytest.mark.parametrize(
    ("pair", "source", "target", "refused"),
    [
        ("zh fr", "我们推进改革。", "Nous poursuivons la réforme.", ""),
        ("zh fr", "我们推进改革。", "我们推进改革。", "fr"),
        ("zh fr", "我们推进改革。", "The reform of the enterprises is to be continued.", "fr"),
        ("zh ja", "我们推进改革。", "私たちは改革を進めます。", ""),
        ("zh ja", "改革开放", "改革开放", ""),
        ("zh ja", "世界贸易组织", "世界貿易機関", ""),
        (
            "zh ja",
            "我们要坚持改革开放，推进高质量发展。",
            "我们要坚持改革开放，推进高质量发展。",
            "ja",
        ),
        ("zh ko", "我们推进改革。", "우리는 개혁을 추진한다.", ""),
        ("zh ko", "我们推进改革。", "我们推进改革。", "ko"),
        ("ru ar", "Мы продвигаем реформы.", "نحن ندفع الإصلاح.", ""),
        ("ru ar", "Мы продвигаем реформы.", "Мы продвигаем реформы.", "ar"),
        ("de fr", "Peking", "Peking", ""),
        (
            "zh fr",
            "按地区分列的人口比例",
            "Part de la population de la région, par sexe ou par âge",
            "",
        ),
        (
            "de fr",
            "Wir setzen die Reform der Betriebe mit allen fort.",
            "Wir setzen die Reform der Betriebe mit allen fort.",
            "fr",
        ),
        ("fr zh", "PIB", "国内生产总值", ""),
        ("zh ru", "2024年", "2024", ""),
    ],
)
def test_sides_of_any_pair_are_judged(pair: str, source: str, target: str, refused: str) -> None:
    one, other = map(Language, pair.split())
    judged = judge(source, target, (one, other))
    assert judged.refused == ((Language(refused),) if refused else ())
    assert (judged.source, judged.target) == (source, "" if refused else target)


def test_exchanged_sides_of_any_pair_are_put_right() -> None:
    judged = judge("Мы продвигаем реформы.", "我们推进。", (ZH, Language("ru")))
    assert (judged.source, judged.target) == ("我们推进。", "Мы продвигаем реформы.")


def test_sentences_left_in_the_original_are_told_in_any_pair() -> None:
    zh = document(ZH, "甲说了这件事情。", "乙说了这件事情。")
    ko = document(Language("ko"), "갑이 이 일을 말했다.", "乙说了这件事情。")
    found = apart(Bitext(zh, ko, (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.8)))).beads
    assert [(bead.source, bead.target) for bead in found] == [((0,), (0,)), ((1,), ()), ((), (1,))]
    assert [bead.is_untranslated for bead in found] == [False, True, False]
