"""`tifa align` over two folders of texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

from align.errors import InputError
from align.folders import match_files

ZH = "我们要坚持改革开放。\n农业是国民经济的基础。\n教育是国之大计。\n"
EN = (
    "We must stay with reform and opening up.\n"
    "Agriculture is the foundation of the economy.\n"
    "Education is vital to the country.\n"
)


def folders(root: Path, zh: tuple[str, ...], en: tuple[str, ...]) -> tuple[Path, Path]:
    for folder, names, text in (("zh", zh, ZH), ("en", en, EN)):
        (root / folder).mkdir()
        for name in names:
            (root / folder / name).write_text(text, "utf-8")
    return root / "zh", root / "en"


def test_files_are_matched_whatever_their_language_mark_and_ending(tmp_path: Path) -> None:
    zh, en = folders(
        tmp_path,
        ("a.zh.txt", "b-zh.md", "c_zh-CN.txt", "d.txt", "v1.2.ZH.txt", "frozen.txt"),
        ("a.en.txt", "b_en.txt", "c.html", "d.txt", "v1.2-en.txt", "froz.txt"),
    )
    matched = match_files(zh, en)
    assert [text.name for text in matched.texts] == ["a", "b", "c", "d", "v1.2"]
    assert matched.texts[1].paths == (zh / "b-zh.md", en / "b_en.txt")
    assert {path.name for path, _ in matched.unmatched} == {"frozen.txt", "froz.txt"}


def test_a_name_that_several_files_of_a_folder_have_is_not_guessed(tmp_path: Path) -> None:
    zh, en = folders(tmp_path, ("a.txt", "a.md"), ("a.txt",))
    matched = match_files(zh, en)
    assert matched.texts == ()
    assert [(path.name, reason) for path, reason in matched.unmatched] == [
        ("a.md", "several files have this name"),
        ("a.txt", "several files have this name"),
        ("a.txt", "several files have this name"),
    ]


def test_hidden_files_and_inner_folders_are_passed_over(tmp_path: Path) -> None:
    zh, en = folders(tmp_path, (".a.txt",), ("b.txt",))
    (zh / "b.txt").mkdir()
    assert [path.name for path, _ in match_files(zh, en).unmatched] == ["b.txt"]


def test_a_folder_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        match_files(tmp_path / "nowhere", tmp_path)


def test_each_pair_gives_a_file_and_a_bad_one_does_not_stop_the_rest(
    tifa: Tifa, tmp_path: Path
) -> None:
    zh, en = folders(
        tmp_path, ("a.zh.txt", "b.zh.txt", "c.zh.txt", "x.txt"), ("a.txt", "b.txt", "c.txt")
    )
    (en / "b.txt").write_bytes(b"")
    answer = tifa("align", zh, en, "-o", "out", "--format", "jsonl", "--pre-split")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.jsonl", "c.jsonl"]
    beads = (tmp_path / "out" / "a.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(bead)["source"] for bead in beads] == [[0], [1], [2]]
    unmatched, bad, summary = answer.stderr.splitlines()
    assert unmatched == f"tifa: {zh / 'x.txt'}: no file of this name in {en}"
    assert "b.txt" in bad
    assert summary == "2 pairs aligned in out, 1 failed, 1 file without a partner"


def test_folders_without_a_fault_exit_with_0(tifa: Tifa, tmp_path: Path) -> None:
    zh, en = folders(tmp_path, ("a.zh.txt",), ("a.en.txt",))
    answer = tifa("align", en, zh, "-o", "new/out", "--format", "indices", "--pre-split")
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "new/out/a.align").read_text("utf-8").startswith("[0]:[0]:")


def test_beads_left_out_of_a_pair_are_counted_with_its_file(tifa: Tifa, tmp_path: Path) -> None:
    zh, en = folders(tmp_path, ("a.txt",), ("a.txt",))
    answer = tifa("align", zh, en, "-o", "out", "--format", "tsv", "--min-confidence", "1")
    assert answer.returncode == 1
    assert "out/a.tsv: 3 beads below a confidence of 1 left out" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("zh", "en"), "-o FOLDER"),
        (("zh", "en", "-o", "out"), "--format"),
        (("zh", "en/a.txt"), "en/a.txt is not"),
        (("zh", "en", "-o", "zh", "--format", "tmx"), "another folder"),
        (("zh", "en", "-o", "en/a.txt", "--format", "tmx"), "may write"),
        (("zh", "zh/none", "-o", "out", "--format", "tmx"), "zh/none is not"),
    ],
)
def test_folders_that_make_no_sense_are_a_clear_error(
    tifa: Tifa, tmp_path: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    folders(tmp_path, ("a.txt",), ("a.txt",))
    answer = tifa("align", *arguments)
    assert answer.returncode == 2
    assert complaint in answer.stderr
    assert (tmp_path / "en/a.txt").read_text("utf-8") == EN


def test_folders_without_a_pair_are_an_error(tifa: Tifa, tmp_path: Path) -> None:
    folders(tmp_path, ("a.txt",), ("b.txt",))
    answer = tifa("align", "zh", "en", "-o", "out", "--format", "tmx")
    assert answer.returncode == 2
    assert "has a partner" in answer.stderr
    assert not (tmp_path / "out").exists()
