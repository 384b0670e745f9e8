"""`tifa find` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa


@pytest.fixture
def filled(tifa: Tifa, tmp_path: Path) -> Path:
    (tmp_path / "a.zh.txt").write_text(
        "要打赢脱贫攻坚战。\n打赢脱贫攻坚战以后，要推进改革。\n", "utf-8"
    )
    (tmp_path / "a.fr.txt").write_text(
        "Il faut gagner la lutte contre la pauvreté.\n"
        "Après la lutte contre la pauvreté, il faut poursuivre les réformes.\n"
        "Nous avançons.\n",
        "utf-8",
    )
    pair = ("a.zh.txt", "a.fr.txt", "--languages", "zh,fr", "--force")
    answer = tifa("add", *pair, "--date", "2021-02-25")
    assert answer.returncode == 0, answer.stderr
    return tmp_path


def test_places_come_with_date_translation_and_neighbours(tifa: Tifa, filled: Path) -> None:
    answer = tifa("find", "脱贫攻坚战")
    assert answer.returncode == 0, answer.stderr
    assert "2021-02-25  要打赢脱贫攻坚战。" in answer.stdout
    assert "fr  Il faut gagner la lutte contre la pauvreté." in answer.stdout
    assert "2 places in 1 document\nbefore them: 打赢 2" in answer.stdout


def test_blanks_part_a_place_from_the_words_beside_it(tifa: Tifa, filled: Path) -> None:
    said = tifa("find", "la lutte").stdout
    assert "2021-02-25  Après la lutte contre la pauvreté, il faut poursuivre" in said


def test_inflected_words_of_a_translation_are_found(tifa: Tifa, filled: Path) -> None:
    (line,) = tifa("find", "réforme", "--json").stdout.splitlines()
    found = json.loads(line)
    assert found["text"][found["start"] : found["end"]] == "réformes"
    assert found["document"]["language"] == "fr"
    assert found["translations"] == [{"language": "zh", "text": "打赢脱贫攻坚战以后，要推进改革。"}]
    assert tifa("find", "réforme", "--languages", "zh").returncode == 1


def test_words_that_stand_near_are_listed(tifa: Tifa, filled: Path) -> None:
    lines = tifa("find", "lutte", "contre", "--collocates", "--json").stdout.splitlines()
    assert [json.loads(line)["word"] for line in lines] == ["faut", "pauvreté"]


def test_more_places_are_told_of(tifa: Tifa, filled: Path) -> None:
    assert "2 places in 1 document; 1 more: --limit" in tifa("find", "打赢", "--limit", "1").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("改开",), 1, "tifa: 改开: in no document of the glossary"),
        (("打赢", "--since", "2022"), 1, "tifa: 打赢: in no document that the options keep"),
        (("打赢", "--languages", "fr"), 1, "in no document that the options keep"),
        ((" ",), 2, "no words are given"),
        (("打赢", "--since", "soon"), 2, "'soon' is no date"),
        (("打赢", "--languages", "tlh"), 2, "is none of zh"),
    ],
)
def test_what_cannot_be_found_is_told_in_a_line(
    tifa: Tifa, filled: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    answer = tifa("find", *arguments)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert said in answer.stderr


def test_nothing_is_found_where_there_is_no_glossary(tifa: Tifa) -> None:
    assert tifa("find", "改革").returncode == 1
