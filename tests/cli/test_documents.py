"""Documents from the command line: their records, their evidence, and taking them back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from contexts import context_of
from running import Tifa
from schemas import TO_0002

from align.errors import SettingsError
from align.model import Bead, Language
from cli.settings import ranked, read_settings
from glossary.model import Concept, Term
from glossary.model.authority import Authority
from glossary.store import Glossary
from glossary.store.changing.aligning import correct_beads
from glossary.store.documents.texts import Alignment, alignment_of

ADD = ("add", "article.zh.txt", "article.txt")


def records(tifa: Tifa, *arguments: str) -> list[dict[str, Any]]:
    answer = tifa("documents", "--json", *arguments)
    assert answer.returncode == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def aligned(glossary: Glossary, zh: int, en: int) -> Alignment | None:
    with glossary.reading() as connection:
        return alignment_of(connection, zh, en)


def test_what_is_said_of_a_text_and_its_translation_is_listed(
    tifa: Tifa, seeds: tuple[Path, Path]
) -> None:
    said = ("--issuer", "国资委", "--date", "2024-07", "--date", "2025")
    answer = tifa(*ADD, *said, "--authority", "", "--authority", "official-media")
    assert answer.returncode == 0, answer.stderr
    chinese, english = records(tifa)
    assert (chinese["issuer"], chinese["date"], chinese["authority"]) == ("国资委", "2024-07", None)
    assert (english["issuer"], english["date"]) == ("国资委", "2025")
    assert english["authority"] == "official media"
    assert "国资委" in tifa("documents").stdout


def test_the_same_options_twice_change_nothing_and_others_are_said(
    tifa: Tifa, filled: Path, seeds: tuple[Path, Path]
) -> None:
    assert "record of 2 documents" in tifa(*ADD, "--issuer", "国资委").stderr
    before = records(tifa, "1", "2")
    assert [each["issuer"] for each in before] == ["国资委", "国资委"]
    answer = tifa(*ADD, "--issuer", "国资委")
    assert answer.returncode == 0
    assert "record" not in answer.stderr
    assert records(tifa, "1", "2") == before
    assert [each["action"] for each in before[0]["history"]] == ["add", "describe"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--date", "yesterday"), "'yesterday' is no date"),
        (("--authority", "high"), "is not one of"),
        (("--title", "a", "--title", "b", "--title", "c"), "twice is the most"),
    ],
)
def test_wrong_particulars_are_refused_before_any_work(
    tifa: Tifa, seeds: tuple[Path, Path], arguments: tuple[str, ...], said: str
) -> None:
    answer = tifa(*ADD, *arguments)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert not (seeds[0].parent / "glossary.sqlite").exists()


def test_the_configuration_ranks_issuers_and_paths(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path
) -> None:
    configuration = tmp_path / "tifa.toml"
    table = '[authority]\n"国务院*" = "state council"\n"*.zh.txt" = "central"\n"*" = "other"\n'
    configuration.write_text(table, "utf-8")
    environment = {"TIFA_CONFIG": str(configuration)}
    assert tifa(*ADD, "--issuer", "国务院国资委", **environment).returncode == 0
    assert [each["authority"] for each in records(tifa)] == ["state council", "other"]


def test_the_first_pattern_that_fits_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configuration = tmp_path / "tifa.toml"
    configuration.write_text('[authority]\n"a/*" = "ministry"\n"*.txt" = "official-media"\n')
    monkeypatch.setenv("TIFA_CONFIG", str(configuration))
    assert ranked(None, "a/b/c.txt") is Authority.MINISTRY
    assert ranked("a/", "b.txt") is Authority.MINISTRY
    assert ranked("", "b.txt") is Authority.MEDIA
    assert ranked(None, "-") is None


@pytest.mark.parametrize(
    "table", ['authority = "central"', '[authority]\n"a" = "high"', '[authority]\n"a" = 1']
)
def test_a_wrong_table_of_ranks_is_told(tmp_path: Path, table: str) -> None:
    configuration = tmp_path / "tifa.toml"
    configuration.write_text(table)
    with pytest.raises(SettingsError, match="authority must be a table"):
        read_settings({"TIFA_CONFIG": str(configuration)})


def test_a_record_is_corrected(tifa: Tifa, filled: Path) -> None:
    answer = tifa("describe", "article.zh.txt", "--title", "新标题", "--reason", "typo")
    assert answer.stdout == "1 article.zh.txt: changed\n"
    again = tifa("describe", "新标题", "--title", "新标题")
    assert again.stdout == "1 article.zh.txt: was so before\n"
    assert "describe: typo" in tifa("documents", "1").stdout
    assert tifa("describe", "1").returncode == 2


def test_an_entry_is_shown_with_its_evidence_in_its_place(tifa: Tifa, filled: Path) -> None:
    tifa("describe", "1", "--issuer", "国资委", "--authority", "ministry")
    answer = tifa("show", "三首", "--around", "1")
    assert answer.returncode == 0, answer.stderr
    assert "国资委, 2024-05-20, ministry" in answer.stdout
    lines = answer.stdout.splitlines()
    places = [line for line in lines if line.startswith("  > ")]
    assert "“三首”采购绿色通道" in places[0]
    assert '"three first"' in places[1]
    assert "深化国有企业改革" in answer.stdout  # the sentence after it
    shown = json.loads(tifa("show", "三首", "--json").stdout)
    (place,) = shown["places"]
    assert [line["evidence"] for line in place["lines"]] == [False, True, False]


def test_the_documents_that_use_a_term_are_shown_oldest_first_with_what_they_call_it(
    tifa: Tifa, filled: Path, tmp_path: Path
) -> None:
    (tmp_path / "later.zh.txt").write_text("推广“三首”采购绿色通道。\n", "utf-8")
    (tmp_path / "later.txt").write_text('Promote the green channel for "Triple Firsts".\n', "utf-8")
    added = tifa("add", "later.zh.txt", "later.txt", "--date", "2025-03", "--date", "2025-03")
    assert added.returncode == 0, added.stderr
    tifa("describe", "2", "--date", "2024-07-18")
    tifa("describe", "1", "--date", "")
    shown = tifa("show", "三首").stdout.splitlines()
    place = shown.index("  in 4 documents")
    used = shown[place + 1 : place + 5]
    assert used[0].startswith("    2024-07-18  ")
    assert "three first" in used[0]
    assert used[1] == "    2025-03     later.zh.txt: 三首 (1)"
    assert used[2].startswith("    2025-03     later.txt: ")
    assert used[3].startswith("    undated     ")
    documents = json.loads(tifa("show", "三首", "--json").stdout)["documents"]
    assert [each["date"] for each in documents] == ["2024-07-18", "2025-03", "2025-03", ""]
    assert documents[1]["forms"] == [{"text": "三首", "frequency": 1}]
    tifa("withdraw", "later.zh.txt", "later.txt")
    assert "  in 2 documents" in tifa("show", "三首").stdout


def test_the_texts_of_a_folder_get_the_dates_in_their_names(tifa: Tifa, tmp_path: Path) -> None:
    for name in ("report-2024-07-18.txt", "2023年报告.txt", "annex.txt"):
        text = f"New quality productive forces are the theme of {name}.\n" * 2
        (tmp_path / "texts" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "texts" / name).write_text(text, "utf-8")
    answer = tifa("add", "texts", "--dates-from-names", "--min-score", "0")
    assert answer.returncode == 0, answer.stderr
    assert "no date in the name of 1 text: texts/annex.txt" in answer.stderr
    dates = {Path(each["source"]).name: each["date"] for each in records(tifa)}
    assert dates == {
        "report-2024-07-18.txt": "2024-07-18",
        "2023年报告.txt": "2023",
        "annex.txt": "",
    }
    tifa("add", "texts", "--dates-from-names", "--date", "2020", "--min-score", "0")
    assert sorted(each["date"] for each in records(tifa)) == ["2020", "2023", "2024-07-18"]


def test_what_texts_say_of_themselves_is_recorded_and_told_where_nobody_says_it(
    tifa: Tifa, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    signed = "各地要建设海绵城市。\n海绵城市能吸水。\n国务院办公厅\n2024年3月5日\n"
    (folder / "a.txt").write_text(f"甲通知\n{signed}", "utf-8")
    (folder / "b-2023.txt").write_text(f"乙通知\n{signed}", "utf-8")
    (folder / "c-2024.txt").write_text(f"丙通知\n{signed}", "utf-8")
    answer = tifa("add", "texts", "--dates-from-names", "--min-score", "0")
    assert answer.returncode == 0, answer.stderr
    told = "read from the text of 3 documents: texts/a.txt (国务院办公厅, 2024-03-05), texts/b-2023"
    assert told in answer.stderr
    listed = records(tifa)
    assert [each["issuer"] for each in listed] == ["国务院办公厅"] * 3
    assert [each["date"] for each in listed] == ["2024-03-05", "2023", "2024-03-05"]
    assert "issuer and date read from the text" in tifa("documents", "1").stdout

    tifa("describe", "1", "--date", "", "--issuer", "国务院")
    again = tifa("add", "texts", "--min-score", "0")
    assert "read from the text" not in again.stderr
    first = records(tifa, "1")[0]
    assert (first["issuer"], first["date"]) == ("国务院", "")


def test_what_is_not_there_is_exit_code_1(tifa: Tifa, filled: Path) -> None:
    for command in ("show", "documents"):
        answer = tifa(command, "qqqq")
        assert (answer.returncode, answer.stdout) == (1, "")
        assert answer.stderr.startswith("tifa: qqqq:")
    for arguments in (["describe", "9", "--title", "x"], ["withdraw", "1", "9"], ["documents", ""]):
        answer = tifa(*arguments)
        assert (answer.returncode, answer.stdout) == (1, "")
        assert answer.stderr.endswith(": no such document; see: tifa documents --all\n")
    assert [record["number"] for record in records(tifa)] == [1, 2]
    assert tifa("undo", "99999").returncode == 1


def test_a_document_is_withdrawn_and_comes_back(
    tifa: Tifa, filled: Path, seeds: tuple[Path, Path]
) -> None:
    assert tifa("approve", "五位一体").returncode == 0
    answer = tifa("withdraw", "article.zh.txt", "2", "--reason", "a draft")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("2 documents withdrawn: ")
    assert "1 left without this evidence" in answer.stdout
    assert records(tifa) == []
    assert len(records(tifa, "--all")) == 2
    assert "starter glossary" in tifa("lookup", "三首").stdout
    assert "starter glossary" not in tifa("lookup", "五位一体").stdout
    assert "withdrawn before" in tifa("withdraw", "1").stderr
    again = tifa(*ADD)
    assert "2 documents had been withdrawn and came back" in again.stderr
    assert "starter glossary" not in tifa("lookup", "三首").stdout


def test_half_of_a_pair_is_withdrawn_and_the_other_half_named(tifa: Tifa, filled: Path) -> None:
    answer = tifa("withdraw", "article.txt")
    assert answer.stderr == "tifa: article.zh.txt (document 1), which is aligned with it, stays\n"


def test_a_withdrawal_is_undone(tifa: Tifa, filled: Path) -> None:
    def state() -> tuple[object, ...]:
        with Glossary.open(str(filled)) as glossary:
            return tuple((c.id, c.terms, c.contexts, c.frequency) for c in glossary.concepts())

    before = state()
    said = tifa("withdraw", "1", "2").stdout
    number = said.rpartition(" ")[2].strip()
    assert state() == ()
    answer = tifa("undo", number)
    assert answer.returncode == 0
    assert answer.stdout.splitlines()[-1].startswith(f"and {len(before) - 10} more; see: tifa")
    assert state() == before


def test_what_a_document_says_of_itself_is_no_command_to_the_terminal(
    tifa: Tifa, filled: Path
) -> None:
    tifa("describe", "1", "--title", "\x1b[31mred\n[bold]")
    for arguments in (("documents",), ("documents", "1"), ("show", "三首")):
        answer = tifa(*arguments)
        assert answer.returncode == 0
        assert "\x1b" not in answer.stdout
        assert "[bold]" in answer.stdout


def test_a_glossary_of_before_is_brought_up_to_date_by_adding(
    tifa: Tifa, filled: Path, seeds: tuple[Path, Path]
) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.executescript(";".join(TO_0002))
    answer = tifa(*ADD)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("0 added, 0 extended,")
    assert [each["aligned"] for each in records(tifa, "1")] == [
        [{"number": 2, "beads": 22, "corrected": 0}]
    ]


def test_sentences_that_a_person_aligned_stay_so_when_the_texts_are_added_again(
    tifa: Tifa, filled: Path, seeds: tuple[Path, Path]
) -> None:
    with Glossary.open(str(filled)) as glossary:
        alignment = aligned(glossary, 1, 2)
        assert alignment is not None
        first, second = (each.bead for each in alignment.beads[:2])
        one = Bead((*first.source, *second.source), (*first.target, *second.target), 1.0)
        corrected = correct_beads(glossary, (1, 2), [first, second], [one], who="Li")
    assert tifa(*ADD).returncode == 0
    assert tifa("add", "article.txt", "article.zh.txt").returncode == 0
    with Glossary.open(str(filled)) as glossary:
        assert aligned(glossary, 1, 2) == corrected
    assert "(21 beads, 1 of them by people)" in tifa("documents", "1").stdout


def test_a_context_without_its_document_is_shown_as_it_is(tifa: Tifa, tmp_path: Path) -> None:
    context = context_of("推进三首。", "Promote it.", "elsewhere.txt")
    with Glossary.open(str(tmp_path / "glossary.sqlite")) as glossary:
        glossary.save(Concept("c1", (Term(Language.ZH, "三首"),), contexts=(context,)), who="Li")
    answer = tifa("show", "c1")
    assert answer.stdout.split("\n")[2:5] == [
        "  elsewhere.txt",
        "  >       推进三首。",
        "  >       Promote it.",
    ]
