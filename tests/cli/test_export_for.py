"""What of the glossary stands in a text: exported alone, and as a brief."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

TABLE = (
    "Chinese,English,Definition (English),Status\n"
    '新质生产力,new quality productive forces,"Advanced productivity.",approved\n'
    "生产力,productive forces,,approved\n"
    "三农,three rural issues,,approved\n"
    "三首,three firsts,,proposed\n"
)
TEXT = "加快发展新质生产力，解放生产力，推广“三首”。"
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x"'
    ' source-language="zh" target-language="en"><body><trans-unit id="1"><source>{}</source>'
    "</trans-unit></body></file></xliff>"
)


@pytest.fixture
def texts(tifa: Tifa, tmp_path: Path) -> Path:
    (tmp_path / "g.csv").write_text(TABLE, "utf-8")
    (tmp_path / "t.txt").write_text(TEXT, "utf-8")
    (tmp_path / "t.csv").write_text(f"id,zh\n1,{TEXT}\n", "utf-8")
    (tmp_path / "bare.tsv").write_text(f"1\t{TEXT}\n2\t三农很重要。\n", "utf-8")
    (tmp_path / "t.xlf").write_text(XLIFF.format(TEXT), "utf-8")
    assert tifa("import", "g.csv").returncode == 0
    return tmp_path


def test_only_the_terms_of_a_text_are_written_also_of_one_that_nobody_translated_yet(
    tifa: Tifa, texts: Path
) -> None:
    for name in ("t.txt", "t.xlf", "t.csv"):
        answer = tifa("export", "-", "--format", "omegat", "--for", name)
        assert answer.returncode == 0, answer.stderr
        assert sorted(line.split("\t")[0] for line in answer.stdout.splitlines()) == [
            "新质生产力",
            "生产力",
        ]
        assert f"1 concept left out by --for {name}" in answer.stderr
    bare = tifa("export", "-", "--format", "omegat", "--for", "bare.tsv")
    assert "三农" in bare.stdout
    nothing = tifa("export", "-", "--format", "csv", "--for", "missing.docx")
    assert (nothing.returncode, nothing.stdout) == (2, "")


def test_a_brief_has_the_longest_terms_first_within_its_size_and_says_what_it_left_out(
    tifa: Tifa, texts: Path
) -> None:
    whole = tifa("export", "-", "--format", "brief", "--for", "t.txt")
    assert whole.stdout == (
        "- 新质生产力: new quality productive forces. Advanced productivity.\n"
        "- 生产力: productive forces\n"
    )
    assert "1 concept not approved and left out" in whole.stderr
    short = tifa("export", "b.json", "--format", "brief-json", "--for", "t.txt", "--budget", "150")
    assert short.returncode == 1
    assert "no room for 1 concept: 生产力" in short.stderr
    written = (texts / "b.json").read_text("utf-8")
    assert len(written) <= 150
    assert [each["term"] for each in json.loads(written)] == ["新质生产力"]
    assert tifa("export", "-", "--format", "csv", "--budget", "9").returncode == 2
