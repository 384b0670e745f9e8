"""What is a sentence, claim by claim. A `|` in the texts below stands for a boundary."""

import pytest

from align.errors import InputError
from align.model import Document, Language, SegmentedDocument
from align.segment import segment, segment_lines
from align.segment.spaced import _prefixes


def split(text: str) -> SegmentedDocument:
    language = Language.EN if text.isascii() else Language.ZH
    return segment(Document(text, "test.txt", language))


def check(marked: str) -> None:
    """Segment the text without its boundaries and expect them back."""
    parts = marked.split("|")
    assert list(split("".join(parts)).texts) == [part.strip() for part in parts]


@pytest.mark.parametrize(
    "marked",
    [
        "他说：“好。”|我走了。",
        "会议指出：“发展是第一要务。|人才是第一资源。”|这是重要论断。",
        "他问“为什么？”的时候，没有人回答。",
        "「真的嗎？」|他問。",
        '他说："好。"|我走了。|她说："不好！"|没有人说话。',
        "使他们懂得‘团结就是力量。’|这句话很重要。",
        "传递了“中国声音 ” 。|表示感谢 。 ”|下一句。",
        "“三个代表”重要思想、“八个明确”都要学。",
    ],
)
def test_closing_quotation_marks_belong_to_their_sentence_in_chinese(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        '"Is it true?" he asked. |"Yes!" she said. |They left.',
        "“We will win.” |The crowd cheered.",
        "He said 'No.' |Then he left.",
        'He wrote: "Reform is hard." |"It is needed."',
        'It is done. " |Next comes the plan.',
        "'No!' |'You are one of them.'",
    ],
)
def test_closing_quotation_marks_belong_to_their_sentence_in_english(marked: str) -> None:
    check(marked)


def test_a_forgotten_quotation_mark_does_not_shift_the_others() -> None:
    check('He said "yes. |"No," she said. |"Go." |They went.')


@pytest.mark.parametrize(
    "marked",
    [
        "（这是一个说明。）|下一句。",
        "我走了（他没来。真的没来！），她来了。",
        "《怎么办？》是一本书。|他读过。",
        "He said (see p. 5. It is there) that it was fine. |(This is a note.) |Next one.",
    ],
)
def test_a_bracketed_part_is_a_sentence_only_where_it_stands_alone(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "他想了想……然后走了。|真的……|",
        "“我……”|他没有说完。",
        "He waited... then he left. |And then... |Nothing. |It was . . . odd.",
    ],
)
def test_an_ellipsis_within_a_sentence_does_not_end_it(marked: str) -> None:
    check(marked.rstrip("|"))


@pytest.mark.parametrize(
    "marked",
    [
        "Mr. Smith met Dr. Jones and Gen. Wang. |They talked.",
        "He lives in Washington, D.C. |The city is large.",
        "He came to the U.S. Senate at 5 p.m. on Jan. 5. |It was cold.",
        "Companies, e.g. Apple Inc., grew. |It was No. 1 in 2012. |Xi Jinping said so.",
        "James A. Coffey and J. K. Rowling wrote it. |So did D.E. Shaw.",
        "See Fig. 3 and vol. 2, pp. 5-7. |Then go on.",
        "Some countries, e.g. The Gambia, i.e. A small one, came. |No. |They left.",
        "Mr. He spoke. |Ms. You left.",
        "There were tea, rice, etc. |The end.",
    ],
)
def test_the_points_of_abbreviations_and_initials_end_no_sentence(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "增长3.5%，达到１．２万亿元。|其余略。",
        "It grew 3.5 percent to 1.2 trillion. |Good.",
        "见www.gov.cn。|又见http://www.example.com/a.html?x=1。",
        "Visit http://www.example.com/a.html?x=1. |Write to a.b@example.com. |Node.js is fine.",
        "会议于2012年11月15日在北京召开。|第二天闭幕。",
        "On July 4, 1994, they moved. |It was Nov. 15. |They met again.",
    ],
)
def test_decimals_dates_and_addresses_stay_whole(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "一、总则\n|第一条 为了规范，制定本法。\n|第二条 本法适用于中国。",
        "（一）坚持党的领导。|（二）坚持人民至上。",
        "1. 加强党的建设。|2. 深化改革。|3．扩大开放。",
        "问题有三：1. 谁来做；2. 怎么做；3. 何时做。|请回答。",
        "1. The first item. |2. The second item.",
        "It rests on: 1. The law; 2. The people. |Both count.",
        "II. Reform goes on. |It is hard.",
        "A. Introduction\n|B. Methods\n|- item one\n|- item two",
        "①指出方向。|②强调重点。",
    ],
)
def test_the_numbers_of_headings_and_items_stay_with_them(marked: str) -> None:
    check(marked)


def test_semicolons_and_colons_end_no_sentence() -> None:
    check("一要学习；二要实践；三要总结：这就是方法。")
    check("Learn; practise; sum up: that is the method.")


def test_signs_of_footnotes_stay_with_their_sentence() -> None:
    check("实践是检验真理的唯一标准。[1]|这是一篇文章。")


def test_marks_of_outcry_are_taken_together() -> None:
    check("真的吗？？！|太好了！！！|是的。")


@pytest.mark.parametrize(
    "marked",
    [
        "the Party.|党的领导是根本。|GDP grew 5%.|经济向好。",
        "中国 GDP 增长 5.2%. |这很好. |我们继续.",
        "他用了D.E.Shaw公司的方法。|It worked. |真好！|Good.",
    ],
)
def test_mixed_texts_are_split_by_the_rules_of_both_languages(marked: str) -> None:
    check(marked)


def test_a_forgotten_blank_between_sentences_is_borne() -> None:
    check("It is a matter of reform.|The meeting said so.")


def test_headings_without_final_mark_are_segments_of_their_own() -> None:
    check(
        "人民对美好生活的向往\n|（2012年11月15日）\n|同志们：\n|"
        "我们召开了会议，选举产生了新的领导机构。|会议取得了成功。"
    )


def test_blank_lines_always_part_sentences() -> None:
    check("第一段没有句号\n\n|第二段也没有\n \t\n|第三段")


ZH_WRAPPED = (
    "　　全党同志的重托，全国各族人民的期望，是对我们\n"
    "做好工作的巨大鼓舞。|我们的责任，就是要团结带领全党\n"
    "全国各族人民，继续奋斗。\n|"
    "　　人民是历史的创造者。|群众是真正的英雄，是我\n"
    "们力量的源泉。"
)
EN_WRAPPED = (
    "The meeting stressed that reform must go on and that the\n"
    "Communist Party of China must lead it. |It was decided to hold\n"
    "another session in the second half of the year, after the\nsummer. |Everybody agreed."
)


@pytest.mark.parametrize("marked", [ZH_WRAPPED, EN_WRAPPED])
def test_lines_that_were_wrapped_are_read_as_one(marked: str) -> None:
    check(marked)


def test_short_lines_without_punctuation_are_a_list() -> None:
    check("坚持和发展中国特色社会主义\n|全面建成小康社会目标任务\n|加快完善市场经济体制改革")
    check("New Quality Productive Forces\n|Core Socialist Values System\n|People-Centered Growth")


def test_a_date_below_a_title_has_a_line_of_its_own() -> None:
    check(
        "Study and Implement the Guiding Principles of the Congress, and Act\n|November 17, 2012\n|"
        "The Congress drew up a blueprint for a society that is moderately\nprosperous."
    )


def test_missing_punctuation_leaves_one_long_segment() -> None:
    text = "发展" * 50_000
    assert split(text).texts == (text,)


def test_every_segment_is_found_at_its_place() -> None:
    document = split("  标题 \n\n他说：“好。” 然后走了。\n- 一项\n")
    assert document.texts == ("标题", "他说：“好。”", "然后走了。", "- 一项")
    for one in document.segments:
        assert document.document.text[one.start : one.end] == one.text


def test_what_holds_no_letter_joins_its_neighbour() -> None:
    check("真的。 ——|太好了。".replace("——|太", "|——太"))
    assert split("Really. * * *").texts == ("Really. * * *",)


@pytest.mark.parametrize("text", ["……", "* * *\n\n---", "。" * 5])
def test_a_text_without_sentences_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"test\.txt: there is no sentence") as caught:
        split(text)
    assert caught.value.remedy


def lines(text: str) -> list[str]:
    return list(segment_lines(Document(text, "test.txt", Language.ZH)).texts)


def test_pre_split_lines_keep_their_numbers() -> None:
    assert lines("第一。第二。\n\n  第三\n\n") == ["第一。第二。", "", "  第三", ""]


def test_a_last_line_without_line_end_counts() -> None:
    assert lines("甲\n乙") == ["甲", "乙"]


def test_pre_split_lines_are_found_at_their_place() -> None:
    document = segment_lines(Document("甲。\n\n乙\n", "-", Language.ZH))
    assert [(one.start, one.end) for one in document.segments] == [(0, 2), (3, 3), (4, 5)]


def test_empty_lines_alone_are_refused() -> None:
    with pytest.raises(InputError, match="standard input: there is no sentence"):
        segment_lines(Document("\n\n\n", "-", Language.ZH))


def test_a_word_that_a_line_end_parts_goes_on_however_short_the_line() -> None:
    text = "Central enterprises speed up new quality produc-\ntive forces and emerg-\ning fields."
    assert [each.reading.text for each in split(text).segments] == [
        "Central enterprises speed up new quality productive forces and emerging fields."
    ]


def test_a_heading_is_wrapped_where_its_text_is_wrapped_to_that_width() -> None:
    heading = "认真学习深入宣传贯彻会议精神全面建设社会\n主义现代化国家"
    prose = (
        "我们坚持以人民为中心的发展思想，推进共同\n富裕，统筹推进总体布局，坚定不移协调推进\n改革。"
    )
    text = "\n\n".join([heading, prose, prose])
    assert split(text).readings[0] == heading.replace("\n", "")
    # Alone it may as well be two items of a list.
    assert len(split(heading).segments) == 2


def test_a_segment_says_what_it_was_meant_to_and_knows_where_that_stands() -> None:
    document = split("一、总则。\n\n推进共\u200b同富裕，建设⻓江经济带。")
    segment = document.segments[1]
    assert segment.text == document.document.text[segment.start : segment.end]
    start = segment.reading.text.index("长江")
    first, last = segment.place(start, start + 2)
    assert document.document.text[first:last] == "⻓江"


def test_abbreviations_are_those_of_the_moses_tools_as_their_package_gives_them() -> None:
    from sacremoses.corpus import NonbreakingPrefixes

    lists = [line.partition(" ") for line in NonbreakingPrefixes().words("en")]
    always = frozenset(prefix for prefix, _, condition in lists if not condition)
    assert _prefixes(Language.EN) == (always, frozenset(prefix for prefix, _, _ in lists) - always)


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("fr", "M. Dupont est arrivé à midi. |« Où est-il ? » demanda-t-elle. |Voir p. 12."),
        ("fr", "L’art. 3 s’applique, etc. |Les autres non."),
        ("de", "Am 3. Oktober kam Dr. Weiß. |„Ja.“ |Er ging z. B. nach Hause."),
        ("de", "Sie schwieg. |»Das ist gut.« |Das war 1990. |Es regnete."),
        ("es", "El Sr. Pérez vive en EE. UU. desde 1990. |¿Por qué? |No lo sé."),
        ("pt", "O Sr. Silva chegou. |Leia a pág. 3. |Não há mais, etc. |A lei mudou."),
        ("ru", "В 1990 г. Китай вырос. |И т. д. |— Да! — сказал А. С. Пушкин. |Он ушёл."),
        ("ar", "هل هذا صحيح؟ |نعم. |قال د. أحمد ذلك."),
        ("ko", "그는 “좋다.”라고 말했다. |그리고 갔다. |정말?"),
        ("ja", "「はい。」と言った。|「いいえ！」|彼は帰った。|本当？|3.5％だ。"),
    ],
)
def test_sentences_end_as_each_language_ends_them(language: str, marked: str) -> None:
    document = Document(marked.replace("|", ""), "test.txt", Language(language))
    assert list(segment(document).texts) == [part.strip() for part in marked.split("|")]


def test_a_line_that_begins_with_a_small_letter_goes_on_in_every_alphabet() -> None:
    first = "Сегодня в городе прошло большое собрание, на котором\nобсуждали мост."
    text = f"{first}\nЗавтра пройдёт ещё одно собрание жителей города, затем\nвсе уйдут."
    found = segment(Document(text, "test.txt", Language("ru"))).readings
    assert found[0] == "Сегодня в городе прошло большое собрание, на котором обсуждали мост."
