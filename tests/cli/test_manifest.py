"""`tifa add --manifest`: texts that a table lists."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from time import sleep

import pytest
from contents import contents
from running import TIFA, Tifa

from bench.broken_texts import write

TEXTS, BROKEN = 40, 20
#: What is said of each way in which texts of `bench.broken_texts` are broken.
WAYS = (
    "its bytes are in no encoding known here",
    "is empty",
    "is a damaged Word document",
    "is no Word document",
    "is half of a PDF",
    "'2024-13-45' is no date",
    "-lost.txt: no such file",
    "says the same as many/00000.txt",
    "claimed.en.txt also stands in line",
)
TEXT = "各地要建设海绵城市。海绵城市能吸水。要推进海绵城市建设。\n"
ENGLISH = "All regions must build sponge cities. Sponge cities can absorb water.\n"


def test_the_good_rows_go_in_with_what_they_say_and_the_rest_is_told(
    tifa: Tifa, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "zh.txt").write_text(TEXT, "utf-8")
    (folder / "en.txt").write_text(ENGLISH, "utf-8")
    (folder / "other.txt").write_text(TEXT * 2, "utf-8")
    (folder / "list.tsv").write_text(
        "path\ttranslations\ttitle\tissuer\tdate\trank\n"
        "zh.txt\ten.txt\t海绵\t国务院\t2024-03-05\tstate-council\n"
        "other.txt\t\t\t\t2024-13\n"
        "lost.txt\n",
        "utf-8",
    )
    answer = tifa("add", "--manifest", "texts/list.tsv", "--force", "--min-score", "0")
    assert answer.returncode == 1, answer.stderr
    assert "list.tsv, line 3: '2024-13' is no date" in answer.stderr
    assert "list.tsv, line 4: texts/lost.txt: no such file; left out" in answer.stderr
    listed = tifa("documents", "--json").stdout.splitlines()
    records = [json.loads(line) for line in listed]
    assert [each["source"] for each in records] == ["texts/zh.txt", "texts/en.txt"]
    assert [each["title"] for each in records] == ["海绵", ""]
    for each in records:
        said = (each["issuer"], each["date"], each["authority"])
        assert said == ("国务院", "2024-03-05", "state council")


def test_a_manifest_stands_in_the_place_of_documents(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "list.tsv").write_text("path\nlost.txt\n", "utf-8")
    for arguments, said in (
        (("--manifest", "list.tsv"), "list.tsv: no row of it can be used"),
        (("--manifest", "none.tsv"), "none.tsv: no such file"),
        (("a.txt", "--manifest", "list.tsv"), "both a.txt and a manifest are given"),
        ((), "no text is given; give a DOCUMENT, a folder or --manifest FILE"),
    ):
        answer = tifa("add", *arguments)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert said in answer.stderr


def test_of_many_texts_the_good_go_in_and_what_is_wrong_with_each_other_is_told(
    tifa: Tifa, tmp_path: Path
) -> None:
    good = write(tmp_path / "many", TEXTS, BROKEN)
    answer = tifa("add", "--manifest", "many/texts.tsv", "--min-score", "0")
    told = [line for line in answer.stderr.splitlines() if line.endswith("; left out")]
    assert answer.returncode == 1
    assert len(told) == BROKEN
    assert all(any(way in line for line in told) for way in WAYS), told
    assert f"{good} texts read" in answer.stderr
    assert f"{BROKEN} left out" in answer.stderr
    found = contents(tmp_path / "glossary.sqlite")
    assert len(found["document"]) == good
    assert found["concept"]


@pytest.mark.long
def test_a_killed_run_over_a_manifest_goes_on_to_what_one_run_finds(
    tifa: Tifa, tmp_path: Path, environment: dict[str, str]
) -> None:
    """Pairs are stored as they are read, so that the glossary says when to kill the run."""
    write(tmp_path / "many", 4, 2)
    rows = []
    for number in range(24):
        zh = f"第{number}个港口要建设海绵城市，发展数字经济。\n数字经济要在{number}年建成。\n"
        en = f"Port {number} must build a sponge city.\nIt needs a digital economy: {number}.\n"
        for name, text in ((f"{number}.zh.txt", zh), (f"{number}.en.txt", en)):
            (tmp_path / "many" / name).write_text(text, "utf-8")
        rows.append(f"{number}.zh.txt\t{number}.en.txt\n")
    with (tmp_path / "many" / "texts.tsv").open("a", encoding="utf-8") as table:
        table.writelines(rows)
    command = ["add", "--manifest", "many/texts.tsv", "--force", "--min-score", "0"]

    def stored(place: Path) -> int:
        if not place.exists():
            return 0
        with closing(sqlite3.connect(place)) as connection, suppress(sqlite3.OperationalError):
            return int(connection.execute("SELECT count(*) FROM alignment").fetchone()[0])
        return 0

    killed, whole = tmp_path / "killed.sqlite", tmp_path / "whole.sqlite"
    with subprocess.Popen(
        [TIFA, *command, "--glossary", killed],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.DEVNULL,
    ) as run:
        while run.poll() is None and not stored(killed):
            sleep(0.05)
        run.kill()
    assert run.returncode == -signal.SIGKILL
    assert stored(killed)
    again = tifa(*command, "--glossary", str(killed))
    assert tifa(*command, "--glossary", str(whole)).returncode == again.returncode == 1
    assert "of which 0 stood" not in again.stderr
    assert contents(killed) == contents(whole)
