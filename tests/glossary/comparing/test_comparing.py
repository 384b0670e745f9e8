"""Two sets of texts of our own writing are compared."""

from __future__ import annotations

from functools import cache

import pytest

from align.model import Document, Language, SegmentedDocument
from align.segment import segment
from glossary.comparing import Change, Comparison, FormChange, compare
from glossary.comparing.counting import Sought, count, sentences_of
from glossary.comparing.model import Unit

ZH = Language("zh")
COMMON = "会议强调，要坚持改革开放，推动高质量发展。各地要抓好落实，保障和改善民生。"
OLD = "实施稳健的货币政策，保持流动性合理充裕。要打赢脱贫攻坚战，确保如期完成任务。"
NEW = "实施适度宽松的货币政策，保持流动性充裕。要发展新质生产力，建设现代化产业体系。"


def texts(name: str, said: str, count: int) -> list[SegmentedDocument]:
    return [
        segment(Document(f"{said}{COMMON}第{number}次会议召开。", f"{name}{number}.txt", ZH))
        for number in range(count)
    ]


@cache
def compared() -> Comparison:
    known = ("高质量发展", "改革开放", "现代化产业体系")
    return compare(texts("old", OLD, 12), texts("new", NEW, 12), known=known)


def named(change: Change) -> dict[str, FormChange]:
    return {each.form: each for each in compared().of(change)}


def test_what_is_new_and_what_is_gone_is_told_with_its_place() -> None:
    new, gone = named(Change.NEW), named(Change.GONE)
    assert "新质生产力" in new
    assert any("脱贫攻坚战" in form for form in gone)
    one = new["新质生产力"]
    assert (one.before, one.after, one.is_sure) == (0, 12, True)
    assert "新质生产力" in one.example
    assert one.source.startswith("new")


def test_names_are_listed_apart() -> None:
    law = "通过《中华人民共和国数据安全法》。"
    found = compare(texts("old", OLD, 12), texts("new", f"{NEW}{law}", 12))
    names = {each.form for each in found.of(Change.NEW, names=True)}
    assert any("数据安全法" in name for name in names)
    assert not any("数据安全法" in each.form for each in found.of(Change.NEW))


def test_what_stands_in_both_is_no_difference() -> None:
    forms = {each.form for each in compared().forms}
    assert not forms & {"高质量发展", "改革开放"}


def test_a_formulation_that_became_another_is_told_with_both_sentences() -> None:
    altered = {(each.old, each.new): each for each in compared().altered}
    (found,) = [each for pair, each in altered.items() if "适度宽松" in pair[1]]
    assert "稳健" in found.old_sentence
    assert "适度宽松" in found.new_sentence


def test_of_forms_that_stand_in_the_same_places_the_longest_is_shown_once() -> None:
    said = "实施提振消费专项行动。大力提振消费。"
    found = compare(texts("old", OLD, 12), texts("new", f"{NEW}{said}", 12))
    shown = [each.form for each in found.of(Change.NEW) if "消费" in each.form]
    assert sum("提振消费专项行动" in form for form in shown) == 1
    assert not {"消费专项行动", "专项行动"} & set(shown)


def test_the_same_texts_do_not_differ() -> None:
    same = texts("a", OLD, 12)
    assert compare(same, same).forms == ()


def test_few_documents_are_compared_by_sentences() -> None:
    found = compare(texts("old", OLD, 1), texts("new", NEW, 1))
    assert found.unit is Unit.SENTENCES
    assert found.before > 1
    assert not any(each.is_sure for each in found.forms)


def test_texts_in_other_languages_are_passed_over() -> None:
    english = segment(Document("Reform goes on.", "a.txt", Language("en")))
    assert compare([english], [english]).tested == 0


def test_forms_are_counted_by_documents_and_sentences_in_either_script() -> None:
    two = [
        segment(Document("改革。改革。要發展經濟。", "a", ZH)),
        segment(Document("经济。", "b", ZH)),
    ]
    counted = count(two, Sought.of(["改革", "经济", "三首"], ["发展"], ZH))
    assert [counted.documents[form] for form in range(3)] == [1, 2, 0]
    assert [counted.sentences[form] for form in range(3)] == [2, 2, 0]
    assert counted.company(1) > counted.company(0)
    assert [each.sentence for each in sentences_of(["经济"], two)["经济"]] == ["要發展經濟。"]


@pytest.mark.parametrize("texts_", [[], [segment(Document("改革。", "a", ZH))]])
def test_nothing_is_counted_of_nothing(texts_: list[SegmentedDocument]) -> None:
    assert count(texts_, Sought.of([], [], ZH)).sentences == {}
