"""`tifa compare` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

from align.model import Document, Language
from align.segment import segment
from glossary.model import Particulars
from glossary.store import Glossary

OLD = "实施稳健的货币政策。要打赢脱贫攻坚战。会议强调，要坚持改革开放。"
NEW = "实施适度宽松的货币政策。要发展新质生产力。会议强调，要坚持改革开放。"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    return tmp_path


def test_two_reports_are_compared(tifa: Tifa, reports: Path) -> None:
    answer = tifa("compare", "old.txt", "new.txt")
    assert answer.returncode == 0, answer.stderr
    assert "old.txt: 3 sentences; new.txt: 3 sentences." in answer.stdout
    new, _, gone = answer.stdout.partition("Gone")
    assert "新质生产力" in new
    assert "脱贫攻坚战" in gone


def test_every_difference_is_written_for_programs(tifa: Tifa, reports: Path) -> None:
    lines = tifa("compare", "old.txt", "new.txt", "--format", "jsonl").stdout.splitlines()
    found = {(each["change"], each.get("form")): each for each in map(json.loads, lines)}
    new = found["new", "新质生产力"]
    assert (new["before"], new["after"], new["sure"]) == (0, 1, False)
    assert "新质生产力" in new["sentence"]
    for name in ("c.xlsx", "c.html", "c.csv"):
        assert tifa("compare", "old.txt", "new.txt", "-o", name).returncode == 0
        assert (reports / name).stat().st_size > 100


def test_stored_documents_are_compared_by_their_dates(tifa: Tifa, reports: Path) -> None:
    language = Language("zh")
    texts = [segment(Document(OLD, "a", language)), segment(Document(NEW, "b", language))]
    about = {"a": Particulars(dated="2023-05"), "b": Particulars(dated="2024-05-01")}
    with Glossary.open(str(reports / "glossary.sqlite")) as glossary:
        glossary.add([], texts, who="li", about=about)
    answer = tifa("compare", "..2023", "2024-01..2024-06")
    assert answer.returncode == 0, answer.stderr
    assert "新质生产力" in answer.stdout
    assert tifa("compare", "2022", "2024").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("old.txt", "old.txt"), 1, "no formulation differs"),
        (("old.txt", "none.txt"), 2, "none.txt"),
        (("old.txt", "2024"), 2, "2024: there is no Chinese text"),
        (("old.txt", "2024-13"), 2, "'2024-13' is no date"),
        (("old.txt", "new.txt", "-o", "a.docx"), 2, "no format has this extension"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(
    tifa: Tifa, reports: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    answer = tifa("compare", *arguments)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_file_of_a_folder_that_cannot_be_read_is_told_and_left_out(
    tifa: Tifa, reports: Path
) -> None:
    (reports / "folder").mkdir()
    (reports / "new.txt").rename(reports / "folder" / "new.txt")
    (reports / "folder" / "bad.docx").write_bytes(b"no zip")
    answer = tifa("compare", "old.txt", "folder")
    assert answer.returncode == 1
    assert "新质生产力" in answer.stdout
    assert "bad.docx" in answer.stderr
