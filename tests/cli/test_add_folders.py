"""`tifa add FOLDER` of many texts: in any number of processes, with broken ones among them."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from clusters import running
from contents import contents
from distributed import Client
from running import TIFA, Tifa

from align.model import Bead, Bitext
from align.reading import read_pair
from glossary.extraction.keeping import KeptAsRead
from glossary.store import Glossary

PAIRS = 5
BROKEN = 3


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pairs of texts, with files between them that cannot be read."""
    monkeypatch.chdir(tmp_path)
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


@pytest.mark.long
def test_a_cluster_finds_the_same_where_a_worker_is_killed_half_way(
    tifa: Tifa, folder: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """The store is as after a run in one process, to the last digit: nothing lost or twice."""
    for number in range(PAIRS, 6 * PAIRS):
        zh = f"第{number}个城市要建设海绵城市，发展数字经济。\n数字经济要在{number}年建成。\n"
        en = f"City {number} must build a sponge city.\nIt needs a digital economy: {number}.\n"
        (folder / f"{number}.zh.txt").write_text(zh, "utf-8")
        (folder / f"{number}.en.txt").write_text(en, "utf-8")
    by_one, by_cluster = tmp_path / "one.sqlite", tmp_path / "cluster.sqlite"
    add = ("add", "texts", "--force", "--glossary")
    alone = tifa(*add, by_one, "--jobs", "1")
    assert (alone.stderr.count("; left out\n"), alone.returncode) == (BROKEN, 1)
    with (
        running() as address,
        subprocess.Popen(
            [TIFA, *add, by_cluster, "--scheduler", address],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        ) as run,
    ):
        assert run.stderr is not None
        told = next(line for line in run.stderr if "left out" in line)
        with Client(address, set_as_default=False) as client:
            first, *_ = client.run(os.getpid).values()
        os.kill(first, signal.SIGKILL)
        told += run.communicate()[1]
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(1)
            assert first not in client.run(os.getpid).values()
    assert (told.count("; left out\n"), run.returncode) == (BROKEN, 1), told
    found = contents(by_cluster)
    assert found == contents(by_one)
    assert len(found["document"]) == 12 * PAIRS
    assert found["concept"]


def test_a_cluster_that_cannot_be_used_is_said(tifa: Tifa, folder: Path) -> None:
    both = tifa("add", "texts", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1")
    assert "both --jobs and --scheduler are given" in both.stderr
    assert both.returncode == 2
    for address in ("no-address", "http://127.0.0.1:1", "tls://127.0.0.1:1", "tcp://127.0.0.1:1"):
        none = tifa("add", "texts", "--scheduler", address)
        (line,) = none.stderr.splitlines()
        assert line.startswith(f"tifa: no scheduler of dask answers at {address}; begin one with")
        assert none.returncode == 2


def test_a_folder_that_is_given_twice_is_refused(tifa: Tifa, folder: Path) -> None:
    for again in ("texts", "./texts/../texts"):
        done = tifa("add", "texts", again)
        assert done.stderr == f"tifa: the folder {Path(again)} is given twice; give it once\n"
        assert done.returncode == 2


def test_a_run_goes_on_with_the_alignments_that_one_before_it_has_stored(
    tifa: Tifa, folder: Path, tmp_path: Path
) -> None:
    """What a run that is ended leaves are pairs without terms; these have beads to be told by."""
    place = tmp_path / "glossary.sqlite"
    together = Bead((0, 1), (0, 1), 0.5)
    pairs = [
        Bitext(*read_pair(*pair, pre_split=False, tell=print), (together,))
        for pair in ((f"texts/{n}.zh.txt", f"texts/{n}.en.txt") for n in range(PAIRS - 2))
    ]
    with Glossary.open(str(place)) as glossary:
        glossary.add((), pairs, who="Tester")
    for side in ("zh", "en"):
        (folder / f"copy.{side}.txt").write_bytes((folder / f"0.{side}.txt").read_bytes())

    answer = tifa("add", "texts", "--force")
    assert answer.returncode == 1
    said = (
        f"{PAIRS} texts read, of which {PAIRS - 2} stood in the glossary before; {BROKEN + 1} left"
    )
    assert said in answer.stderr
    copied = (
        "texts/copy.zh.txt and texts/copy.en.txt: says the same as texts/0.zh.txt and texts/0.en"
    )
    assert copied in answer.stderr
    found = stored(place)
    assert len(found["document"]) == 2 * PAIRS
    assert found["concept"]
    taken = ("[0, 1]", "[0, 1]", 0.5)
    assert found["bead"].count(taken) == PAIRS - 2

    tifa("add", "texts", "--force", "--realign")
    assert taken not in stored(place)["bead"]


def test_pairs_are_stored_as_they_are_read(tmp_path: Path, folder: Path) -> None:
    place = str(tmp_path / "glossary.sqlite")
    keep = KeptAsRead(partial(Glossary.open, place), "Tester")
    zh, en = read_pair("texts/0.zh.txt", "texts/0.en.txt", pre_split=False, tell=print)
    pair = Bitext(zh, en, (Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0)))
    many = [
        replace(
            pair, source=replace(zh, document=replace(zh.document, text=f"{zh.document.text}{n}"))
        )
        for n in range(20)
    ]
    keep(many[:19], {})
    assert keep.documents == 0
    keep(many[19:], {})
    assert keep.documents == 21
    keep(many[:3], {})
    keep.finish()
    assert (keep.before, keep.documents) == (3, 21)
