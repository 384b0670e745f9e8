"""Curating a glossary from the command line."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from running import Tifa

from align.model import CHINESE_ENGLISH
from glossary.model import Concept, Term, TermStatus
from glossary.store import Glossary

ZH, EN = CHINESE_ENGLISH
PREFERRED = TermStatus.PREFERRED


def concept(concept_id: str, chinese: str, english: str) -> Concept:
    return Concept(concept_id, (Term(ZH, chinese, PREFERRED), Term(EN, english, PREFERRED)))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A glossary of four concepts, revisions 1 to 4, two of which share an English term."""
    path = tmp_path / "glossary.sqlite"
    with Glossary.open(str(path)) as glossary:
        glossary.save_all(
            [
                concept("c1", "三首", "three firsts"),
                concept("c2", "改革", "reform"),
                concept("c3", "变革", "reform"),
                concept("c4", "国有企业改革", "reform of state-owned enterprises"),
            ],
            who="Li",
        )
    return path


def statuses(path: Path) -> dict[str, str]:
    with Glossary.open(str(path), read_only=True) as glossary:
        return {each.id: str(each.status) for each in glossary.concepts()}


def test_a_rejected_proposal_does_not_come_back(
    tifa: Tifa, filled: Path, seeds: tuple[Path, Path]
) -> None:
    answer = tifa("reject", "三首", "--reason", "a nonce word")
    assert (answer.returncode, answer.stdout) == (0, "1 now rejected, 0 were before\n")
    again = tifa("add", *(path.name for path in seeds))
    assert "0 added, 0 extended," in again.stdout
    assert ", 1 rejected before" in again.stdout
    assert "starter glossary" in tifa("lookup", "三首").stdout
    found = tifa("lookup", "三首", "--status", "rejected", "--limit", "1").stdout
    assert ", rejected)" in found.splitlines()[0]
    assert "reject: a nonce word" in tifa("history", "三首").stdout


def test_terms_and_ids_come_from_standard_input_too(tifa: Tifa, small: Path) -> None:
    answer = tifa("approve", "c4", "-", input="三首\n\nc2\n")
    assert (answer.returncode, answer.stdout) == (0, "3 now approved, 0 were before\n")
    assert list(statuses(small).values()).count("approved") == 3
    again = tifa("approve", "c4", "三首")
    assert (again.returncode, again.stdout) == (0, "0 now approved, 2 were before\n")


def test_what_is_not_clear_is_listed_with_ids_and_left_while_the_rest_is_done(
    tifa: Tifa, small: Path
) -> None:
    answer = tifa("approve", "reform", "三首", "没有")
    assert answer.returncode == 1
    assert answer.stdout == "1 now approved, 0 were before, 2 unclear\n"
    assert "reform: means 2 concepts" in answer.stderr
    assert "c2  改革 · reform" in answer.stderr
    assert "c3  变革 · reform" in answer.stderr
    assert "没有: not in the glossary" in answer.stderr
    assert set(statuses(small).items()) >= {("c1", "approved"), ("c2", "proposed")}
    assert statuses(small)["c3"] == "proposed"


def test_rejecting_takes_a_reason(tifa: Tifa, small: Path) -> None:
    for arguments in (["三首"], ["三首", "--reason", " "]):
        answer = tifa("reject", *arguments)
        assert answer.returncode == 2
        assert "--reason" in answer.stderr
    assert statuses(small)["c1"] == "proposed"


def test_decisions_can_be_put_off(tifa: Tifa, small: Path) -> None:
    tifa("approve", "c1", "c2")
    assert tifa("defer", "c1", "--status", "in review").returncode == 0
    assert tifa("defer", "c2").returncode == 0
    assert [statuses(small)[each] for each in ("c1", "c2")] == ["in review", "proposed"]


def test_who_comes_second_is_told_in_one_line(tifa: Tifa, small: Path) -> None:
    with Glossary.open(str(small)) as glossary:
        glossary.save(replace(glossary.concept("c1"), note="mine"), who="Wang")
    answer = tifa("approve", "c2", "c1@1")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1
    assert "三首 was changed by Wang" in answer.stderr
    assert "(edit: note)" in answer.stderr
    assert statuses(small)["c2"] == "proposed"


def test_there_must_be_a_glossary_to_change(tifa: Tifa, tmp_path: Path) -> None:
    changing = (["approve", "三首"], ["undo", "1"], ["merge", "三首", "三农"])
    reading = (["stats"], ["history"], ["duplicates"], ["documents"], ["backup", "copy.sqlite"])
    for arguments in (*changing, *reading):
        answer = tifa(*arguments)
        assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1), arguments
        assert "there is no glossary" in answer.stderr, arguments
        assert "glossary.sqlite" in answer.stderr, arguments
        assert "tifa add" in answer.stderr, arguments
    assert not (tmp_path / "glossary.sqlite").exists()


def test_history_says_who_what_and_why_and_undo_reverses_it(tifa: Tifa, small: Path) -> None:
    tifa("reject", "c1", "--reason", "no", TIFA_REVIEWER="Wang")
    lines = tifa("history", "three firsts").stdout.splitlines()
    assert lines[0].startswith("c1 三首 · three firsts (concept, rejected)")
    assert lines[-2].endswith("UTC  Wang  reject: no")
    assert lines[-1] == "    status: proposed → rejected"
    answer = tifa("undo", "5", "--reason", "it is one")
    assert answer.stdout == (
        "revision 5 undone: 三首 · three firsts: status: rejected → proposed\n"
    )
    last = json.loads(tifa("history", "c1", "--json").stdout.splitlines()[-1])
    assert (last["who"], last["action"]) == ("Tester", "undo")
    assert last["why"] == "undo of revision 5: it is one"
    assert last["changes"] == [
        {"field": "status", "item": "", "before": "rejected", "after": "proposed"}
    ]
    assert last["after"]["status"] == "proposed"


def test_what_later_revisions_changed_is_not_undone(tifa: Tifa, small: Path) -> None:
    tifa("approve", "c1")
    tifa("defer", "c1", "--status", "in review")
    answer = tifa("undo", "5")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        "tifa: revision 5 of 三首 · three firsts cannot be undone: revision 6 (defer by Tester)"
        " changed the same; undo that first: tifa undo 6\n"
    )
    assert tifa("undo", "6", "5").returncode == 0
    assert statuses(small)["c1"] == "proposed"


def test_history_without_a_term_is_that_of_the_glossary(tifa: Tifa, small: Path) -> None:
    tifa("approve", "c1")
    answer = tifa("history", "--limit", "1")
    assert "approve" in answer.stdout.splitlines()[0]
    assert "三首" in answer.stdout.splitlines()[0]
    assert tifa("history", "没有").returncode == 1


def test_text_of_the_history_commands_no_terminal(tifa: Tifa, small: Path) -> None:
    with Glossary.open(str(small)) as glossary:
        glossary.save(replace(glossary.concept("c1"), note="\u202e\tx"), who="W\u009bang")
    shown = tifa("history", "c1").stdout
    assert not {"\u202e", "\u009b", "\t"} & set(shown)


def test_duplicates_are_found_and_merged_and_the_merge_undone(tifa: Tifa, small: Path) -> None:
    assert tifa("duplicates").returncode == 0
    with Glossary.open(str(small)) as glossary:
        glossary.save(concept("c5", "國有企業改革", "SOE reform"), who="Li")
    answer = tifa("duplicates", "--json")
    assert answer.returncode == 1
    found = json.loads(answer.stdout)
    assert (found["how"], found["score"]) == ("normalised", 1.0)
    assert [each["id"] for each in found["concepts"]] == ["c4", "c5"]
    assert "c5  國有企業改革 · SOE reform" in tifa("duplicates").stdout
    merged = tifa("merge", "c4", "SOE reform")
    assert merged.returncode == 0, merged.stderr
    assert "國有企業改革 · SOE reform (c5) merged into 国有企业改革" in merged.stdout
    assert tifa("duplicates").returncode == 0
    assert "c4" in tifa("lookup", "SOE reform", "--json").stdout
    assert "no longer in the glossary" in tifa("history", "c5").stdout
    undone = tifa("undo", "7")
    assert "put back: 國有企業改革 · SOE reform" in undone.stdout
    assert set(statuses(small)) == {"c1", "c2", "c3", "c4", "c5"}


def test_merging_does_not_guess_either(tifa: Tifa, small: Path) -> None:
    answer = tifa("merge", "三首", "reform")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "reform: means 2 concepts" in answer.stderr
    assert set(statuses(small)) == {"c1", "c2", "c3", "c4"}


def test_terms_are_compared_by_meaning_with_the_encoder(tifa: Tifa, small: Path) -> None:
    answer = tifa("duplicates", "--vectors", "--min-cosine", "0.5", "--json")
    hows = {json.loads(line)["how"] for line in answer.stdout.splitlines()}
    assert hows == {"vectors"}, answer.stderr


def test_stats_count(tifa: Tifa, small: Path) -> None:
    tifa("approve", "c1", TIFA_REVIEWER="Wang")
    shown = tifa("stats").stdout
    assert shown.startswith("4 concepts: 3 proposed, 0 in review, 1 approved, 0 rejected\n")
    assert "Wang" in shown
    found = json.loads(tifa("stats", "--json").stdout)
    assert found["statuses"]["approved"] == 1
    people = {each["name"]: each["actions"] for each in found["reviewers"]}
    assert people == {"Li": {"edit": 4}, "Wang": {"approve": 1}}


def test_backup_copies_a_glossary_that_is_being_written(
    tifa: Tifa, small: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(small, isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM concept")
        answer = tifa("backup", "copy.sqlite")
        writer.execute("ROLLBACK")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == "4 concepts and the history copied to copy.sqlite\n"
    assert statuses(tmp_path / "copy.sqlite") == statuses(small)
    assert "Li  edit" in tifa("history", "三首", "--glossary", "copy.sqlite").stdout


def test_backup_replaces_no_glossary_that_is_in_use(
    tifa: Tifa, small: Path, tmp_path: Path
) -> None:
    assert "is the glossary itself" in tifa("backup", small.name).stderr
    (tmp_path / "link").symlink_to(small)
    assert "is the glossary itself" in tifa("backup", "link").stderr
    with Glossary.open(str(tmp_path / "other.sqlite")) as other:
        other.save(concept("x", "三农", "x"), who="Li")
        answer = tifa("backup", "other.sqlite")
    assert (answer.returncode, "in use" in answer.stderr) == (2, True)
    assert statuses(tmp_path / "other.sqlite") == {"x": "proposed"}
    assert "no folder" in tifa("backup", "missing/copy.sqlite").stderr


def test_an_export_is_edited_and_imported(tifa: Tifa, small: Path, tmp_path: Path) -> None:
    tifa("export", "x.jsonl")
    assert tifa("import", "x.jsonl", "--glossary", "new.sqlite").returncode == 0
    tifa("export", "y.jsonl", "--glossary", "new.sqlite")
    assert (tmp_path / "y.jsonl").read_bytes() == (tmp_path / "x.jsonl").read_bytes()

    with Glossary.open(str(small)) as glossary:
        glossary.save(replace(glossary.concept("c1"), note="ours"), who="Li")
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    edited = "\n".join(json.dumps({**line, "note": "a\x00"}) for line in lines)
    (tmp_path / "x.jsonl").write_text(edited, "utf-8")
    dry = tifa("import", "x.jsonl", "--dry-run")
    assert dry.returncode == 1
    assert "conflict, line 1: 三首" in dry.stdout
    assert "change, line 2: 改革" in dry.stdout
    assert dry.stdout.endswith("0 would be added, 3 would be changed, 0 unchanged, 1 conflict\n")
    answer = tifa("import", "-", input=edited)
    assert answer.returncode == 1
    assert answer.stdout.endswith("0 added, 3 changed, 0 unchanged, 1 conflict\n")
    assert "4 characters that cannot be stored became U+FFFD" in answer.stderr
    with Glossary.open(str(small)) as glossary:
        assert {each.id: each.note for each in glossary.concepts()} == {
            "c1": "ours",
            **dict.fromkeys(("c2", "c3", "c4"), "a\ufffd"),
        }


def test_bad_lines_are_named_and_nothing_is_imported(
    tifa: Tifa, small: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "x"}\nnope\n', "utf-8")
    answer = tifa("import", "x.jsonl")
    assert (answer.returncode, answer.stdout) == (2, "")
    first, second, last = answer.stderr.splitlines()
    assert first.startswith("tifa: x.jsonl, line 1: terms is missing")
    assert second.startswith("tifa: x.jsonl, line 2: no JSON")
    said = "2 bad lines; correct what is bad, or use --skip-bad; nothing was imported"
    assert last == f"tifa: x.jsonl: {said}"
    assert tifa("import", "missing.jsonl").stderr == (
        "tifa: missing.jsonl: no such file; check the path\n"
    )


def test_a_dry_run_makes_no_glossary(tifa: Tifa, small: Path, tmp_path: Path) -> None:
    tifa("export", "x.jsonl")
    answer = tifa("import", "x.jsonl", "--dry-run", "--glossary", "new.sqlite")
    assert answer.stdout.endswith(
        "4 would be added, 0 would be changed, 0 unchanged, 0 conflicts\n"
    )
    assert not (tmp_path / "new.sqlite").exists()


def test_a_workbook_that_nobody_edited_changes_nothing(tifa: Tifa, small: Path) -> None:
    assert tifa("export", "small.xlsx").returncode == 0
    answer = tifa("import", "small.xlsx")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == "0 added, 0 changed, 4 unchanged, 0 conflicts\n"


def test_no_file_is_named_like_standard_output(tifa: Tifa, small: Path) -> None:
    answer = tifa("backup", "-")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "tifa: -: nothing is written to standard output; name a file\n"
    assert tifa("export", "-", "--format", "jsonl").stdout
    assert not (small.parent / "-").exists()
