"""A glossary under git, and two glossaries compared, from the command line."""

from __future__ import annotations

import json
import subprocess
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from running import Tifa

from align.model import Language
from cli.diff import command
from glossary.exchange.incoming import Line
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.store import Glossary

ZH, EN = Language.ZH, Language.EN
NUMBERS = range(3)


def concept(number: int) -> Concept:
    terms = (
        Term(ZH, f"三首{number}", TermStatus.PREFERRED),
        Term(EN, f"firsts {number}", TermStatus.PREFERRED),
    )
    return Concept(f"c{number}", terms)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    with Glossary.open(str(tmp_path / "glossary.sqlite")) as glossary:
        glossary.save_all(map(concept, NUMBERS), who="Li")
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Li", "-c", "user.email=li@example.org"]
    command = ["git", *who, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def edited(path: Path, concept_id: str, **changes: Any) -> None:
    with Glossary.open(str(path)) as glossary:
        glossary.save(replace(glossary.concept(concept_id), **changes), who="Wang")


def test_two_people_share_a_glossary_by_git(tifa: Tifa, small: Path) -> None:
    """Each has a glossary and a copy of the repository; both edit one concept and one of theirs."""
    assert tifa("export", "li/terms", "--format", "git").returncode == 2
    (small / "li").mkdir()
    assert (
        tifa("export", "li/terms", "--format", "git").stdout == "3 concepts written to li/terms\n"
    )
    git(small / "li", "init", "-q", "-b", "main")
    git(small / "li", "add", ".")
    assert ".tifa" not in git(small / "li", "ls-files")
    git(small / "li", "commit", "-qm", "first")
    git(small, "clone", "-q", "li", "wang")
    of_wang = ("--glossary", "wang.sqlite")
    assert "3 added" in tifa("import", "wang/terms", *of_wang).stdout

    edited(small / "glossary.sqlite", "c0", note="by Li")
    edited(small / "glossary.sqlite", "c1", note="by Li")
    edited(small / "wang.sqlite", "c0", subject="by Wang")
    tifa("export", "li/terms")
    tifa("export", "wang/terms", *of_wang)
    git(small / "li", "commit", "-qam", "Li")
    git(small / "wang", "commit", "-qam", "Wang")
    git(small / "wang", "pull", "-q", "--no-rebase", "--no-edit")
    git(small / "li", "pull", "-q", "--no-rebase", "../wang", "main")

    assert "2 changed" in tifa("import", "wang/terms", *of_wang).stdout
    assert "1 changed" in tifa("import", "li/terms").stdout
    assert tifa("diff", "glossary.sqlite", "wang.sqlite").returncode == 0
    for folder, options in (("li", ()), ("wang", of_wang)):
        tifa("export", f"{folder}/terms", *options)
        assert git(small / folder, "status", "--porcelain") == ""


def test_a_folder_is_not_written_over_what_was_not_imported(tifa: Tifa, small: Path) -> None:
    tifa("export", "terms", "--format", "git")
    (file,) = (path for path in small.glob("terms/concepts/*/*.toml") if '"c0"' in path.read_text())
    file.write_text(file.read_text().replace('subject = ""', 'subject = "x"'))
    answer = tifa("export", "terms")
    assert answer.returncode == 2
    assert answer.stderr == (
        f"tifa: terms: 1 file edited and not imported, {file.relative_to(small / 'terms')} first;"
        " import the folder first, or write over them with --overwrite\n"
    )
    assert "change, concepts/" in tifa("import", "terms", "--dry-run").stdout
    assert "1 changed" in tifa("import", "terms").stdout
    assert tifa("export", "terms").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "x.jsonl", "--overwrite"), "--overwrite is about a folder; leave it out"),
        (("export", "terms", "--pair", "zh-fr"), "leave --pair out"),
        (("import", "terms", "--columns", "zh=A"), "no columns; leave both out"),
        (("import", "."), "is a folder without tifa.toml; give a file, or a folder that"),
        (("diff", "glossary.sqlite", "nowhere.jsonl"), "nowhere.jsonl: no such file; check"),
        (("diff", "bad.jsonl", "glossary.sqlite"), "bad.jsonl, line 1: no JSON"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    tifa: Tifa, small: Path, arguments: tuple[str, ...], said: str
) -> None:
    tifa("export", "terms", "--format", "git")
    (small / "bad.jsonl").write_text("nope\n")
    answer = tifa(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_glossaries_and_exports_of_any_format_are_compared_entry_by_entry(
    tifa: Tifa, small: Path
) -> None:
    for name in ("old.jsonl", "old.xlsx", "old.csv", "old.tbx"):
        assert tifa("export", name).returncode == 0
        same = tifa("diff", name, "glossary.sqlite")
        assert same.stderr == f"tifa: glossary.sqlite: has the same as {name}\n"
        assert same.returncode == 0
    tifa("export", "terms", "--format", "git")
    edited(small / "glossary.sqlite", "c1", note="new")
    with Glossary.open(str(small / "glossary.sqlite")) as glossary:
        glossary.save(concept(9), who="Li")
        first = glossary.concept("c0")
        glossary.save(replace(first, terms=first.terms[:1]), who="Li")
    for before in ("old.jsonl", "old.xlsx", "terms"):
        answer = tifa("diff", before, "glossary.sqlite", "--format", "jsonl")
        assert answer.returncode == 1, answer.stderr
        found = {each["id"]: each for each in map(json.loads, answer.stdout.splitlines())}
        assert {each: said["change"] for each, said in found.items()} == {
            "c0": "changed",
            "c1": "changed",
            "c9": "added",
        }
        assert found["c1"]["differences"] == [
            {"field": "note", "item": "", "before": "", "after": "new"}
        ]
    back = tifa("diff", "glossary.sqlite", "old.csv").stdout
    assert "0 added, 1 removed, 2 changed." in back
    assert "English term added: firsts 0" in " ".join(back.split())


def test_a_password_stands_in_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {"glossary.sqlite": [concept(1)], "postgresql://me:geheim@server/terms": []}
    monkeypatch.setattr(
        "cli.diff._lines", lambda called: nullcontext(Line(1, each) for each in held[called])
    )
    answer = CliRunner().invoke(command, [*held, "--format", "html"])
    assert answer.exit_code == 1
    assert "postgresql://me:***@server/terms" in answer.output
    assert "geheim" not in answer.output


def test_a_table_of_others_is_matched_by_its_terms(tifa: Tifa, small: Path) -> None:
    (small / "theirs.csv").write_text(
        "Chinese,English\n三首0,firsts 0\n三首1,first ones\n三农,rural\n"
    )
    answer = tifa("diff", "glossary.sqlite", "theirs.csv", "--format", "jsonl")
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [(each["change"], each["name"]) for each in found] == [
        ("changed", "三首1 · first ones"),
        ("added", "三农 · rural"),
        ("removed", "三首2 · firsts 2"),
    ]


def test_a_rejected_concept_stays_rejected_for_others(tifa: Tifa, small: Path) -> None:
    assert tifa("reject", "c2", "--reason", "no term").returncode == 0
    tifa("export", "terms", "--format", "git")
    tifa("import", "terms", "--glossary", "other.sqlite")
    with Glossary.open(str(small / "other.sqlite")) as other:
        assert other.concept("c2").status is ConceptStatus.REJECTED
