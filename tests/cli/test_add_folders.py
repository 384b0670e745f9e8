"""`tifa add FOLDER` of many texts: in any number of processes, with broken ones among them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from running import Tifa

PAIRS = 5
BROKEN = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pairs of texts, with files between them that cannot be read."""
    found = tmp_path / "texts"
    found.mkdir()
    for number in range(PAIRS):
        zh = f"第{number}个城市要建设海绵城市。\n海绵城市能吸水，{number + 2}年建成。\n"
        en = f"City {number} must build a sponge city.\nSponge cities grow in {number + 2} years.\n"
        (found / f"{number}.zh.txt").write_text(zh, "utf-8")
        (found / f"{number}.en.txt").write_text(en, "utf-8")
    for number in range(BROKEN):
        (found / f"{number}-broken.pdf").write_bytes(b"%PDF-1.7 ")
    return found


def stored(path: Path) -> dict[str, list[Any]]:
    """What a glossary holds that does not say when it was made."""
    wanted = {
        "document": "source, digest, dated",
        "bead": "original, translation, score",
        "segmentation": "document_id, steps",
        "concept": "score, frequency, kind",
        "term": "text, language, status",
    }
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in wanted.items()
        }


def test_what_is_found_does_not_depend_on_the_number_of_processes(
    tifa: Tifa, folder: Path, tmp_path: Path
) -> None:
    found = []
    for jobs in ("1", "2"):
        place = tmp_path / f"{jobs}.sqlite"
        answer = tifa("add", "texts", "--force", "--jobs", jobs, TIFA_GLOSSARY=str(place))
        assert answer.returncode == 1, answer.stderr
        assert answer.stderr.count("; left out\n") == BROKEN
        found.append(stored(place))
    assert found[0] == found[1]
    assert len(found[0]["document"]) == 2 * PAIRS
    assert found[0]["concept"]
