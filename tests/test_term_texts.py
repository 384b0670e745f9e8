"""Passages with terms, on which the rankers are fitted (bench/term_texts.py)."""

from pathlib import Path

import pytest

from bench.term_texts import NEWS_TERMS, STATUTE_TERMS, plain, read_records, statute

STATUTES = read_records(str(STATUTE_TERMS))
HELD = [record for record in STATUTES if "text" in record]


@pytest.mark.parametrize("record", HELD, ids=[record["source"] for record in HELD])
def test_each_term_stands_in_a_line_of_its_passage(record: dict[str, str]) -> None:
    lines = [plain(line) for line in record["text"].splitlines()]
    for form in (*record["terms"], *record["optional"]):
        assert any(plain(form) in line for line in lines), form


@pytest.mark.parametrize("path", [NEWS_TERMS, STATUTE_TERMS], ids=["news", "statutes"])
def test_no_form_is_a_term_and_optional_or_noted_twice(path: Path) -> None:
    for record in read_records(str(path)):
        forms = [plain(form) for form in (*record["terms"], *record["optional"])]
        assert len(forms) == len(set(forms))


def test_a_passage_that_its_record_holds_is_read_line_by_line(tmp_path: Path) -> None:
    lines = ["第一条 坚持“两个确立”。", "第二条 简政放权。"]
    record = {
        "source": "条例",
        "text": "\n".join(lines),
        "terms": ["两个确立", "简政放权"],
        "optional": ["放权"],
    }
    text = statute(record, tmp_path)
    assert [s.text for s in text.bitext.source.segments] == lines
    assert text.name == "条例"
    assert text.gold.is_term("“两个确立”")
    assert not text.gold.counts("放权")


def test_a_passage_known_by_its_place_is_read_from_the_development_data(tmp_path: Path) -> None:
    (tmp_path / "zh").write_text("序言\n人权受法治的保护\n\n联合国宪章\n第一条\n", "utf-8")
    record = {"file": "zh", "lines": [1, 4], "terms": ["人权"], "optional": []}
    text = statute(record, tmp_path)
    assert [s.text for s in text.bitext.source.segments] == ["人权受法治的保护", "联合国宪章"]
    assert not text.bitext.target.segments
