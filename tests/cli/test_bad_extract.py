"""`tifa extract` over texts that are no prose: a result or one clear line, in bounded room."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from running import Tifa

CLAUSE = "各地要建设海绵城市和推广雨水花园"
CLAUSE_EN = "all regions must build sponge cities and rain gardens "


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def extracted(tifa: Tifa, *arguments: str | Path) -> list[dict[str, Any]]:
    answer = tifa("extract", *arguments, "--format", "jsonl", "--no-glossary", "--no-cache")
    assert answer.returncode == 0, answer.stderr
    return lines(answer.stdout)


@pytest.mark.parametrize("unit", ["一", "a", "ab "])
def test_a_million_characters_of_repetition_are_done_with(
    tifa: Tifa, tmp_path: Path, unit: str
) -> None:
    (tmp_path / "rep.txt").write_text(unit * (1_000_000 // len(unit)), "utf-8")
    answer = tifa("extract", "rep.txt", "--format", "jsonl", "--no-glossary", "--no-cache")
    assert answer.returncode in (0, 1)
    assert len(answer.stderr.splitlines()) <= 1
    assert len(answer.stdout) < 1_000_000


def test_a_text_of_marks_alone_is_refused(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "marks.txt").write_text("“" * 1_000_000, "utf-8")
    answer = tifa("extract", "marks.txt")
    assert answer.returncode == 2
    assert "no letters" in answer.stderr


@pytest.mark.parametrize(("clause", "term"), [(CLAUSE, "海绵城市"), (CLAUSE_EN, "sponge cit")])
def test_a_sentence_of_a_hundred_thousand_characters_gives_terms_in_short_contexts(
    tifa: Tifa, tmp_path: Path, clause: str, term: str
) -> None:
    numbered = "".join(f"{clause}{n % 30}" for n in range(100_000 // len(clause)))
    (tmp_path / "long.txt").write_text(numbered, "utf-8")
    found = extracted(tifa, "long.txt")
    forms = [form for line in found[:10] for form in line["terms"].values() if form]
    assert any(term in form for form in forms)
    for line in found:
        for context in line["contexts"]:
            assert len(context["zh"] or context["en"]) <= 1_202


def test_two_endless_sentences_are_paired_in_short_contexts(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("".join(f"{CLAUSE}{n}" for n in range(200)), "utf-8")
    (tmp_path / "en.txt").write_text("".join(f"{CLAUSE_EN}{n} " for n in range(200)), "utf-8")
    answer = tifa(
        "extract", "zh.txt", "en.txt", "--force", "--format", "jsonl", "--no-glossary", "--no-cache"
    )
    assert answer.returncode == 0, answer.stderr
    found = lines(answer.stdout)
    assert any(line["terms"]["zh"] == "海绵城市" for line in found)
    for line in found:
        for context in line["contexts"]:
            assert len(context["zh"] or "") <= 1_202
            assert len(context["en"] or "") <= 1_202


def test_the_figures_of_a_table_are_no_terms(tifa: Tifa, tmp_path: Path) -> None:
    rows = "\n".join(f"{n}\t海绵城市\t{n * 3}\t0.{n:03d}\t是" for n in range(300))
    (tmp_path / "table.txt").write_text(rows, "utf-8")
    forms = [line["terms"]["zh"] for line in extracted(tifa, "table.txt")]
    assert forms[0] == "海绵城市"
    assert all(any(character.isalpha() for character in form) for form in forms)


def test_a_list_without_sentences_gives_its_terms(tifa: Tifa, tmp_path: Path) -> None:
    items = "\n".join(f"- （{n}）建设海绵城市" for n in range(30))
    (tmp_path / "list.txt").write_text(items, "utf-8")
    assert "海绵城市" in [line["terms"]["zh"] for line in extracted(tifa, "list.txt")]


def test_two_languages_in_one_text_are_refused(tifa: Tifa, tmp_path: Path) -> None:
    mixed = "".join(f"{CLAUSE}。\n{CLAUSE_EN.capitalize().strip()}.\n" for _ in range(10))
    (tmp_path / "mixed.txt").write_text(mixed, "utf-8")
    for command in (("extract",), ("add", "--glossary", "own.sqlite")):
        answer = tifa(*command, "mixed.txt")
        assert (answer.returncode, answer.stdout) == (2, "")
        (line,) = answer.stderr.splitlines()
        assert line.startswith("tifa: mixed.txt: about 50% of its sentences are in ")
    assert not (tmp_path / "own.sqlite").exists()


def test_a_text_whose_language_is_said_is_read_in_it(tifa: Tifa, tmp_path: Path) -> None:
    mixed = f"{CLAUSE}。\n{CLAUSE_EN.capitalize().strip()}.\n" * 10
    (tmp_path / "mixed.txt").write_text(mixed, "utf-8")
    options = ("--languages", "zh", "--format", "jsonl", "--no-glossary")
    answer = tifa("extract", "mixed.txt", *options)
    assert answer.returncode == 0
    assert "about 50% of its sentences are in English, and it is read as" in answer.stderr
    assert lines(answer.stdout)


def test_two_texts_in_one_language_are_no_pair(tifa: Tifa, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(CLAUSE + "。\n", "utf-8")
    answer = tifa("extract", "a.txt", "b.txt")
    assert answer.returncode == 2
    assert "are both in Chinese" in answer.stderr


def test_a_translation_given_first_is_told_and_gives_the_same(
    tifa: Tifa, seeds: tuple[Path, Path]
) -> None:
    chinese, english = seeds
    straight = tifa("extract", chinese, english, "--format", "jsonl")
    turned = tifa("extract", english, chinese, "--format", "jsonl")
    assert "is in English and" in turned.stderr
    assert "taken as the translation and its original" in turned.stderr
    assert "is in English and" not in straight.stderr
    assert turned.stdout == straight.stdout
