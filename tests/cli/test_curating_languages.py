"""Commands that keep a glossary, over entries and documents that have no Chinese or English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

from align.languages import Language
from align.model import Document
from align.segment import segment
from glossary.model import Concept, ConceptStatus, Particulars, Term, TermStatus
from glossary.store import Glossary

AR, DE, FR, JA, RU, ZH = map(Language, ("ar", "de", "fr", "ja", "ru", "zh"))
PREFERRED = TermStatus.PREFERRED
QUAY = Concept(
    "quay",
    (
        Term(FR, "poste zéro carbone", PREFERRED),
        Term(RU, "безуглеродный причал", PREFERRED),
        Term(RU, "безуглеродного причала"),
        Term(AR, "الرصيف الخالي من الكربون", PREFERRED),
    ),
)
MARSH = Concept("marsh", (Term(FR, "zone humide", PREFERRED), Term(DE, "Feuchtgebiet", PREFERRED)))
MARSHES = Concept("marshes", (Term(FR, "zones humides", PREFERRED), Term(JA, "湿地", PREFERRED)))
PLAN = "Chaque port aura un poste zéro carbone. Les postes zéro carbone coûtent cher."


@pytest.fixture(autouse=True)
def glossary(tmp_path: Path) -> Path:
    """Three entries, revisions 1 to 3, and a text in French of two sentences."""
    path = tmp_path / "glossary.sqlite"
    text = segment(Document(PLAN, "plan.fr.txt", FR))
    with Glossary.open(str(path)) as opened:
        opened.save_all([QUAY, MARSH, MARSHES], who="li")
        opened.add([], [text], who="li", about={"plan.fr.txt": Particulars(dated="2026-03-02")})
    return path


def statuses(path: Path) -> dict[str, ConceptStatus]:
    with Glossary.open(str(path), read_only=True) as opened:
        return {each.id: each.status for each in opened.concepts()}


def test_entries_are_decided_about_by_their_names_in_any_language(
    tifa: Tifa, glossary: Path
) -> None:
    assert tifa("approve", "безуглеродный причал").stdout == "1 now approved, 0 were before\n"
    assert tifa("reject", "Feuchtgebiet", "--reason", "zu allgemein").returncode == 0
    assert tifa("approve", "湿地").returncode == 0
    assert tifa("defer", "zones humides").returncode == 0
    assert statuses(glossary) == {
        "quay": ConceptStatus.APPROVED,
        "marsh": ConceptStatus.REJECTED,
        "marshes": ConceptStatus.PROPOSED,
    }


def test_history_and_undo_name_entries_as_they_are_called(tifa: Tifa, glossary: Path) -> None:
    tifa("reject", "poste zéro carbone", "--reason", "trop tôt")
    told = tifa("history", "الرصيف الخالي من الكربون").stdout
    assert "reject: trop tôt" in told
    (number,) = (line.split()[0] for line in told.splitlines() if "reject:" in line)
    assert "poste zéro carbone" in tifa("undo", number).stdout
    assert statuses(glossary)["quay"] is ConceptStatus.PROPOSED


def test_duplicates_in_another_language_are_found_and_merged(tifa: Tifa, glossary: Path) -> None:
    assert "zone humide / zones humides" in tifa("duplicates").stdout
    assert tifa("merge", "Feuchtgebiet", "湿地").returncode == 0
    (line,) = tifa("lookup", "湿地", "--json").stdout.splitlines()
    terms = {term["text"] for term in json.loads(line)["terms"]}
    assert terms >= {"zone humide", "Feuchtgebiet", "湿地"}
    assert "3 concepts: 3 proposed" not in tifa("stats").stdout


def test_a_document_is_listed_described_and_withdrawn(tifa: Tifa) -> None:
    answer = tifa("describe", "plan.fr.txt", "--title", "План", "--issuer", "Мэрия")
    assert answer.returncode == 0, answer.stderr
    shown = tifa("documents", "plan.fr.txt").stdout
    assert "plan.fr.txt (French)" in shown
    assert "title: План" in shown
    assert tifa("withdraw", "plan.fr.txt", "--reason", "brouillon").returncode == 0
    assert "План" not in tifa("documents").stdout


def test_a_term_is_tracked_in_a_text_in_its_language(tifa: Tifa) -> None:
    told = tifa("track", "poste zéro carbone").stdout
    assert told.startswith("poste zéro carbone: 2 uses in 1 of 1 document in French")


def test_the_counts_and_the_copy_hold_all(tifa: Tifa, tmp_path: Path) -> None:
    assert tifa("stats").stdout.startswith("3 concepts: 3 proposed")
    assert tifa("backup", "copy.sqlite").returncode == 0
    shown = tifa("show", "безуглеродного причала", "--glossary", "copy.sqlite").stdout
    assert "الرصيف الخالي من الكربون" in shown


@pytest.mark.parametrize("form", ["xlsx", "csv", "tsv", "tbx", "jsonl"])
def test_what_is_exported_and_not_edited_changes_nothing(tifa: Tifa, form: str) -> None:
    assert tifa("export", f"all.{form}").returncode == 0
    answer = tifa("import", f"all.{form}")
    assert answer.stdout == "0 added, 0 changed, 3 unchanged, 0 conflicts\n", answer.stderr


def test_a_pair_without_chinese_goes_out(tifa: Tifa, tmp_path: Path) -> None:
    tifa("approve", "quay", "marsh")  # the other has no Russian
    answer = tifa("export", "g.utf8", "--pair", "fr-ru")
    assert (answer.returncode, answer.stdout) == (1, "1 concept written to g.utf8\n")
    assert (tmp_path / "g.utf8").read_text("utf-8").splitlines() == [
        "poste zéro carbone\tбезуглеродный причал",
        "poste zéro carbone\tбезуглеродного причала",
    ]


def test_words_of_any_two_languages_are_linked(tifa: Tifa) -> None:
    pair = "das Haus ist groß ||| la maison est grande\n"
    answer = tifa("align-words", "-", "--languages", "de,fr", input=pair)
    assert answer.stdout == "0-0 1-1 2-2 3-3\n"


@pytest.mark.parametrize(
    "arguments",
    [("compare", "a.txt", "zh.txt"), ("compare", "zh.txt", "a.txt"), ("drift", "a.txt")],
)
def test_what_compares_chinese_texts_refuses_others_in_a_line(
    tifa: Tifa, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    (tmp_path / "zh.txt").write_text("港口要建设零碳码头。", "utf-8")
    answer = tifa(*arguments)
    said = "tifa: a.txt: is in French; only Chinese texts are compared\n"
    assert (answer.returncode, answer.stdout, answer.stderr) == (2, "", said)


def test_a_corpus_of_forms_leaves_texts_in_other_languages_out(tifa: Tifa, tmp_path: Path) -> None:
    folder = tmp_path / "speeches"
    folder.mkdir()
    (folder / "2021-03-05.txt").write_text(PLAN, "utf-8")
    answer = tifa("corpus", folder, "-o", "own.corpus")
    assert "is in French, not in Chinese; left out" in answer.stderr


def test_an_entry_without_english_is_shown_in_the_language_of_the_translation(
    tifa: Tifa, glossary: Path, tmp_path: Path
) -> None:
    terms = (
        Term(ZH, "零碳码头", PREFERRED),
        Term(RU, "безуглеродный причал", PREFERRED),
        Term(FR, "poste zéro carbone", PREFERRED),
    )
    with Glossary.open(str(glossary)) as opened:
        opened.save(Concept("zero", terms, status=ConceptStatus.APPROVED), who="li")
    (tmp_path / "zh.txt").write_text("每个港口都要建设零碳码头。零碳码头很贵。", "utf-8")
    (tmp_path / "fr.txt").write_text(PLAN, "utf-8")
    said = tifa("extract", "zh.txt", "fr.txt", "--force", "--known").stdout
    (row,) = (line for line in said.splitlines() if "零碳码头" in line)
    assert row.split("  ")[:1] == ["1"]
    assert "безуглеродный" not in row
    assert row.count("零碳码头") == 1
    alone = tifa("extract", "zh.txt", "--known").stdout
    assert "poste zéro carbone" in alone
