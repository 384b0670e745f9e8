"""`tifa align` over the seed pair and over texts of one sentence a line."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree
from running import Tifa

ZH = "我们要坚持改革开放。\n农业是国民经济的基础。\n教育是国之大计。\n"
EN = (
    "We must stay with reform and opening up.\n"
    "Agriculture is the foundation of the economy.\n"
    "Education is vital to the country.\n"
)
BEAD = re.compile(r"\[(\d+(,\d+)*)?\]:\[(\d+(,\d+)*)?\]:[01]\.\d+")


def write_pair(folder: Path) -> tuple[Path, Path]:
    (folder / "zh.txt").write_text(ZH, "utf-8")
    (folder / "en.txt").write_text(EN, "utf-8")
    return folder / "zh.txt", folder / "en.txt"


def test_indices_count_the_lines_from_0(tifa: Tifa, tmp_path: Path) -> None:
    answer = tifa("align", *write_pair(tmp_path), "--pre-split", "--format", "indices")
    assert answer.returncode == 0, answer.stderr
    lines = answer.stdout.splitlines()
    assert all(BEAD.fullmatch(line) for line in lines)
    assert [line.rpartition(":")[0] for line in lines] == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]


def test_indices_stay_in_the_order_of_the_arguments(tifa: Tifa, tmp_path: Path) -> None:
    zh, en = write_pair(tmp_path)
    zh.write_text("\n" + ZH, "utf-8")
    answer = tifa("align", en, zh, "--pre-split", "--format", "indices")
    beads = {line.rpartition(":")[0] for line in answer.stdout.splitlines()}
    assert {"[0]:[1]", "[1]:[2]", "[2]:[3]"} <= beads


def test_a_table_off_a_terminal_neither_wraps_nor_cuts(
    tifa: Tifa, seeds: tuple[Path, Path]
) -> None:
    answer = tifa("align", *seeds)
    assert answer.returncode == 0, answer.stderr
    longest = max(seeds[1].read_text("utf-8").split(". "), key=len)
    assert any(" ".join(longest.split()) in line for line in answer.stdout.splitlines())
    assert "…" not in answer.stdout


def test_tsv_and_tmx_hold_the_same_beads(tifa: Tifa, seeds: tuple[Path, Path]) -> None:
    tsv = tifa("align", *seeds, "--format", "tsv").stdout.splitlines()[1:]
    tmx = etree.fromstring(tifa("align", *seeds, "--format", "tmx").stdout.encode("utf-8"))
    complete = [line.split("\t")[1:] for line in tsv if all(line.split("\t"))]
    assert complete == [[seg.text for seg in unit.iter("seg")] for unit in tmx.iter("tu")]
    assert len(complete) > 10


def test_a_file_takes_the_format_that_its_ending_means(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path
) -> None:
    answer = tifa("align", *seeds, "-o", "memory.tmx")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == ""
    assert etree.parse(tmp_path / "memory.tmx").getroot().tag == "tmx"


def test_standard_input_can_be_one_of_the_texts(tifa: Tifa, tmp_path: Path) -> None:
    _zh, en = write_pair(tmp_path)
    answer = tifa("align", "-", en, "--pre-split", "--format", "indices", input=ZH)
    assert len(answer.stdout.splitlines()) == 3
