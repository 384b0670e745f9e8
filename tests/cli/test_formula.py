"""`tifa formula` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

from align.model import Document, Language
from align.segment import segment_lines
from glossary.model import Concept, Definition, Kind, Particulars, Proposal, Term, TermStatus
from glossary.store import Glossary

ZH, EN = Language("zh"), Language("en")


def listed(source: str, members: str) -> Proposal:
    drawn = Definition(
        ZH, members, source, 0, 3, 3 + len(members), members=tuple(members.split("、"))
    )
    term = Term(ZH, "三美", TermStatus.PREFERRED, frequency=1)
    return Proposal((term,), Kind.NUMERIC, 0.9, 1, (drawn,))


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Two dated documents that list the members of a formula differently."""
    lists = {"a.txt": "绿水、青山、蓝天", "b.txt": "绿水、青山、白云"}
    about = {
        "a.txt": Particulars("A", dated="2023-01-05"),
        "b.txt": Particulars("B", dated="2024-02"),
    }
    with Glossary.open(str(tmp_path / "glossary.sqlite")) as glossary:
        glossary.save(Concept("hills", (Term(ZH, "青山"), Term(EN, "green hills"))), who="li")
        for source, members in lists.items():
            text = segment_lines(Document(f"三美是{members}。", source, ZH))
            glossary.add([listed(source, members)], [text], who="li", about=about)
    return tmp_path


def test_it_is_shown_who_says_which_members(tifa: Tifa, filled: Path) -> None:
    answer = tifa("formula", "三美")
    assert answer.returncode == 0, answer.stderr
    lines = [line.strip() for line in answer.stdout.splitlines()]
    assert "counts 3; contradictory: sources list different members; proposed" in lines[0]
    assert "2. 青山   en green hills" in lines
    place = lines.index("B (2024-02), sentence 1")
    assert lines[place - 1 : place + 2] == [
        "3. 白云",
        "B (2024-02), sentence 1",
        "> 三美是绿水、青山、白云。",
    ]


def test_the_same_for_programs(tifa: Tifa, filled: Path) -> None:
    said = json.loads(tifa("formula", "三美", "--json").stdout)
    assert (said["query"], said["count"], said["mark"]) == ("三美", 3, "contradictory")
    first = said["lists"][0]
    assert first["members"][1] == {
        "text": "青山",
        "concept": "hills",
        "starter": False,
        "terms": {"zh": "青山", "en": "green hills"},
    }
    assert first["sources"][0]["document"]["date"] == "2023-01-05"
    assert first["sources"][0]["sentence"] == "三美是绿水、青山、蓝天。"


def test_all_are_listed_with_their_marks(tifa: Tifa, filled: Path) -> None:
    rows = tifa("formula", "--list").stdout.splitlines()[2:]
    assert rows[0].split() == ["三美", "3", "zh", "3", "or", "3", "contradictory", "proposed"]
    assert "五位一体" in "".join(rows)
    only = tifa("formula", "--list", "--mark", "contradictory", "--json").stdout.splitlines()
    assert [json.loads(line)["terms"]["zh"] for line in only] == ["三美"]
    whole = tifa("formula", "--list", "--full", "--mark", "contradictory")
    assert whole.stdout == tifa("formula", "三美").stdout
    assert "> 三美是绿水、青山、蓝天。" in whole.stdout


def test_what_the_glossary_lacks_is_of_the_starter_glossary(tifa: Tifa) -> None:
    answer = tifa("formula", "五位一体")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "counts 5; complete; starter glossary" in answer.stdout
    narrowed = json.loads(tifa("formula", "五位一体", "--json", "--in", "fr").stdout)
    terms = [member["terms"] for member in narrowed["lists"][0]["members"]]
    assert any(terms)
    assert all(set(each) <= {"fr"} for each in terms)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("改革",), 1, "tifa: 改革: no numeric formula of the glossary"),
        (("三美", "改革"), 1, "改革: no numeric formula"),
        (("five", "in", "one"), 1, 'for one: tifa formula "five in one"'),
        (("三美", "--no-glossary"), 1, "三美: no numeric formula"),
        (("--list", "--no-glossary"), 1, "tifa: no numeric formula"),
        (("--list", "三美"), 2, "a TERM or --list is wanted, not both"),
        ((), 2, "a TERM or --list is wanted"),
        (("三美", "--mark", "none"), 2, "--mark is for --list"),
        (("三美", "--full"), 2, "--full is for --list"),
    ],
)
def test_what_is_missing_or_wrong_is_told(
    tifa: Tifa, filled: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    answer = tifa("formula", *arguments)
    assert answer.returncode == code
    assert said in answer.stderr


def test_lists_of_documents_are_read_and_kept_where_asked_for(tifa: Tifa, tmp_path: Path) -> None:
    said = "要推进“五个振兴”，即产业振兴、人才振兴、文化振兴、生态振兴、组织振兴。"
    with Glossary.open(str(tmp_path / "glossary.sqlite")) as glossary:
        glossary.save(Concept("f", (Term(ZH, "五个振兴"),), kind=Kind.NUMERIC), who="li")
        glossary.add([], [segment_lines(Document(said, "a.txt", ZH))], who="li")
    read = tifa("formula", "五个振兴")
    assert "counts 5; complete; proposed" in read.stdout
    assert f"> {said}" in read.stdout
    assert "none" in tifa("formula", "--list").stdout
    kept = tifa("formula", "--list", "--keep")
    told = "documents list the members of 1 of 1 formulas; entries that have gained one: 1"
    assert told in kept.stderr
    assert "complete" in kept.stdout
    assert tifa("formula", "五个振兴", "--keep").stdout == read.stdout
    assert tifa("formula", "五个振兴", "--keep", "--no-glossary").returncode == 2
