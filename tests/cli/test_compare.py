"""`tifa compare` from the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from running import Tifa

from align.model import Bead, Bitext, Document, Language
from align.segment import segment
from glossary.model import (
    Context,
    Definition,
    Kind,
    Particulars,
    Proposal,
    Side,
    Term,
    TermStatus,
)
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


def test_the_only_row_of_a_table_is_shown_whole(tifa: Tifa, reports: Path) -> None:
    (reports / "one.txt").write_text(f"{OLD}要发展新质生产力。", "utf-8")
    answer = tifa("compare", "old.txt", "one.txt")
    assert "新质生产力" in answer.stdout


def test_a_file_with_a_name_of_digits_is_a_file(tifa: Tifa, reports: Path) -> None:
    (reports / "new.txt").rename(reports / "20240101")
    assert tifa("compare", "old.txt", "20240101").returncode == 0


def test_every_difference_is_written_for_programs(tifa: Tifa, reports: Path) -> None:
    lines = tifa("compare", "old.txt", "new.txt", "--format", "jsonl").stdout.splitlines()
    found = {(each["change"], each.get("form")): each for each in map(json.loads, lines)}
    new = found["new", "新质生产力"]
    assert (new["before"], new["after"], new["sure"]) == (0, 1, False)
    text = tifa("compare", "old.txt", "new.txt", "--format", "csv").stdout
    rows = {(row["Change"], row["Formulation"]) for row in csv.DictReader(io.StringIO(text[1:]))}
    assert {("new", "新质生产力"), ("gone", "脱贫攻坚战")} <= rows
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


def stored(reports: Path, *earlier: str) -> None:
    """Two pairs of documents, a year apart, with a rendering and members that changed."""
    zh, en = Language("zh"), Language("en")
    with Glossary.open(str(reports / "glossary.sqlite")) as glossary:
        for year, renderings, members in (
            ("2023", earlier or ("common prosperity",), ("甲", "乙")),
            ("2024", ("shared prosperity",), ("甲", "丙")),
        ):
            text = segment(Document(f"{OLD if year == '2023' else NEW}{year}", f"{year}.zh", zh))
            said = f"For {' and '.join(renderings)}."
            english = segment(Document(said, f"{year}.en", en))
            about = {
                f"{year}.{each}": Particulars(dated=year, issuer="国务院") for each in (zh, en)
            }
            proposal = Proposal(
                (
                    Term(zh, "共同富裕", TermStatus.PREFERRED, frequency=1),
                    *(Term(en, each, TermStatus.ADMITTED, frequency=1) for each in renderings),
                ),
                Kind.NUMERIC,
                0.9,
                1,
                definitions=(
                    Definition(zh, "、".join(members), f"{year}.zh", 0, 0, 3, members=members),
                ),
                contexts=(Context((Side(zh, "共同富裕", ((0, 4),), (0,)),), f"{year}.zh"),),
            )
            pair = Bitext(text, english, (Bead((0,), (0,), 1.0),))
            glossary.add([proposal], [pair], who="li", about=about)


def test_stored_documents_tell_what_is_rendered_otherwise(tifa: Tifa, reports: Path) -> None:
    stored(reports)
    lines = tifa("compare", "2023", "2024", "--format", "jsonl").stdout.splitlines()
    found = {each["change"]: each for each in map(json.loads, lines)}
    assert found["rendering"]["before"] == {"common prosperity": 1}
    assert found["rendering"]["after"] == {"shared prosperity": 1}
    assert (found["members"]["before"], found["members"]["after"]) == (["甲", "乙"], ["甲", "丙"])
    text = tifa("compare", "2023", "2024").stdout
    assert "shared prosperity (1)" in text
    none = tifa("compare", "2023", "2024", "--document", "another")
    assert (none.returncode, none.stdout) == (2, "")
    both = tifa("compare", "2023..2024", "2024")
    assert both.stderr.startswith("tifa: 1 of 2 texts of 2023..2024: in 2024 too\n")


def test_a_rendering_that_was_on_a_par_with_another_has_not_changed(
    tifa: Tifa, reports: Path
) -> None:
    stored(reports, "common prosperity", "shared prosperity")
    lines = tifa("compare", "2023", "2024", "--format", "jsonl").stdout.splitlines()
    assert "rendering" not in {each["change"] for each in map(json.loads, lines)}


def test_a_new_text_is_compared_with_stored_documents_of_its_kind(
    tifa: Tifa, reports: Path
) -> None:
    stored(reports)
    answer = tifa("drift", "new.txt", "--until", "2023", "--issuer", "国务院")
    assert answer.returncode == 0, answer.stderr
    assert "新质生产力" in answer.stdout
    (reports / "stored.txt").write_text(f"{NEW}2024", "utf-8")
    again = tifa("drift", "stored.txt")
    assert again.stderr == "tifa: stored.txt: is stored; 1 of 2 documents are compared with it\n"
    assert "新质生产力" in again.stdout
    missing = tifa("drift", "new.txt", "--since", "2025")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "the glossary: there is no Chinese text" in missing.stderr
