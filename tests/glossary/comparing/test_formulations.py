"""Formulations are told from names, events and things."""

from __future__ import annotations

from align.model import Document, Language
from align.segment import segment
from glossary.comparing.formulations import from_dict, shipped_formulations, to_dict
from glossary.detection import chinese
from glossary.detection.rankers import shipped

SAID = "坚持统筹发展和安全，加快建设金融强国，落实“四个必须”。反坦克导弹击中了哈尔科夫机场。"


def test_formulations_are_likelier_than_arms_and_places() -> None:
    rankers = shipped()
    found = chinese.detected([segment(Document(SAID, "a.txt", Language("zh")))], rankers)
    chances = shipped_formulations().judged(found, rankers.chinese)
    by_form = {each.candidate.form: chance for each, chance in zip(found, chances, strict=True)}
    formulations = [by_form["金融强国"], by_form["四个必须"]]
    others = [chance for form, chance in by_form.items() if form in ("反坦克导弹", "哈尔科夫机场")]
    assert len(others) == 2
    assert min(formulations) > 2 * max(others)


def test_weights_are_read_as_they_were_written() -> None:
    fitted = shipped_formulations()
    assert from_dict(to_dict(fitted, "about")) == fitted
