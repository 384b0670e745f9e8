"""`tifa extract` over the seed article, alone and with its back-translation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from running import Asked, Tifa

from seeds import seed

ENGLISH = "article.txt"
PAIR = ("article.zh.txt", ENGLISH)
FIRSTS = ("first set of equipment", "first batch of materials", "first version software")
FIRSTS_ZH = ("首台（套）装备", "首批次材料", "首版次软件")
FIVE_ZH = ("总部", "国家创新机构", "科技平台公司", "协同创新团队", "子公司")
FIVE = (
    "headquarters",
    "national innovation institutions",
    "technology platform companies",
    "collaborative innovation teams",
    "subsidiaries",
)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def named(proposals: list[dict[str, Any]], term: str) -> dict[str, Any]:
    for proposal in proposals:
        forms = [proposal["terms"]["en"], *proposal["variants"]["en"]]
        if term in [form.lower() for form in forms if form]:
            return proposal
    raise AssertionError(f"{term} is not among the proposals")


def test_the_english_article_alone_gives_its_terms_of_art(extracted: Asked) -> None:
    answer = extracted(ENGLISH, "--format", "jsonl")
    assert answer.returncode == 0, answer.stderr
    first = lines(answer.stdout)[:20]
    firsts = named(first, "three first")
    five = named(first, "five in one")
    forces = named(first, "new quality productive forces")
    assert (firsts["terms"]["zh"], five["terms"]["zh"], forces["terms"]["zh"]) == (
        "三首",
        "五位一体",
        "新质生产力",
    )
    inconsistent = [each["text"] for each in forces["inconsistent"]["en"]]
    assert "new quality production capacity" in inconsistent


def test_the_pair_gives_the_same_terms_in_both_languages(extracted: Asked) -> None:
    answer = extracted(*PAIR, "--format", "jsonl", "--no-glossary")
    assert answer.returncode == 0, answer.stderr
    first = lines(answer.stdout)[:20]
    pairs = {proposal["terms"]["zh"]: proposal["terms"]["en"] for proposal in first}
    assert pairs["三首"] == "three first"
    assert pairs["五位一体"] == "five in one"
    assert pairs["新质生产力"] == "new quality productive forces"
    members = {proposal["terms"]["zh"]: proposal["members"] for proposal in first}
    assert members["三首"] == {"zh": list(FIRSTS_ZH), "en": list(FIRSTS)}
    assert members["五位一体"] == {"zh": list(FIVE_ZH), "en": list(FIVE)}


def test_without_the_glossary_formulas_are_what_the_article_says(extracted: Asked) -> None:
    found = lines(extracted(ENGLISH, "--format", "jsonl", "--no-glossary").stdout)
    firsts, five = named(found, "three first"), named(found, "five in one")
    assert tuple(firsts["members"]["en"]) == FIRSTS
    assert tuple(five["members"]["en"]) == FIVE
    article = seed(ENGLISH).read_text("utf-8")
    for proposal in (firsts, five):
        assert proposal["definition"]["text"] in article


def test_without_the_glossary_english_terms_have_no_chinese(extracted: Asked) -> None:
    answer = extracted(ENGLISH, "--format", "jsonl", "--no-glossary")
    assert {proposal["terms"]["zh"] for proposal in lines(answer.stdout)} == {None}


def test_lines_have_the_fixed_form(extracted: Asked) -> None:
    for line in lines(extracted(*PAIR, "--format", "jsonl").stdout):
        assert set(line["terms"]) == set(line["variants"]) == {"zh", "en"}
        assert isinstance(line["kind"], str)
        assert 0 <= line["score"] <= 1
        assert line["frequency"] >= 1
        assert line["definition"] is None or {"lang", "text", "source"} <= set(line["definition"])
        assert line["contexts"]
        assert all({"zh", "en", "source"} <= set(context) for context in line["contexts"])


@pytest.mark.parametrize("english_first", [False, True])
def test_proposals_are_the_same_in_either_order_of_the_texts(
    extracted: Asked, english_first: bool
) -> None:
    ordered = PAIR[::-1] if english_first else PAIR
    answer = extracted(*ordered, "--format", "jsonl", "--limit", "5")
    assert len(lines(answer.stdout)) == 5
    assert {line["terms"]["zh"] is not None for line in lines(answer.stdout)} == {True}


def test_the_table_shows_members_and_inconsistent_variants_whole(extracted: Asked) -> None:
    answer = extracted(ENGLISH, "--limit", "15")
    assert f"(1) {FIRSTS[0]}; (2) {FIRSTS[1]}; (3) {FIRSTS[2]}" in answer.stdout
    assert "new quality production capacity" in answer.stdout
    assert answer.stdout.startswith("Known (15 of ")
    assert len(answer.stdout.strip().splitlines()) == 18


def test_known_terms_come_in_a_block_before_new_finds_or_by_themselves(extracted: Asked) -> None:
    every, known, new = (
        lines(extracted(*PAIR, "--format", "jsonl", *which).stdout)
        for which in ((), ("--known",), ("--new",))
    )
    assert every == known + new
    assert {line["kind"] for line in known} == {"known"}
    assert "known" not in {line["kind"] for line in new}
    assert {line["entry"] for line in new} == {None}
    table = extracted(*PAIR).stdout.splitlines()
    assert [row.strip() for row in table if row.startswith(("Known (", "New ("))] == [
        f"Known ({len(known)})",
        f"New ({len(new)})",
    ]


def test_a_known_term_says_what_its_entry_has_and_what_stands_here(extracted: Asked) -> None:
    answer = extracted(*PAIR, "--format", "jsonl", "--known")
    (entry,) = [x["entry"] for x in lines(answer.stdout) if x["terms"]["zh"] == "三首"]
    assert entry == {
        "id": "starter-san-shou",
        "origin": "starter",
        "status": "approved",
        "kind": "numeric",
        "term": {"text": "三首", "status": "preferred"},
        "use": None,
        "renderings": [
            {"text": "three firsts", "status": "preferred"},
            {"text": "three first", "status": "deprecated"},
            {"text": "three heads", "status": "deprecated"},
        ],
        "here": [{"text": "three first", "count": 1, "status": "deprecated", "approved": False}],
    }
    (row,) = [x for x in extracted(*PAIR, "--known").stdout.splitlines() if " 三首 " in x]
    assert "three firsts" in row
    assert "three first (deprecated)" in row


def test_nothing_is_known_without_a_glossary_and_nothing_both_known_and_new(
    extracted: Asked,
) -> None:
    answer = extracted(ENGLISH, "--no-glossary", "--known")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "no known terms found" in answer.stderr
    answer = extracted(ENGLISH, "--known", "--new")
    assert answer.returncode == 2
    assert "--known and --new leave nothing to show" in answer.stderr


def test_the_table_says_which_proposal_is_the_short_form_of_which(extracted: Asked) -> None:
    table = extracted(*PAIR).stdout
    (row,) = [row.split() for row in table.splitlines() if row.split()[1:2] == ["国资委"]]
    assert " ".join(row).endswith("short for 国务院国有资产监督管理委员会")


def test_a_text_without_terms_gives_none_and_says_so(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("It is so.\n", "utf-8")
    answer = tifa("extract", "plain.txt", "--format", "jsonl")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "no terms of art found" in answer.stderr


def test_nothing_is_stored(tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path) -> None:
    tifa("extract", seeds[1], "--limit", "1")
    assert not (tmp_path / "glossary.sqlite").exists()
