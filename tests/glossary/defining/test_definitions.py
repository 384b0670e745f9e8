"""Claims about definitions drawn from context."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from texts import document

from align.model import Language
from glossary.defining import definitions, models
from glossary.defining.models import Meaning
from glossary.formulas import parse
from glossary.model import Candidate, Definition, Kind, Occurrence

ZH, EN = Language.ZH, Language.EN
COPULAS = Path(__file__).parents[2] / "data" / "copulas.jsonl"


def drawn(form: str, language: Language, *sentences: str) -> tuple[Definition, ...]:
    places = tuple(
        Occurrence("doc", index, match.start(), match.end())
        for index, sentence in enumerate(sentences)
        for match in re.finditer(re.escape(form), sentence)
    )
    kind = Kind.NUMERIC if parse(form, language) else Kind.CONCEPT
    candidate = Candidate(language, form, (form,), places, kind, (), 1.0)
    found = definitions(candidate, [document(language, *sentences, source="doc")])
    for definition in found:
        assert definition.segment is not None
        own = sentences[definition.segment]
        assert own[definition.start : definition.end] == definition.text
        assert len(definition.text) <= 300
        assert 0 < definition.score <= 1
    return found


@pytest.mark.parametrize(
    ("form", "sentence", "holds"),
    [
        ("港城联动", "港城联动是指港口与城市共同规划、共同建设的发展方式。", "共同规划"),
        ("港城联动", "所谓港城联动，就是港口与城市共同规划。", "共同规划"),
        ("河长制", "河长制是由各级负责人担任河长的管理制度。", "管理制度"),
        ("蓝海计划", "蓝海计划包括造船、养殖和旅游三个方面。", "造船"),
        ("商会", "我国商会是企业自愿组成的民间组织。", "民间组织"),
        ("港发集团", "青江港口发展集团有限公司（以下简称港发集团）承担建设。", "青江港口发展集团"),
    ],
)
def test_a_chinese_sentence_that_defines_is_drawn(form: str, sentence: str, holds: str) -> None:
    found = drawn(form, ZH, sentence)
    assert found
    assert holds in found[0].text


@pytest.mark.parametrize(
    ("form", "sentence", "holds"),
    [
        ("river chief system", "The river chief system refers to the duty of officials.", "duty"),
        ("river chief system", "The river chief system is a mechanism of local duty.", "mechanism"),
        ("harbour fund", "The harbour fund consists of levies, loans and gifts.", "levies"),
        ("guilds", "Guilds are voluntary organizations of craftsmen.", "organizations"),
        ("blue plan", "Ports, farms and inns, collectively known as the blue plan, grow.", "farms"),
    ],
)
def test_an_english_sentence_that_defines_is_drawn(form: str, sentence: str, holds: str) -> None:
    form = form if form in sentence else form.capitalize()
    found = drawn(form, EN, sentence)
    assert found
    assert holds in found[0].text


@pytest.mark.parametrize(
    ("form", "language", "sentence"),
    [
        ("港城联动", ZH, "港城联动十分重要。"),
        ("港城联动", ZH, "港城联动是当前的一项重要任务。"),
        ("港城联动", ZH, "我们要加快推进港城联动，取得更大成绩。"),
        ("港城联动", ZH, "港城联动是什么？"),
        ("river chief system", EN, "The river chief system is of great importance."),
        ("river chief system", EN, "The river chief system is the key to clean water."),
        ("river chief system", EN, "Officials praised the river chief system in July."),
    ],
)
def test_judging_asking_and_mentioning_define_nothing(
    form: str, language: Language, sentence: str
) -> None:
    assert drawn(form, language, sentence) == ()


def test_the_members_of_a_formula_come_before_other_definitions() -> None:
    found = drawn(
        "三个坚持",
        ZH,
        "三个坚持是指导全部工作的基本原则。",
        "三个坚持即坚持开放、坚持创新、坚持绿色。",
    )
    assert found[0].members == ("坚持开放", "坚持创新", "坚持绿色")


def test_the_surest_definition_comes_first() -> None:
    found = drawn(
        "河长制",
        ZH,
        "河长制是一种管理制度。",
        "河长制是指由各级负责人担任河长、负责治水的办法。",
    )
    assert [d.segment for d in found] == [1, 0]


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    clause = "由各级负责人分段担任河长并且逐级负责"
    (found,) = drawn("河长制", ZH, "河长制是指" + "，".join([clause] * 30) + "。")
    assert found.text.endswith(clause)


def test_a_sentence_that_points_back_defines_what_the_one_before_ended_in() -> None:
    (found,) = drawn("测潮浮标", ZH, "船队布放了测潮浮标。", "这是一种系在海底的观测装置。")
    assert found.segment == 1


@pytest.mark.parametrize("language", [ZH, EN])
@pytest.mark.parametrize("defines", [True, False])
def test_a_copula_defines_where_it_names_a_genus_not_where_it_judges(
    language: Language, defines: bool
) -> None:
    cases = [json.loads(line) for line in COPULAS.read_text("utf-8").splitlines()]
    own = [c for c in cases if c["language"] == language and c["defines"] is defines]
    wrong = [c["id"] for c in own if bool(drawn(c["term"], language, c["text"])) is not defines]
    assert len(own) == 14
    assert len(wrong) <= 2, wrong


def test_a_sentence_that_points_back_and_judges_defines_nothing() -> None:
    assert (
        drawn("blue plan", EN, "Towns joined the blue plan.", "It is a key step to growth.") == ()
    )


def test_the_first_of_a_list_is_not_defined_by_what_names_the_whole_list() -> None:
    assert drawn("河长制", ZH, "治水有三项基本制度，这就是河长制、湖长制、断面长制。") == ()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("机器", "老工人才能操作这种机器。"),
        ("药物", "医生通过调节这种药物，减轻痛苦。"),
        ("方针", "各级部门必须长期坚持这一方针。"),
    ],
)
def test_the_object_of_a_verb_and_what_is_only_pointed_at_are_not_defined(
    form: str, sentence: str
) -> None:
    assert not drawn(form, ZH, sentence)


@pytest.mark.parametrize(
    ("form", "sentence", "text"),
    [
        ("浮桥", "用船只连成的通道被渔民称为浮桥。", "用船只连成的通道"),
        ("行会", "由船工管理的组织称为行会。", "由船工管理的组织"),
        ("港运会", "青江港口运动会（以下简称“港运会”）闭幕。", "青江港口运动会"),
    ],
)
def test_what_somebody_names_is_drawn(form: str, sentence: str, text: str) -> None:
    assert drawn(form, ZH, sentence)[0].text == text


@pytest.mark.parametrize(
    ("form", "language", "text", "wanted"),
    [
        (
            "滩涂",
            ZH,
            "第三条 本办法所称滩涂，是指大潮时被淹没、小潮时露出的土地，包括盐田和苇地。",
            "大潮时被淹没、小潮时露出的土地",
        ),
        (
            "擅自占用",
            ZH,
            "前款所称擅自占用，是指未经许可，在岸线上堆放货物的行为；情节严重的，从重处罚。",
            "未经许可，在岸线上堆放货物的行为",
        ),
        ("吊装工", ZH, "吊装工：操作起重机装卸货物的人员。", "操作起重机装卸货物的人员"),
        (
            "明账村",
            ZH,
            "所谓“明账村”，就是账目每月公开的村。",
            "账目每月公开的村",
        ),
        ("载货量", ZH, "该船的载货量，也就是一次能装的货物重量达到三万吨。", "一次能装的货物重量"),
        (
            "inland port",
            EN,
            'The term "inland port" used in this Law refers to a port on a river or a lake.',
            "a port on a river or a lake",
        ),
        (
            "lot checks",
            EN,
            "We began lot checks (Note: This refers to visits to plants drawn by lot) in May.",
            "visits to plants drawn by lot",
        ),
    ],
)
def test_a_definition_begins_after_its_cue_and_ends_with_what_it_says(
    form: str, language: Language, text: str, wanted: str
) -> None:
    assert drawn(form, language, text)[0].text == wanted


def test_what_was_told_of_a_text_is_told_again_when_the_memory_was_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meaning = Meaning((0.01,) * 512, most=9.0)
    first = meaning.of(["这是港口与城市共同发展的方式"])
    monkeypatch.setattr(models, "_REMEMBERED", 0)
    both = meaning.of(["这是港口与城市共同发展的方式", "这是一件很好的事情"])
    assert len(both) == 2
    assert both.items() >= first.items()
