"""`tifa align` over the seed pair and over texts of one sentence a line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree, html
from running import Tifa

ZH = "我们要坚持改革开放。\n农业是国民经济的基础。\n教育是国之大计。\n"
EN = (
    "We must stay with reform and opening up.\n"
    "Agriculture is the foundation of the economy.\n"
    "Education is vital to the country.\n"
)
STORY = (
    "The captain lit his pipe and looked at the sea.\nThere was no wind at all that evening.\n"
    "Somebody below was playing the violin badly.\nNobody moved.\n"
    "A gull sat down on the rail and watched them.\n"
    "The letter in his pocket was from his sister in Lisbon.\n"
    "He had not answered her for two years.\nThen they heard the first thunder.\n"
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


def test_json_lines_hold_the_beads_that_indices_name(tifa: Tifa, tmp_path: Path) -> None:
    zh, en = write_pair(tmp_path)
    beads = [
        json.loads(line)
        for line in tifa("align", en, zh, "--pre-split", "--format", "jsonl").stdout.splitlines()
    ]
    indices = tifa("align", en, zh, "--pre-split", "--format", "indices").stdout.splitlines()
    assert [
        f"{bead['source']}:{bead['target']}:{bead['score']:.4f}".replace(" ", "") for bead in beads
    ] == indices
    assert beads[0]["texts"]["zh"] == ZH.splitlines()[0]


def test_the_page_holds_the_beads_that_tsv_holds(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path
) -> None:
    answer = tifa("align", *seeds, "-o", "page.html")
    assert answer.returncode == 0, answer.stderr
    rows = html.parse(tmp_path / "page.html").getroot().findall(".//tbody/tr")
    shown = [[cell.text for cell in row.iter("td") if cell.get("lang")] for row in rows]
    tsv = tifa("align", *seeds, "--format", "tsv").stdout.splitlines()[1:]
    assert shown == [[text for text in line.split("\t")[1:] if text] for line in tsv]


def test_beads_below_the_least_confidence_are_left_out_and_counted(
    tifa: Tifa, seeds: tuple[Path, Path]
) -> None:
    every = tifa("align", *seeds, "--format", "indices").stdout.splitlines()
    scores = sorted(float(line.rpartition(":")[2]) for line in every)
    least = str(scores[2] + 0.0001)
    wanted = [line for line in every if float(line.rpartition(":")[2]) >= float(least)]
    assert 0 < len(wanted) < len(every)
    answer = tifa("align", *seeds, "--format", "indices", "--min-confidence", least)
    assert answer.returncode == 1
    assert answer.stdout.splitlines() == wanted
    assert answer.stderr.startswith(f"tifa: {len(every) - len(wanted)} beads below")
    for form in ("tsv", "jsonl"):
        lines = tifa("align", *seeds, "--format", form, "--min-confidence", least).stdout
        assert len(lines.splitlines()) - (form == "tsv") == len(wanted)


def test_nothing_left_out_is_no_exception(tifa: Tifa, tmp_path: Path) -> None:
    answer = tifa("align", *write_pair(tmp_path), "--pre-split", "--min-confidence", "0")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_text_is_not_replaced_by_its_alignment(tifa: Tifa, tmp_path: Path) -> None:
    zh, en = write_pair(tmp_path)
    answer = tifa("align", zh, en, "-o", "en.txt", "--format", "tsv")
    assert answer.returncode == 2
    assert "one of the texts" in answer.stderr
    assert en.read_text("utf-8") == EN


@pytest.mark.parametrize("command", ["align", "extract", "add"])
def test_texts_that_do_not_belong_together_are_refused_unless_forced(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path, command: str
) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    answer = tifa(command, seeds[0], "story.txt")
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert re.search(r"mean confidence of 0\.\d\d .*--force$", answer.stderr)
    assert len(answer.stderr.splitlines()) == 1
    assert tifa(command, seeds[0], "story.txt", "--force").returncode == 0
