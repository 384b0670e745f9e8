"""`tifa relate` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

from align.model import Language
from glossary.model import Concept, Definition, Kind, Term
from glossary.store import Glossary

ZH, EN = Language("zh"), Language("en")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A formula with a member that is a concept, and a concept that is none."""
    members = Definition(ZH, "绿水、青山", "li", members=("绿水", "青山"))
    concepts = [
        Concept("f", (Term(ZH, "两美"),), (members,), kind=Kind.NUMERIC),
        Concept("c", (Term(ZH, "青山"), Term(EN, "green hills"))),
        Concept("a", (Term(ZH, "改革"),)),
        Concept("x", (Term(ZH, "发展"),)),
        Concept("y", (Term(ZH, "发展"),)),
    ]
    with Glossary.open(str(tmp_path / "glossary.sqlite")) as glossary:
        glossary.save_all(concepts, who="li")
    return tmp_path


def test_a_relation_is_said_shown_and_undone(tifa: Tifa, filled: Path) -> None:
    made = tifa("relate", "改革", "broader", "青山", "--reason", "why not")
    assert (made.returncode, made.stdout) == (0, "改革 (a): broader 青山 · green hills (c)\n")
    shown = tifa("show", "青山").stdout.splitlines()
    assert "  member of: 两美 (proposed)" in shown
    assert "  narrower: 改革" in shown
    history = tifa("history", "改革").stdout
    assert "relation added: broader c (approved)" in history
    assert tifa("relate", "改革", "broader", "青山").stdout.endswith(", as before\n")
    gone = tifa("relate", "改革", "broader", "青山", "--remove")
    assert (gone.returncode, gone.stdout.endswith(", no more\n")) == (0, True)
    assert "broader" not in tifa("show", "改革").stdout


def test_a_proposed_one_is_denied(tifa: Tifa, filled: Path) -> None:
    assert tifa("relate", "--remove", "青山", "member-of", "两美").returncode == 0
    assert "member of" not in tifa("show", "青山").stdout


def test_programs_are_told_with_the_entry(tifa: Tifa, filled: Path) -> None:
    expected = [
        {"relation": "has member", "concept": "c", "status": "proposed"}
        | {"terms": {"zh": "青山", "en": "green hills"}}
    ]
    for command in ("lookup", "show"):
        assert json.loads(tifa(command, "两美", "--json").stdout)["related"] == expected
    starter = json.loads(tifa("lookup", "五位一体", "--json", "--limit", "1").stdout)
    assert starter["related"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("改革", "broader", "两山"), 1, "tifa: 两山: not in the glossary"),
        (("改革", "see-also", "发展"), 1, "tifa: 发展: means 2 concepts"),
        (("改革", "broader", "两美", "--remove"), 1, "no such relation"),
        (("改革", "broader", "改革"), 2, "no relation to itself"),
        (("改革", "likes", "青山"), 2, "likes"),
        (("", "broader", "改革"), 2, "tifa: a term is empty; give a term or an id"),
    ],
)
def test_what_is_wrong_is_told(
    tifa: Tifa, filled: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    answer = tifa("relate", *arguments)
    assert answer.returncode == code
    assert told in answer.stderr
