"""What the glossary holds in more than two languages, as commands show it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

from align.languages import Language
from glossary.model import Concept, Definition, Term, TermStatus
from glossary.store import Glossary

ZH, EN, FR, RU = map(Language, ("zh", "en", "fr", "ru"))
PLATFORM = Concept(
    "platform",
    (
        Term(ZH, "平台经济", TermStatus.PREFERRED),
        Term(EN, "platform economy", TermStatus.PREFERRED),
        Term(FR, "économie de plateforme", TermStatus.PREFERRED),
        Term(FR, "économie des plateformes"),
        Term(RU, "платформенная экономика", TermStatus.PREFERRED),
        Term(RU, "экономика платформ", TermStatus.DEPRECATED),
    ),
    definitions=(
        Definition(ZH, "以平台为基础的经济。"),
        Definition(FR, "Ce que font les plateformes."),
    ),
)


@pytest.fixture(autouse=True)
def glossary(tmp_path: Path) -> None:
    with Glossary.open(str(tmp_path / "glossary.sqlite")) as opened:
        opened.save(PLATFORM, who="li")


def test_an_entry_is_shown_with_its_terms_in_all_languages(tifa: Tifa) -> None:
    shown = tifa("lookup", "economie de plateforme").stdout.splitlines()
    assert shown[0] == (
        "平台经济  platform economy  (concept, proposed; spelled match of économie de plateforme)"
    )
    assert shown[1:7] == [
        "  fr économie de plateforme",
        "  fr économie des plateformes",
        "  ru платформенная экономика",
        "  ru экономика платформ  (deprecated)",
        "  以平台为基础的经济。",
        "  Ce que font les plateformes.",
    ]


@pytest.mark.parametrize("command", ["lookup", "show"])
def test_the_languages_of_answers_are_picked(tifa: Tifa, command: str) -> None:
    shown = tifa(command, "平台经济", "--in", "fr").stdout
    assert shown.startswith("平台经济  économie de plateforme")
    assert "économie des plateformes" in shown
    assert "platform economy" not in shown
    assert "экономика" not in shown
    concept = json.loads(tifa(command, "平台经济", "--in", "fr,ru", "--json").stdout)
    assert {term["language"] for term in concept["terms"]} == {"zh", "fr", "ru"}


def test_a_name_in_any_language_means_its_concept(tifa: Tifa) -> None:
    assert tifa("show", "Платформенная экономика").stdout.startswith("平台经济")


def test_an_unknown_language_is_refused_by_name(tifa: Tifa) -> None:
    answer = tifa("lookup", "平台经济", "--in", "xx")
    assert answer.returncode == 2
    assert "'xx' is none of zh (Chinese), en (English)" in answer.stderr


def test_a_text_is_annotated_in_its_language_with_renderings_in_another(
    tifa: Tifa, tmp_path: Path
) -> None:
    text = "Nous devons soutenir les économies de plateformes dans les régions du pays."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    marked = tifa("annotate", "a.txt").stdout
    assert "les [économies de plateformes: 平台经济] dans" in marked
    marked = tifa("annotate", "a.txt", "--in", "ru").stdout
    assert "les [économies de plateformes: платформенная экономика] dans" in marked
