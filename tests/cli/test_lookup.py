"""lookup as people and programs use it; the starter glossary answers."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from running import TIFA, Tifa


def matches(output: str) -> list[dict[str, object]]:
    return [json.loads(line)["match"] for line in output.splitlines()]


def test_several_queries_are_answered_in_their_order(tifa: Tifa) -> None:
    answer = tifa("lookup", "three firsts", "五位一體", "xzscl", "--json", "--limit", "1")
    found = [(match["query"], match["term"], match["kind"]) for match in matches(answer.stdout)]
    assert found == [
        ("three firsts", "three firsts", "exact"),
        ("五位一體", "五位一体", "normalised"),
        ("xzscl", "新质生产力", "initials"),
    ]


def test_one_query_of_several_without_a_match_is_exit_code_1(tifa: Tifa) -> None:
    answer = tifa("lookup", "qqqqzzzz", "三首", "--json", "--limit", "1")
    assert answer.returncode == 1
    assert [match["query"] for match in matches(answer.stdout)] == ["三首"]
    assert answer.stderr == "tifa: qqqqzzzz: nothing found\n"


def test_a_term_to_avoid_is_shown_as_such_with_the_one_to_use(tifa: Tifa) -> None:
    assert "three first is deprecated; use three firsts" in tifa("lookup", "three first").stdout
    (match,) = matches(tifa("lookup", "three first", "--json", "--limit", "1").stdout)
    assert (match["term"], match["status"], match["use"]) == (
        "three first",
        "deprecated",
        "three firsts",
    )


def test_the_limit_and_the_language_hold(tifa: Tifa) -> None:
    answer = tifa("lookup", "reform", "--json", "--limit", "3", "--language", "en")
    found = matches(answer.stdout)
    assert [(match["rank"], match["matches"]) for match in found] == [(1, 3), (2, 3), (3, 3)]
    assert {match["language"] for match in found} == {"en"}
    assert tifa("lookup", "三首", "--language", "en").returncode == 1


@pytest.mark.parametrize("form", [["--json"], []])
def test_each_query_is_answered_before_the_next_is_asked(
    environment: dict[str, str], tmp_path: Path, form: list[str]
) -> None:
    with subprocess.Popen(
        [TIFA, "lookup", "-", "--limit", "1", *form],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env=environment,
    ) as process:
        assert process.stdin
        assert process.stdout
        for query in ("三首", "五位一体"):
            process.stdin.write(f"{query}\n".encode())
            process.stdin.flush()
            line = process.stdout.readline().decode()
            assert query in line
            while not form and line.strip():
                line = process.stdout.readline().decode()
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize("command", ["lookup", "show"])
def test_a_term_typed_without_quotation_marks_is_told_how_to_be_asked_for(
    tifa: Tifa, filled: Path, command: str
) -> None:
    hint = f'for one: tifa {command} "five in one"\n'
    assert tifa(command, "five", "in", "one").stderr.endswith(hint)
    hyphen = f'for one: tifa {command} "new-quality productive forces"\n'
    assert tifa(command, "new-quality", "productive", "forces").stderr.endswith(hyphen)
    assert hint not in tifa(command, "five in one", "three firsts").stderr
    assert "for one" not in tifa(command, "reform", "qqq").stderr


@pytest.mark.parametrize(
    ("query", "only", "chinese", "rendering"),
    [
        ("communauté de destin", "fr", "命运共同体", "communauté d'avenir partagé"),
        ("communautés de destin", "fr", "命运共同体", "communauté de destin"),
        ("五位一体", "ru", "五位一体", "общая схема «Пять в одном»"),
        ("среднезажиточного общества", "de", "小康社会", "Gesellschaft mit bescheidenem Wohlstand"),
        ("الاصلاح والانفتاح", "ko", "改革开放", "개혁개방"),
        ("一帯一路", "pt", "一带一路", "Iniciativa do Cinturão e Rota"),
        ("gaehyeokgaebang", "ja", "改革开放", "改革開放"),
        ("civilizacion ecologica", "ar", "生态文明", "الحضارة الإيكولوجية"),
    ],
)
def test_the_starter_glossary_answers_in_the_language_that_is_asked_for(
    tifa: Tifa, query: str, only: str, chinese: str, rendering: str
) -> None:
    answer = tifa("lookup", query, "--in", only, "--limit", "1", "--json")
    (concept,) = map(json.loads, answer.stdout.splitlines())
    texts = [term["text"] for term in concept["terms"]]
    assert rendering in texts
    found = concept["match"]["language"]
    assert {term["language"] for term in concept["terms"]} == {"zh", found, only}
    whole = json.loads(tifa("lookup", chinese, "--limit", "1", "--json").stdout)
    assert concept["id"] == whole["id"]
