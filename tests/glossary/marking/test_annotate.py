from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import CHINESE_ENGLISH, Language
from align.normalise import normalised
from glossary.finding.reference import Reference
from glossary.marking.annotate import Mark, annotate, pieces
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.store import Glossary

ZH, EN = CHINESE_ENGLISH


def concept(
    concept_id: str, zh: str, *english: str, status: ConceptStatus = ConceptStatus.APPROVED
) -> Concept:
    terms = [Term(ZH, zh, TermStatus.PREFERRED), *(Term(EN, text) for text in english)]
    return Concept(concept_id, tuple(terms), status=status)


OWN = [
    concept("forces", "新质生产力", "new quality productive forces"),
    concept("reform", "改革", "reform"),
    concept("deepen", "全面深化改革", "deepen reform"),
    concept("policy", "政策", "policy"),
    concept("rural", "三农", "agriculture, rural areas and rural people"),
    concept("network", "5G网络", "5G network"),
    concept("set", "首台（套）装备", "first (set) of its kind equipment"),
    concept("developing", "发展中国家", "developing country"),
    concept("develop", "开发", "develop"),
    concept("old", "旧提法", "worn phrase", status=ConceptStatus.REJECTED),
    Concept(
        "firsts",
        (
            Term(ZH, "三首", TermStatus.PREFERRED),
            Term(EN, "three firsts", TermStatus.PREFERRED),
            Term(EN, "three first", TermStatus.DEPRECATED),
        ),
    ),
]
STARTER = [
    concept("starter-firsts", "三首", "three firsts"),
    concept("starter-five", "五位一体", "five-sphere integrated plan"),
]


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glossary]:
    with Glossary.open(str(tmp_path_factory.mktemp("annotate") / "glossary.db")) as opened:
        opened.save_all(OWN, who="li")
        yield opened


def found(text: str, marks: list[Mark]) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.senses[0].concept.id) for mark in marks]


WAYS = [
    ("发展新质生产力。", [("新质生产力", "forces")]),
    ("發展新質生產力。", [("新質生產力", "forces")]),
    ("推进全面深化改革", [("全面深化改革", "deepen")]),
    ("改革，改革", [("改革", "reform"), ("改革", "reform")]),
    ("“三农”问题", [("三农", "rural")]),
    ("政 策", [("政 策", "policy")]),
    ("三“农”", [("三“农", "rural")]),
    ("全面深\n化改革", [("全面深\n化改革", "deepen")]),
    ("首台(套)装备与首台（套）装备", [("首台(套)装备", "set"), ("首台（套）装备", "set")]),
    ("５Ｇ网络", [("５Ｇ网络", "network")]),
    ("New-Quality Productive Force", [("New-Quality Productive Force", "forces")]),
    ("new  quality\nproductive forces", [("new  quality\nproductive forces", "forces")]),
    ("these policies", [("policies", "policy")]),
    ("the policy’s aim", [("policy", "policy")]),
    ("We deepened reforms.", [("deepened reforms", "deepen")]),
    ("deepening reform", [("deepening reform", "deepen")]),
    ("developing countries", [("developing countries", "developing")]),
    ("ＲＥＦＯＲＭ", [("ＲＥＦＯＲＭ", "reform")]),
    ("re\u00adform and ref\u200borm", [("re\u00adform", "reform"), ("ref\u200borm", "reform")]),
    ("改革 (reform)", [("改革", "reform"), ("reform", "reform")]),
    ("first set of its kind equipment", [("first set of its kind equipment", "set")]),
]


@pytest.mark.parametrize(("text", "expected"), WAYS, ids=[text for text, _ in WAYS])
def test_terms_are_marked_where_they_stand(
    glossary: Glossary, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text, annotate(text, glossary, None)) == expected


@pytest.mark.parametrize(("text", "expected"), WAYS, ids=[text for text, _ in WAYS])
def test_a_reference_marks_as_a_glossary_does(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, annotate(text, None, Reference.from_concepts(OWN))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "旧提法 and a worn phrase",
        "全面深\n\n化",
        "改\n\n革",
        "改\n  革",
        "reformation, prereform",
        "15G网络",
        "developed countries",
        "first set. Of its kind equipment",
        "deepen; reformation",
        "agriculture and rural areas",
    ],
)
def test_what_only_looks_like_a_term_is_not_marked(glossary: Glossary, text: str) -> None:
    assert annotate(text, glossary, None) == []


MINISTRY = Reference.from_concepts(
    concept(name, name, name)
    for name in ("财政部", "党组", "公有制", "国有企业", "公安部", "外交部", "合作论坛", "政府")
)


@pytest.mark.parametrize(
    "text",
    [
        *("各级财政部门", "加强党组织建设", "外交部长会见", "公安部队", "发展非公有制经济"),
        *("非国有企业", "其中非国有企业", "对非公有制经济"),
    ],
)
def test_a_term_within_another_word_or_negated_is_not_marked(text: str) -> None:
    assert annotate(text, None, MINISTRY) == []


ACRONYMS = Reference.from_concepts(
    concept(name, zh, name) for zh, name in (("科学技术部", "MOST"), ("特别行政区", "SAR"))
)


@pytest.mark.parametrize("text", ["at most", "Most of them", "SARS and Sar"])
def test_an_acronym_is_no_common_word_nor_another_acronym(text: str) -> None:
    assert annotate(text, None, ACRONYMS) == []


def test_an_acronym_is_marked_as_it_is_written_and_in_the_plural() -> None:
    text = "MOST spoke to the SARs."
    assert found(text, annotate(text, None, ACRONYMS)) == [("MOST", "MOST"), ("SARs", "SAR")]


ENTERPRISES = Reference.from_concepts(
    concept(zh, zh, en)
    for zh, en in [
        *(
            (name, name)
            for name in ("国企", "最高检", "政治局", "国有企业", "党建", "民生", "内需")
        ),
        *((name, name) for name in ("众包", "股权", "成年人", "发达地区", "殖民主义", "公有制")),
        *((name, name) for name in ("平衡发展", "全国代表大会")),
        ("发达国家", "developed countries"),
        ("公有企业", "state-owned enterprises"),
        ("腐败现象", "corruption"),
        ("恐怖活动", "terrorism"),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        *("外国企业", "最高检察机关", "维护安定团结的政治局面", "改善人民生活", "满足国内需求"),
        *("职工群众包括农民工", "持股权重上升", "把我们的党建设好", "外國企業", "最高檢察機關"),
        *(
            "最不发达国家",
            "未成年人",
            "欠发达地区",
            "次发达地区",
            "反殖民主义",
            "非公有制",
            "不平衡发展",
        ),
        *("least developed countries", "less-developed", "non-state-owned enterprises"),
        *("non state-owned enterprises", "under-developed countries", "anti-corruption"),
        *("counter-terrorism", "The Least Developed Countries", "statement"),
    ],
)
def test_a_term_within_longer_words_or_turned_into_another_is_not_marked(text: str) -> None:
    assert annotate(text, None, ENTERPRISES) == []


@pytest.mark.parametrize(
    ("text", "term"),
    [
        *(("国企业绩上升", "国企"), ("做强国企", "国企"), ("中央国企改革", "国企")),
        *(("最高检发布意见", "最高检"), ("中央政治局会议", "政治局"), ("政治局面临考验", "政治局")),
        *(
            ("向发达国家学习", "发达国家"),
            ("西方发达国家", "发达国家"),
            ("尚未发达地区", "发达地区"),
        ),
        *(("并非国有企业", "国有企业"), ("是不是发达国家", "发达国家"), ("党建工作", "党建")),
        *(("惠民生", "民生"), ("进入“村党建”班子", "党建")),
        *(("第三次全国代表大会", "全国代表大会"), ("首次全国代表大会", "全国代表大会")),
        *(("at least developed countries", "developed countries"),),
        *(
            ("counter terrorism", "terrorism"),
            ("most state-owned enterprises", "state-owned enterprises"),
        ),
    ],
)
def test_a_term_beside_words_of_its_own_is_marked(text: str, term: str) -> None:
    marks = annotate(text, None, ENTERPRISES)
    assert [text[mark.start : mark.end] for mark in marks] == [term]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("财政部门户网站", "财政部"),
        ("外交部长期坚持", "外交部"),
        ("党组成员", "党组"),
        ("并非国有企业所有", "国有企业"),
        ("公安部、外交部", "公安部"),
        ("中非合作论坛", "合作论坛"),
        ("南非政府", "政府"),
    ],
)
def test_a_term_beside_such_letters_is_marked(text: str, term: str) -> None:
    marks = annotate(text, None, MINISTRY)
    assert text[marks[0].start : marks[0].end] == term


def test_a_term_to_avoid_is_known_with_the_one_to_use(glossary: Glossary) -> None:
    wrong, right = annotate("three first, three firsts", glossary, None)
    assert wrong.senses[0].avoid
    assert wrong.senses[0].instead == Term(EN, "three firsts", TermStatus.PREFERRED)
    assert not right.senses[0].avoid
    assert right.senses[0].instead is None


def test_every_concept_that_a_term_can_stand_for_is_told(glossary: Glossary) -> None:
    both = Reference.from_concepts([*OWN, concept("change", "变革", "reform")])
    (mark,) = annotate("reform", None, both)
    renderings = [sense.rendering.text for sense in mark.senses if sense.rendering]
    assert renderings == ["改革", "变革"]


def test_the_reference_helps_out_where_the_glossary_has_nothing(glossary: Glossary) -> None:
    marks = annotate("三首与五位一体", glossary, Reference.from_concepts(STARTER))
    assert [
        [(sense.concept.id, sense.from_reference) for sense in mark.senses] for mark in marks
    ] == [[("firsts", False)], [("starter-five", True)]]


def test_the_pieces_are_the_text(glossary: Glossary) -> None:
    text = "“三农”，reform\n與改革。"
    marks = annotate(text, glossary, None)
    assert "".join(piece for piece, _ in pieces(text, marks)) == text
    assert [piece for piece, mark in pieces(text, marks) if mark] == ["三农", "reform", "改革"]


def test_characters_that_grow_when_folded_do_not_move_the_marks(glossary: Glossary) -> None:
    text = "㎏ ﬁ İ ß 改革 straße reform"
    assert found(text, annotate(text, glossary, None)) == [("改革", "reform"), ("reform", "reform")]


def test_a_term_that_was_changed_is_marked_in_its_new_form(tmp_path: Path) -> None:
    with Glossary.open(str(tmp_path / "glossary.db")) as opened:
        stored = opened.save(concept("a", "共同富裕", "common prosperity"), who="li")
        assert len(annotate("共同富裕", opened, None)) == 1
        changed = concept("a", "共富", "common prosperity")
        opened.save(
            Concept("a", changed.terms, status=stored.status, revision=stored.revision), who="li"
        )
        assert annotate("共同富裕", opened, None) == []
        assert len(annotate("共富", opened, None)) == 1


#: What may stand within a term without being part of it, by what it stands between.
NOISE = ("", "", "\u200b", "\ufeff", "\u2060", "\ufe00", "\n")


@given(st.lists(st.sampled_from(NOISE), min_size=7, max_size=7), st.booleans())
def test_a_mark_stands_around_what_is_read_as_its_term(noise: list[str], spaced: bool) -> None:
    reference = Reference.from_concepts(
        [Concept("c1", (Term(Language.ZH, "五位一体"), Term(Language.EN, "five-sphere plan")))]
    )
    blank = " " if spaced else ""
    term = "".join(f"{a}{blank}{b}" for a, b in zip("五位一体", noise, strict=False))
    text = f"推进{noise[4]}“{term}”{noise[5]}总体布局：five{noise[6].strip()}-sphere\nplan."
    marks = annotate(text, None, reference)
    assert [normalised(text[mark.start : mark.end]) for mark in marks] == [
        "五位一体",
        "five-sphere plan",
    ]
    first = text[marks[0].start : marks[0].end]
    assert first == first.strip(" \n\u200b\ufeff\u2060")
