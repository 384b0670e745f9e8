"""`tifa define` says what terms are: members and definition, with their places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

LISTED = "推广首台（套）设备、首批次材料和首版次软件。“三首”采购有了通道。"
MEMBERS = ["首台（套）设备", "首批次材料", "首版次软件"]


def record(**fields: object) -> str:
    return json.dumps({"id": "a", "lang": "zh", "term": "三首", "text": LISTED, **fields})


def test_which_three_is_one_command(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "2024-07-18.txt").write_text(LISTED, "utf-8")
    answer = tifa("define", "三首", "--in", "2024-07-18.txt", "--no-glossary")
    assert answer.returncode == 0, answer.stderr
    numbered = [f"    {number}. {member}" for number, member in enumerate(MEMBERS, 1)]
    assert answer.stdout.splitlines()[2:5] == numbered
    assert "2024-07-18, sentence 1]" in answer.stdout


def test_the_starter_glossary_answers_first_and_by_itself(
    tifa: Tifa, seeds: tuple[Path, Path]
) -> None:
    alone = json.loads(tifa("define", "三首", "--json").stdout)
    assert [each["origin"] for each in alone["answers"]] == ["reference"]
    assert len(alone["members"]) == 3
    both = json.loads(tifa("define", "three firsts", "--in", seeds[0].name, "--json").stdout)
    assert [each["origin"] for each in both["answers"]] == ["reference", "context"]
    assert both["definition"] == alone["definition"]


def test_stored_documents_are_looked_through_and_named_with_their_dates(
    tifa: Tifa, filled: Path
) -> None:
    tifa("describe", "1", "--date", "2024-07", "--title", "讲话")
    answers = json.loads(tifa("define", "三首", "--json").stdout)["answers"]
    (drawn,) = [each for each in answers if each["language"] == "zh"]
    assert drawn["members"] == ["首台（套）装备", "首批次材料", "首版次软件"]
    (place,) = drawn["places"]
    assert (place["title"], place["date"], place["segment"]) == ("讲话", "2024-07", 5)
    assert "[讲话, 2024-07, sentence 6]" in tifa("define", "三首").stdout


def test_a_folder_is_read_text_by_text_and_what_cannot_be_is_told(
    tifa: Tifa, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(LISTED, "utf-8")
    (folder / "b.pdf").write_bytes(b"no PDF")
    answer = tifa("define", "三首", "--in", "folder", "--no-glossary", "--json")
    assert json.loads(answer.stdout)["members"] == MEMBERS
    assert answer.returncode == 1
    assert answer.stderr.startswith("tifa: folder/b.pdf: ")


def test_nothing_known_is_exit_code_1(tifa: Tifa) -> None:
    answer = tifa("define", "九首")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "tifa: 九首: nothing says what it is\n"


def test_a_batch_is_answered_in_order_from_the_passages_alone(tifa: Tifa, tmp_path: Path) -> None:
    lines = [record(), record(id=2, text="“三首”很好。"), record(id="", text="")]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    answer = tifa("define", "--batch", "in.jsonl")
    assert answer.returncode == 0, answer.stderr
    assert list(map(json.loads, answer.stdout.splitlines())) == [
        {"id": "a", "members": MEMBERS, "definition": None},
        {"id": 2, "members": [], "definition": None},
        {"id": "", "members": [], "definition": None},
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "no JSON"),
        (b"[]", "no object"),
        (b"\xff", "not UTF-8"),
        (record(id=None).encode(), '"id" is no text or number'),
        (record(text=1).encode(), '"text" is no text'),
        (record(lang="xx").encode(), "\"lang\" is 'xx'"),
        (record(term=" ").encode(), '"term" is empty'),
        (b'{"id": 1, "text": "x", "lang": "en"}', '"form" or "term" is no text'),
    ],
)
def test_a_bad_record_is_named_and_costs_no_other(tifa: Tifa, line: bytes, said: str) -> None:
    answer = tifa("define", "--batch", "-", input=line + b"\n" + record().encode())
    assert answer.returncode == 1
    assert json.loads(answer.stdout)["members"] == MEMBERS
    assert answer.stderr.startswith(f"tifa: standard input, line 1: {said}")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "tifa: define: TERM is missing; see: tifa define --help\n"),
        ([""], "tifa: a term is empty; give a term\n"),
        (["三首", "--batch", "-"], "tifa: --batch has its own terms and texts; give it alone\n"),
        (["--batch", "none"], "tifa: none: no such file; check the path\n"),
        (["x", "--in", "none"], "tifa: none: no such file; check the path\n"),
    ],
)
def test_wrong_usage_is_one_line(tifa: Tifa, arguments: list[str], said: str) -> None:
    answer = tifa("define", *arguments)
    assert (answer.returncode, answer.stdout, answer.stderr) == (2, "", said)
