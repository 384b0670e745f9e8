"""OmegaT and DeepL get pairs of terms, verbatim, by the rules of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.model import Language
from exports.exporting import Report, export_glossary
from exports.registry import GLOSSARY_FORMATS
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.model.attested import bare


def concept(zh: str, *english: str, note: str = "") -> Concept:
    terms = (Term(Language.ZH, zh), *(Term(Language.EN, text) for text in english))
    return Concept(f"c{zh}", terms, note=note, status=ConceptStatus.APPROVED)


def written(name: str, folder: Path, *concepts: Concept) -> tuple[list[str], Report]:
    path = folder / "glossary.out"
    report = export_glossary(bare(concepts), path, GLOSSARY_FORMATS[name])
    return path.read_text(encoding="utf-8").splitlines(), report


def test_omegat_gets_a_line_a_rendering_with_the_note(tmp_path: Path) -> None:
    lines, _ = written("omegat", tmp_path, concept("三首", "three firsts", "3F", note="a\tb"))
    assert lines == ["三首\tthree firsts\ta b", "三首\t3F\ta b"]


def test_a_term_that_omegat_takes_for_a_comment_is_reported(tmp_path: Path) -> None:
    lines, report = written("omegat", tmp_path, concept("#三首", "three firsts"))
    assert lines == []
    assert report.cut == ("pairs whose Chinese begins with #: 1 left out",)


def test_deepl_gets_each_chinese_term_once_and_the_report_says_so(tmp_path: Path) -> None:
    lines, report = written("deepl", tmp_path, concept("三首", "one", "two"), concept("三首", "x"))
    assert lines == ["三首\tone"]
    assert report.cut == ("pairs whose Chinese another concept renders otherwise: 1 left out",)
    assert report.losses


def test_deepl_gets_no_term_that_it_refuses(tmp_path: Path) -> None:
    lines, report = written("deepl", tmp_path, concept("三", "a\x9bb"), concept("首" * 400, "b"))
    assert lines == []
    assert len(report.cut) == 1


@pytest.mark.parametrize("name", ["omegat", "deepl"])
def test_terms_are_verbatim_and_those_to_avoid_are_left_out(name: str, tmp_path: Path) -> None:
    avoided = Term(Language.EN, "bad", TermStatus.DEPRECATED)
    entry = Concept("c", (Term(Language.ZH, "=三首"), avoided, Term(Language.EN, "-x")))
    assert written(name, tmp_path, entry)[0] == ["=三首\t-x"]
