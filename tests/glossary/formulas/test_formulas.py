"""Claims about numeric formulas: which forms are, where they stand, and what their members are."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from texts import document

from align.model import Document, Language, SegmentedDocument
from align.segment import segment
from glossary.formulas import Corpus, find, members, parse
from glossary.model import Definition, Kind, Occurrence

ZH, EN = Language.ZH, Language.EN
GOLD = Path(__file__).parents[2] / "data" / "numeric_formulas.jsonl"


def occurrences(form: str, *documents: SegmentedDocument) -> list[Occurrence]:
    return [
        Occurrence(d.document.source, index, match.start(), match.end())
        for d in documents
        for index, own in enumerate(d.segments)
        for match in re.finditer(re.escape(form), own.text)
    ]


def spelled(form: str, language: Language, *sentences: str) -> Definition | None:
    own = document(language, *sentences)
    return members(form, language, [own], occurrences(form, own))


@pytest.mark.parametrize(
    ("form", "counts"),
    [
        ("三首", [3]),
        ("“三首”", [3]),
        ("五位一体", [5]),
        ("五位一体总体布局", [5]),
        ("两个一百年", [2]),
        ("三个代表", [3]),
        ("3个确保", [3]),
        ("十大行动", [10]),
        ("四项基本原则", [4]),
        ("三去一降一补", [3, 1, 1]),
        ("两不愁三保障", [2, 3]),
        ("一带一路", [1, 1]),
        ("三重一大", [3, 1]),
        ("四链融合", [4]),
        ("三张清单", [3]),
        ("双循环", [2]),
        ("1+3", [1, 3]),
    ],
)
def test_a_chinese_formula_counts_its_members(form: str, counts: list[int]) -> None:
    formula = parse(form, ZH)
    assert formula is not None
    assert [part.count for part in formula.parts] == counts
    assert formula.count == sum(counts)


@pytest.mark.parametrize(
    ("form", "counts"),
    [
        ("three first", [3]),
        ("three firsts", [3]),
        ("“three firsts”", [3]),
        ("five in one", [5]),
        ("five-in-one", [5]),
        ("two unswervinglies", [2]),
        ("Four-Pronged Comprehensive Strategy", [4]),
        ("Two Centenary Goals", [2]),
        ("Three Represents", [3]),
        ("One Belt and One Road", [1, 1]),
        ("two assurances and three guarantees", [2, 3]),
        ("ten major actions", [10]),
        ("dual circulation", [2]),
    ],
)
def test_an_english_formula_counts_its_members(form: str, counts: list[int]) -> None:
    formula = parse(form, EN)
    assert formula is not None
    assert [part.count for part in formula.parts] == counts


@pytest.mark.parametrize(
    "form", ["三年", "五个月", "三人", "五个城市", "第三产业", "一心一意", "双方", "十八大", "改革"]
)
def test_a_chinese_quantity_or_idiom_is_no_formula(form: str) -> None:
    assert parse(form, ZH) is None


@pytest.mark.parametrize(
    "form",
    ["three years", "8 units", "66 central enterprises", "five provinces", "one goal", "reform"],
)
def test_an_english_quantity_is_no_formula(form: str) -> None:
    assert parse(form, EN) is None


def test_the_members_are_read_from_the_list_that_a_formula_sums_up() -> None:
    found = spelled(
        "三首", ZH, "推广首台（套）设备、首批次材料和首版次软件。", "“三首”采购有了通道。"
    )
    assert found is not None
    assert found.members == ("首台（套）设备", "首批次材料", "首版次软件")
    assert found.segment == 0


def test_the_definition_is_what_is_read_of_a_span_of_its_segment() -> None:
    sentence = "We keep the “three promises”: clean rivers, safe roads,\nand open books."
    own = document(EN, sentence)
    found = members("three promises", EN, [own], occurrences("three promises", own))
    assert found is not None
    assert found.text == "clean rivers, safe roads, and open books"
    assert found.members == ("clean rivers", "safe roads", "open books")


@pytest.mark.parametrize(
    "sentences",
    [
        ("“三去一降一补”即去产能、去库存、去杠杆、降成本、补短板。",),
        ("推进去产能、去库存、去杠杆、降成本、补短板，落实“三去一降一补”。",),
        ("落实“三去一降一补”任务。", "具体为去产能、去库存、去杠杆、降成本、补短板。"),
        ("去产能、去库存、去杠杆、降成本、补短板（简称“三去一降一补”）要抓实。",),
    ],
)
def test_the_parts_of_a_compound_formula_are_added(sentences: tuple[str, ...]) -> None:
    found = spelled("三去一降一补", ZH, *sentences)
    assert found is not None
    assert found.members == ("去产能", "去库存", "去杠杆", "降成本", "补短板")


@pytest.mark.parametrize(
    "sentences",
    [
        ("The “four ensures” are to ensure water, ensure heat, ensure power and ensure food.",),
        (
            "The town will ensure water, ensure heat, ensure power, and ensure food.",
            "The “four ensures” help.",
        ),
        (
            "The “four ensures” are posted.",
            "First, ensure water. ",
            "Second, ensure heat.",
            "Third, ensure power.",
            "Fourth, ensure food.",
        ),
    ],
)
def test_english_members_are_found_by_their_shared_word_or_their_marks(
    sentences: tuple[str, ...],
) -> None:
    found = spelled("four ensures", EN, *sentences)
    assert found is not None
    assert found.members == ("ensure water", "ensure heat", "ensure power", "ensure food")


@pytest.mark.parametrize(
    ("form", "language", "sentence", "expected"),
    [
        ("三转", ZH, "推进“三转”，也就是转职能、转方式、转作风。", "转职能|转方式|转作风"),
        ("三重底线", ZH, "要守住生态、耕地、安全三重底线，全县动员。", "生态|耕地|安全"),
        (
            "three red lines",
            EN,
            "Keep to three red lines: debt, cash, and loans.",
            "debt|cash|loans",
        ),
        (
            "three supervisions",
            EN,
            "They began “three supervisions” of safety, quality and price, and held five meetings.",
            "safety|quality|price",
        ),
        (
            "three changes",
            EN,
            "Land becomes shares, cash becomes shares and work becomes shares: “three changes”.",
            "Land becomes shares|cash becomes shares|work becomes shares",
        ),
    ],
)
def test_a_list_is_freed_of_the_sentence_around_it(
    form: str, language: Language, sentence: str, expected: str
) -> None:
    found = spelled(form, language, sentence)
    assert found is not None
    assert found.members == tuple(expected.split("|"))


@pytest.mark.parametrize(
    ("form", "language", "sentence", "expected"),
    [
        ("四个方面", ZH, "县里抓四个方面：修路、架桥、植树和治水。", "修路|架桥|植树|治水"),
        (
            "五个中心",
            ZH,
            "建设贸易、航运、金融、科技、会展“五个中心”。",
            "贸易|航运|金融|科技|会展",
        ),
        (
            "三步走",
            ZH,
            "规划分“三步走”：第一步修通公路；第二步建成车站；第三步开行班车。",
            "修通公路|建成车站|开行班车",
        ),
        (
            "三大板块",
            ZH,
            "展览分为“山里人家”“水上人家”“城里人家”三大板块。",
            "山里人家|水上人家|城里人家",
        ),
    ],
)
def test_plain_quantities_marks_and_quotations_are_spelled_out_too(
    form: str, language: Language, sentence: str, expected: str
) -> None:
    own = segment(Document(sentence, "doc", language))
    found = members(form, language, [own], occurrences(form, own))
    assert found is not None
    assert found.members == tuple(expected.split("|"))


def test_members_that_run_over_several_segments_are_all_given() -> None:
    found = spelled("三项任务", ZH, "今年有三项任务。", "一是修路。", "二是架桥。", "三是植树。")
    assert found is not None
    assert found.members == ("修路", "架桥", "植树")
    assert found.text == "一是修路"


@pytest.mark.parametrize(
    ("form", "language", "sentence"),
    [
        ("三个坚持", ZH, "做到“三个坚持”：坚持开放、坚持创新、坚持绿色、坚持共享。"),
        ("三个坚持", ZH, "做到“三个坚持”，张三、李四、王五出席会议。"),
        (
            "three guarantees",
            EN,
            "We offer water, roads, light and schools, known as the “three guarantees”.",
        ),
        ("three guarantees", EN, "The mayor praised the “three guarantees”."),
        (
            "five in one",
            EN,
            "The “five in one” plan is new, and cities, towns and villages like it.",
        ),
    ],
)
def test_no_definition_is_better_than_a_list_of_the_wrong_count(
    form: str, language: Language, sentence: str
) -> None:
    assert spelled(form, language, sentence) is None


@pytest.mark.parametrize(
    ("form", "language", "list_sentence", "referring", "other"),
    [
        ("三事", Language.ZH, "要抓好修路、种树、办学。", "这“三事”要办好。", "县里“三事”要办好。"),
        (
            "three reliefs",
            Language.EN,
            "We will cut taxes, fees and red tape.",
            "These “three reliefs” matter.",
            "The “three reliefs” matter.",
        ),
    ],
)
def test_a_list_of_the_sentence_before_is_one_of_a_formula_that_refers_to_it(
    form: str, language: Language, list_sentence: str, referring: str, other: str
) -> None:
    found = spelled(form, language, list_sentence, referring)
    assert found is not None
    assert len(found.members) == 3
    assert spelled(form, language, list_sentence, other) is None


def test_a_list_of_the_next_sentence_is_one_of_a_formula_where_that_says_so() -> None:
    found = spelled("三事", Language.ZH, "县里抓“三事”。", "包括修路、种树、办学。")
    assert found is not None
    assert found.members == ("修路", "种树", "办学")
    assert spelled("三事", Language.ZH, "县里抓“三事”。", "还有修路、种树、办学。") is None


def test_a_list_elsewhere_in_the_documents_is_found_by_the_shared_word() -> None:
    one = document(ZH, "四个自信要讲透。", source="a")
    far = document(ZH, "会议开了三天。", "坚定道路自信、理论自信、制度自信、文化自信。", source="b")
    found = members("四个自信", ZH, [one, far], occurrences("四个自信", one))
    assert found is not None
    assert found.source == "b"
    assert found.members == ("道路自信", "理论自信", "制度自信", "文化自信")


@pytest.mark.parametrize("form", ["一国两制", "两委", "两新"])
def test_what_merely_has_the_counted_character_is_no_list(form: str) -> None:
    own = document(
        ZH,
        f"说到“{form}”。",
        "会议开了三天。",
        "委员会候补委员名单公布，从严格车辆更新换代等方面作出部署，推动新标准要求落实。",
        "在港中国科学院院士、中国工程院院士和各国青年代表交流。",
    )
    assert members(form, ZH, [own], occurrences(form, own)) is None


def test_of_two_formulas_each_gets_the_list_that_shares_its_word() -> None:
    sentence = (
        "讲清“三个意识”和“三个自信”：前者指法治意识、服务意识、安全意识，"
        "后者指技术自信、管理自信、品牌自信。"
    )
    for form, head in (("三个意识", "意识"), ("三个自信", "自信")):
        found = spelled(form, ZH, sentence)
        assert found is not None
        assert all(member.endswith(head) for member in found.members)


def test_formulas_are_found_in_quotation_marks_and_where_they_are_unmistakable() -> None:
    own = document(ZH, "落实“三首”政策三年，统筹推进五位一体总体布局，走访五个城市。")
    assert [c.form for c in find([own])] == ["五位一体", "三首"]
    english = document(
        EN, "For three years 8 units used the “three first” channel and a five-in-one plan."
    )
    assert {c.form for c in find([english])} == {"three first", "five-in-one"}
    assert all(c.kind is Kind.NUMERIC for c in find([own, english]))


@pytest.mark.parametrize("form", ["five priority tasks", "four consciousness"])
def test_an_english_formula_goes_on_to_what_it_counts(form: str) -> None:
    assert [c.form for c in find([document(EN, f"We carry out the {form} of the plan.")])] == [form]


def test_the_invented_formulas_are_spelled_out_at_least_as_well_as_when_last_measured() -> None:
    """The model was fitted on them among others, so that they show breaks, not quality.

    One right list less and one false one more in English than with the rules, which were written
    for these cases and on passages left out were no better than the model.
    """
    right: Counter[tuple[str, bool]] = Counter()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        language = Language(case["language"])
        own = segment(Document(case["text"], case["id"], language))
        found = members(case["formula"], language, [own], occurrences(case["formula"], own))
        given = list(found.members) if found else []
        right[case["language"], bool(case["members"])] += given == case["members"]
    assert right["zh", True] >= 30
    assert right["en", True] >= 29
    assert right["zh", False] == 12
    assert right["en", False] >= 11


def test_segments_are_found_by_all_places_of_words_in_them() -> None:
    corpus = Corpus([document(ZH, "共赢共赢", "共享", "共赢和共享", ""), document(EN, "共赢 共赢")])
    held = [index for _, index in corpus.holding(ZH, ("共赢", "共享"), 2)]
    assert held == [0, 2]
