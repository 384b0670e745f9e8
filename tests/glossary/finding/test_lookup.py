import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from align.model import CHINESE_ENGLISH
from glossary.finding import Match, MatchKind, lookup
from glossary.finding.reference import Reference
from glossary.language.chinese.pinyin import MOST_SPELLINGS, spell, spellings, typed
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.model.searchable import Form, How
from glossary.store import Glossary

ZH, EN = CHINESE_ENGLISH


def concept(
    concept_id: str,
    zh: str,
    *english: str,
    avoid: str = "",
    status: ConceptStatus = ConceptStatus.APPROVED,
) -> Concept:
    terms = [Term(ZH, zh, TermStatus.PREFERRED), *(Term(EN, text) for text in english)]
    if avoid:
        terms.append(Term(EN, avoid, TermStatus.DEPRECATED))
    return Concept(concept_id, tuple(terms), status=status)


OWN = [
    concept(
        "forces",
        "新质生产力",
        "new quality productive forces",
        avoid="new quality production capacity",
    ),
    concept("firsts", "三首", "three firsts", avoid="three first"),
    concept("green", "绿色发展", "green development"),
    concept("rural", "三农", "agriculture, rural areas and rural people"),
    concept("network", "5G网络", "5G network"),
    concept("delta", "长三角", "Yangtze River Delta"),
    concept("restructuring", "破产重整", "bankruptcy reorganisation"),
    concept("old", "旧提法", "worn phrase", status=ConceptStatus.REJECTED),
]
STARTER = [
    concept("starter-firsts", "三首", "three firsts"),
    concept("starter-five", "五位一体", "five-sphere integrated plan", avoid="five in one"),
    concept("starter-new", "新发展理念", "new development philosophy"),
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def glossary(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Glossary]:
    if request.param == "sqlite":
        location = str(tmp_path_factory.mktemp("lookup") / "glossary.db")
    else:
        location = request.getfixturevalue("server").schema()
    with Glossary.open(location) as opened:
        opened.save_all(OWN, who="li")
        yield opened


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference.from_concepts(STARTER)


def summary(matches: list[Match]) -> list[tuple[str, str, str]]:
    return [(match.concept.id, match.term.text, match.kind.value) for match in matches]


WAYS = [
    ("三首", ("firsts", "三首", "exact")),
    ("three firsts", ("firsts", "three firsts", "exact")),
    ("“三首”", ("firsts", "三首", "normalised")),
    ("Three Firsts", ("firsts", "three firsts", "normalised")),
    ("the three first", ("firsts", "three first", "normalised")),
    ("新質生產力", ("forces", "新质生产力", "normalised")),
    ("新质", ("forces", "新质生产力", "prefix")),
    ("green dev", ("green", "green development", "prefix")),
    ("生产", ("forces", "新质生产力", "substring")),
    ("力", ("forces", "新质生产力", "substring")),
    ("productive forces", ("forces", "new quality productive forces", "substring")),
    ("xinzhishengchanli", ("forces", "新质生产力", "pinyin")),
    ("xin zhi sheng", ("forces", "新质生产力", "pinyin")),
    ("xīn zhì shēngchǎnlì", ("forces", "新质生产力", "pinyin")),
    ("lü4se4", ("green", "绿色发展", "pinyin")),
    ("lvse", ("green", "绿色发展", "pinyin")),
    ("Sān nóng", ("rural", "三农", "pinyin")),
    ("changsanjiao", ("delta", "长三角", "pinyin")),
    ("zhangsanjiao", ("delta", "长三角", "pinyin")),
    ("cháng sān", ("delta", "长三角", "pinyin")),
    ("pochanchongzheng", ("restructuring", "破产重整", "pinyin")),
    ("pochanzhong", ("restructuring", "破产重整", "pinyin")),
    ("xzscl", ("forces", "新质生产力", "initials")),
    ("csj", ("delta", "长三角", "initials")),
    ("zsj", ("delta", "长三角", "initials")),
    ("LSF", ("green", "绿色发展", "initials")),
    ("新质生产律", ("forces", "新质生产力", "fuzzy")),
    ("gren development", ("green", "green development", "fuzzy")),
    ("green develompent", ("green", "green development", "fuzzy")),
]


@pytest.mark.parametrize(("query", "expected"), WAYS, ids=[query for query, _ in WAYS])
def test_a_term_is_found_by(glossary: Glossary, query: str, expected: tuple[str, str, str]) -> None:
    assert summary(lookup(glossary, None, query))[:1] == [expected]


@pytest.mark.parametrize(("query", "expected"), WAYS, ids=[query for query, _ in WAYS])
def test_a_reference_answers_as_a_glossary_does(query: str, expected: tuple[str, str, str]) -> None:
    own = Reference.from_concepts(OWN)
    matches = lookup(None, own, query)
    assert summary(matches)[:1] == [expected]
    assert all(match.from_reference for match in matches)


@pytest.mark.parametrize(
    "query",
    ["", "  ", "不存在的词语", "nothing like it", "zzz", "%", "_", "a\x00\ud800", "x" * 100_000],
)
def test_nothing_is_found_where_nothing_is_alike(
    glossary: Glossary, reference: Reference, query: str
) -> None:
    assert lookup(glossary, reference, query) == []


def test_wrong_tones_are_not_the_term(glossary: Glossary) -> None:
    assert lookup(glossary, None, "xin1 zhi2") == []
    assert lookup(glossary, None, "xin1 zhi4") != []


def test_a_deprecated_rendering_is_found_as_what_it_is(glossary: Glossary) -> None:
    (match,) = lookup(glossary, None, "new quality production capacity")
    assert match.kind is MatchKind.EXACT
    assert match.term.status is TermStatus.DEPRECATED


def test_each_concept_is_found_once(glossary: Glossary) -> None:
    assert [match.concept.id for match in lookup(glossary, None, "new quality")] == ["forces"]


def test_the_closest_terms_come_first(glossary: Glossary) -> None:
    matches = lookup(glossary, None, "三")
    assert {match.concept.id for match in matches} == {"delta", "firsts", "rural"}
    scores = [match.score for match in lookup(glossary, None, "e", language=EN)]
    assert scores == sorted(scores, reverse=True)


def test_one_language_can_be_asked_for(glossary: Glossary) -> None:
    assert lookup(glossary, None, "三首", language=EN) == []
    assert lookup(glossary, None, "xzscl", language=EN) == []
    assert summary(lookup(glossary, None, "5g", language=EN)) == [
        ("network", "5G network", "prefix")
    ]


def test_two_letters_are_not_sought_inside_english_terms(glossary: Glossary) -> None:
    assert lookup(glossary, None, "ev", language=EN) == []
    assert lookup(glossary, None, "ev") == []
    assert summary(lookup(glossary, None, "dev", language=EN)) == [
        ("green", "green development", "substring")
    ]


def test_the_limit_holds(glossary: Glossary, reference: Reference) -> None:
    assert len(lookup(glossary, reference, "new", limit=1)) == 1
    assert lookup(glossary, reference, "new", limit=0) == []


def test_rejected_concepts_are_found_only_when_asked_for(glossary: Glossary) -> None:
    assert lookup(glossary, None, "旧提法") == []
    (match,) = lookup(glossary, None, "旧提法", statuses={ConceptStatus.REJECTED})
    assert match.concept.id == "old"


def test_the_reference_helps_out_and_says_so(glossary: Glossary, reference: Reference) -> None:
    (match,) = lookup(glossary, reference, "five in one")
    assert (match.concept.id, match.from_reference) == ("starter-five", True)


def test_the_users_own_entries_come_first(glossary: Glossary, reference: Reference) -> None:
    matches = lookup(glossary, reference, "new")
    assert [(match.concept.id, match.from_reference) for match in matches] == [
        ("forces", False),
        ("starter-new", True),
    ]


def test_a_concept_of_ones_own_hides_that_of_the_reference(
    glossary: Glossary, reference: Reference
) -> None:
    assert [match.concept.id for match in lookup(glossary, reference, "三首")] == ["firsts"]


def test_a_concept_of_ones_own_hides_that_of_the_reference_where_both_merely_hold_what_is_sought(
    glossary: Glossary, reference: Reference
) -> None:
    assert [match.concept.id for match in lookup(None, reference, "ree firs")] == ["starter-firsts"]
    assert [match.concept.id for match in lookup(glossary, reference, "ree firs")] == ["firsts"]


def test_the_term_itself_in_the_reference_precedes_mere_likeness(
    glossary: Glossary,
) -> None:
    starter = Reference.from_concepts([concept("starter-green", "绿色", "green")])
    matches = lookup(glossary, starter, "绿色")
    assert [match.concept.id for match in matches] == ["starter-green", "green"]


def test_what_resembles_is_offered_only_where_nothing_is_the_term(
    glossary: Glossary,
) -> None:
    starter = Reference.from_concepts([concept("starter-typo", "绿色发展观", "grean development")])
    matches = lookup(glossary, starter, "grean development")
    assert [match.concept.id for match in matches] == ["starter-typo"]


def test_a_glossary_and_a_reference_can_both_be_absent() -> None:
    assert lookup(None, None, "三首") == []


@pytest.mark.parametrize(
    ("text", "plain", "tones", "initials"),
    [
        ("新质生产力", "xinzhishengchanli", "14134", "xzscl"),
        ("绿色", "lvse", "44", "ls"),
        ("5G网络", "5gwangluo", "34", "5gwl"),
        ("“三农”问题", "sannongwenti", "1242", "snwt"),
        ("重庆银行", "chongqingyinhang", "2422", "cqyh"),
    ],
)
def test_spelling(text: str, plain: str, tones: str, initials: str) -> None:
    spelling = spell(text)
    assert (spelling.plain, spelling.tones, spelling.initials) == (plain, tones, initials)


@pytest.mark.parametrize(
    ("text", "typed_as"),
    [
        ("央行", "yanghang"),
        ("行会", "hanghui"),
        ("银行行长", "yinhanghangzhang"),
        ("一行三会", "yihangsanhui"),
        ("长效机制", "changxiaojizhi"),
        ("长期护理保险", "changqihulibaoxian"),
        ("重整", "chongzheng"),
        ("供给侧", "gongjice"),
        ("有效供给", "youxiaogongji"),
        ("调研", "diaoyan"),
        ("都市圈", "dushiquan"),
        ("藏粮于地", "cangliangyudi"),
        ("西藏", "xizang"),
        ("参与", "canyu"),
        ("率先垂范", "shuaixianchuifan"),
        ("宏观调控", "hongguantiaokong"),
        ("卡脖子", "qiabozi"),
        ("兴边富民", "xingbianfumin"),
        ("会计准则", "kuaijizhunze"),
        ("降碳", "jiangtan"),
        ("差异化", "chayihua"),
        ("着力点", "zhuolidian"),
        ("“两个一百年”", "lianggeyibainian"),
        ("AI+行动", "aixingdong"),
        ("GDP", "gdp"),
    ],
)
def test_every_reading_is_a_spelling(text: str, typed_as: str) -> None:
    found = spellings(text)
    assert typed_as in {each.plain for each in found}
    assert found[0] == spell(text)
    assert len({each.plain for each in found}) == len(found) <= MOST_SPELLINGS


def test_a_term_of_many_readings_has_no_more_spellings_than_are_kept() -> None:
    assert len(spellings("行长重调藏率给参" * 40)) == MOST_SPELLINGS


def test_a_term_that_several_spellings_find_is_one_hit() -> None:
    own = Reference.from_concepts(OWN)
    hits = own.search(Form.INITIALS, How.EQUAL, "pccz")
    assert [hit.text for hit in hits] == ["破产重整"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("xinzhi", ("xinzhi", "")),
        ("Xīn Zhì", ("xinzhi", "14")),
        ("xin1 zhi4", ("xinzhi", "14")),
        ("lǜsè", ("lvse", "44")),
        ("lü'se", ("lvse", "")),
        ("ma5", ("ma", "")),
        ("新质", None),
        ("5g", None),
        ("what?", None),
        ("", None),
    ],
)
def test_what_is_typed_is_read_as_pinyin(query: str, expected: tuple[str, str] | None) -> None:
    assert typed(query) == expected


def test_a_simple_lookup_loads_nothing_heavy(tmp_path: Path) -> None:
    path = str(tmp_path / "glossary.db")
    with Glossary.open(path) as opened:
        opened.save_all(OWN, who="li")
    program = (
        "import sys; from glossary.store import Glossary; from glossary.finding import lookup\n"
        "from glossary.finding.reference import Reference\n"
        f"g = Glossary.open({path!r}, read_only=True)\n"
        "r = Reference.from_concepts(g.concepts())\n"
        "assert lookup(g, r, '三首') and lookup(g, r, 'three firsts') and lookup(g, r, 'lsfz')\n"
        "heavy = 'torch transformers textual jieba numpy opencc pypinyin alembic rapidfuzz'\n"
        "heavy += ' tomllib'  # word lists\n"
        "print([name for name in heavy.split() if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
