"""Several texts together: folders, and what a user gives beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from running import Tifa

FIRST = "各地要建设海绵城市。海绵城市能吸水。\n"
SECOND = "我们参观了海绵城市。\n"
FIRST_EN = "All regions must build sponge cities. Sponge cities can absorb water.\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    zh, en = tmp_path / "zh", tmp_path / "en"
    zh.mkdir()
    en.mkdir()
    (zh / "a.zh.txt").write_text(FIRST, "utf-8")
    (zh / "b.txt").write_text(SECOND, "utf-8")
    (en / "a.en.txt").write_text(FIRST_EN, "utf-8")
    return zh, en


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def sponge(text: str) -> dict[str, Any]:
    return next(line for line in lines(text) if line["terms"]["zh"] == "海绵城市")


def test_the_texts_of_a_folder_are_counted_together(tifa: Tifa, folders: tuple[Path, Path]) -> None:
    answer = tifa("extract", folders[0], "--format", "jsonl", "--no-glossary")
    assert answer.returncode == 0, answer.stderr
    line = sponge(answer.stdout)
    assert line["frequency"] == 3
    assert line["dispersion"]["documents"] == 2
    assert line["dispersion"]["dp"] < 0.1
    assert {Path(context["source"]).name for context in line["contexts"]} == {"a.zh.txt", "b.txt"}


def test_two_folders_are_paired_by_name_and_a_text_without_partner_counts_too(
    tifa: Tifa, folders: tuple[Path, Path]
) -> None:
    answer = tifa("extract", *folders, "--force", "--format", "jsonl", "--no-glossary")
    assert answer.returncode == 0, answer.stderr
    assert "b.txt: no file of this name" in answer.stderr
    assert "taken as a text without translation" in answer.stderr
    line = sponge(answer.stdout)
    assert line["frequency"] == 3
    assert "sponge cities" in line["terms"]["en"].lower()
    assert {context["en"] is None for context in line["contexts"]} == {True, False}


def test_one_folder_of_both_languages_is_paired_by_name_and_what_has_no_partner_is_said(
    tifa: Tifa, folders: tuple[Path, Path]
) -> None:
    (folders[1] / "a.en.txt").rename(folders[0] / "a（英文）.txt")
    answer = tifa("extract", folders[0], "--force", "--format", "jsonl", "--no-glossary")
    assert answer.returncode == 0, answer.stderr
    assert "b.txt: no file of this name" in answer.stderr
    assert "sponge cities" in sponge(answer.stdout)["terms"]["en"].lower()


def test_two_texts_of_one_folder_in_one_language_are_no_pair_after_all(
    tifa: Tifa, tmp_path: Path
) -> None:
    for name, text in (("policy.txt", FIRST), ("cn-policy.txt", SECOND)):
        (tmp_path / "texts" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "texts" / name).write_text(text, "utf-8")
    answer = tifa("extract", "texts", "--format", "jsonl", "--no-glossary")
    assert answer.returncode == 0, answer.stderr
    assert "each is taken as a text without translation" in answer.stderr
    assert sponge(answer.stdout)["frequency"] == 3


def test_a_link_out_of_a_folder_is_left_out_unless_told(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text(FIRST, "utf-8")
    (tmp_path / "secret.txt").write_text(SECOND, "utf-8")
    (tmp_path / "texts/b.txt").symlink_to(tmp_path / "secret.txt")
    answer = tifa("extract", "texts", "--format", "jsonl", "--no-glossary")
    assert answer.returncode == 1
    assert "b.txt: is a link out of the folder" in answer.stderr
    assert sponge(answer.stdout)["frequency"] == 2
    answer = tifa("extract", "texts", "--follow-links", "--format", "jsonl", "--no-glossary")
    assert answer.returncode == 0, answer.stderr
    assert sponge(answer.stdout)["frequency"] == 3


def test_a_file_of_a_folder_that_cannot_be_used_is_said_and_left_out(
    tifa: Tifa, folders: tuple[Path, Path]
) -> None:
    (folders[0] / "broken.pdf").write_bytes(b"\x00\x01")
    answer = tifa("extract", folders[0], "--format", "jsonl", "--no-glossary")
    assert answer.returncode == 1
    assert "broken.pdf" in answer.stderr
    assert "left out" in answer.stderr
    assert sponge(answer.stdout)["frequency"] == 3


@pytest.mark.parametrize("command", ["extract", "add"])
def test_a_folder_without_a_usable_text_is_an_error(
    tifa: Tifa, tmp_path: Path, command: str
) -> None:
    (tmp_path / "empty").mkdir()
    answer = tifa(command, "empty")
    assert answer.returncode == 2
    assert "there is no file in it" in answer.stderr
    (tmp_path / "empty" / "x.txt").write_bytes(b"\n")
    answer = tifa(command, "empty")
    assert answer.returncode == 2
    assert "no file in it can be used" in answer.stderr


def test_a_folder_and_a_file_are_no_pair(tifa: Tifa, folders: tuple[Path, Path]) -> None:
    answer = tifa("extract", folders[0], folders[1] / "a.en.txt")
    assert answer.returncode == 2
    assert "give two files or two folders" in answer.stderr


def test_a_folder_is_added_as_a_whole(tifa: Tifa, folders: tuple[Path, Path]) -> None:
    answer = tifa("add", folders[0])
    assert answer.returncode == 0, answer.stderr
    found = json.loads(tifa("lookup", "海绵城市", "--json").stdout.splitlines()[0])
    assert "海绵城市" in json.dumps(found, ensure_ascii=False)
    assert tifa("add", folders[0]).stdout.startswith("0 added, 0 extended")


def test_dictionary_and_stop_list_come_from_options_or_the_configuration(
    tifa: Tifa, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "own.txt").write_text("# mine\n\n能吸水\n", "utf-8")
    (tmp_path / "stop.txt").write_text("海綿城市\n", "utf-8")
    options = ("--dictionary", "own.txt", "--stop-list", "stop.txt")
    by_option = tifa("extract", folders[0], *options, "--format", "jsonl", "--no-glossary")
    terms = [line["terms"]["zh"] for line in lines(by_option.stdout)]
    assert "能吸水" in terms
    assert "海绵城市" not in terms
    (tmp_path / "config.toml").write_text('dictionary = "own.txt"\nstop_list = "stop.txt"\n')
    configured = tifa(
        "extract", folders[0], "--format", "jsonl", "--no-glossary", TIFA_CONFIG="config.toml"
    )
    assert configured.stdout == by_option.stdout


@pytest.mark.parametrize("option", ["--dictionary", "--stop-list", "--background"])
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "is empty"),
        ("disguised.txt", b"%PDF-1.4 ", "is a PDF"),
    ],
)
def test_a_bad_file_beside_the_text_is_one_clear_line(
    tifa: Tifa,
    folders: tuple[Path, Path],
    tmp_path: Path,
    option: str,
    name: str,
    content: bytes | None,
    reason: str,
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    answer = tifa("extract", folders[0], option, name)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert reason in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


def test_a_list_that_is_prose_is_refused_with_its_line(
    tifa: Tifa, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "prose.txt").write_text("好\n" + "很长的句子" * 30 + "\n", "utf-8")
    answer = tifa("extract", folders[0], "--stop-list", "prose.txt")
    assert answer.returncode == 2
    assert "line 2 has 150 characters; give one term per line" in answer.stderr


def test_a_folder_of_ordinary_texts_is_a_background(
    tifa: Tifa, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "ordinary").mkdir()
    (tmp_path / "ordinary" / "news.txt").write_text("海绵城市很多。" * 20, "utf-8")
    plain = tifa("extract", folders[0], "--format", "jsonl", "--no-glossary")
    answer = tifa(
        "extract", folders[0], "--background", "ordinary", "--format", "jsonl", "--no-glossary"
    )
    assert answer.returncode == 0, answer.stderr
    assert sponge(answer.stdout)["score"] < sponge(plain.stdout)["score"]
    assert sponge(answer.stdout)["evidence"]["common in the background"] < 0
