"""`tifa add --manifest`: texts that a table lists."""

from __future__ import annotations

import json
from pathlib import Path

from running import Tifa

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
