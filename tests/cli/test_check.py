"""check as people run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook
from running import Tifa

ZH = "目前，已有66家中央企业建立“三首”采购绿色通道。\n要加快发展新质生产力。\n"
GOOD = (
    "At present, 66 central enterprises have a green channel for the three firsts.\n"
    "We should develop new quality productive forces faster.\n"
)
BAD = GOOD.replace("66", "67").replace("three firsts", "three first")


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    (tmp_path / "zh.txt").write_text(ZH, "utf-8")
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    (tmp_path / "bad.txt").write_text("# a remark\n" + BAD, "utf-8")
    return tmp_path


def test_a_good_translation_is_exit_code_0(tifa: Tifa, pair: Path) -> None:
    answer = tifa("check", "zh.txt", "good.txt")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "0 findings\n")


def test_findings_are_exit_code_1_in_either_order_of_the_texts(tifa: Tifa, pair: Path) -> None:
    for texts in (("zh.txt", "bad.txt"), ("bad.txt", "zh.txt")):
        answer = tifa("check", *texts)
        assert answer.returncode == 1
        assert "bad.txt:2:13: error number: 66" in answer.stdout
        assert "term-avoided: 三首" in answer.stdout
        assert answer.stderr.endswith("2 findings\n")


def test_a_folder_is_checked_pair_by_pair_and_what_is_left_out_is_said(
    tifa: Tifa, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in {
        "one.zh.md": ZH,
        "one.en.md": BAD,
        "two.zh.md": ZH,
        "two.en.md": GOOD,
        "three.zh.md": ZH,
        "three.en.md": "",
        "four.zh.md": ZH,
    }.items():
        (folder / name).write_text(text, "utf-8")
    answer = tifa("check", "texts", "--format", "sarif", "-o", "found.sarif")
    assert answer.returncode == 1
    (run,) = json.loads((tmp_path / "found.sarif").read_bytes())["runs"]
    assert {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in run["results"]
    } == {"texts/one.en.md"}
    assert "three.en.md: is empty" in answer.stderr
    assert "four.zh.md: no file of this name" in answer.stderr
    assert answer.stderr.endswith("2 pairs checked in texts, 1 failed\n2 findings\n")
    (folder / "lonely").mkdir()
    assert tifa("check", "texts/lonely").returncode == 2


def test_pre_split_texts_have_a_sentence_a_line(tifa: Tifa, pair: Path) -> None:
    (pair / "bad.txt").write_text(BAD, "utf-8")
    answer = tifa("check", "zh.txt", "bad.txt", "--pre-split")
    assert "bad.txt:1:13: error number: 66" in answer.stdout


def test_without_glossaries_only_numbers_and_formulas_are_checked(tifa: Tifa, pair: Path) -> None:
    answer = tifa("check", "zh.txt", "bad.txt", "--no-glossary")
    assert "number" in answer.stdout
    assert "term-" not in answer.stdout


def test_an_english_text_alone_is_checked_and_a_chinese_one_is_not(tifa: Tifa, pair: Path) -> None:
    answer = tifa("check", "bad.txt")
    assert answer.returncode == 1
    assert "term-avoided: three firsts" in answer.stdout
    refused = tifa("check", "zh.txt")
    assert refused.returncode == 2
    assert refused.stderr == (
        "tifa: zh.txt: is Chinese and stands alone; give its translation too\n"
    )


def test_the_users_own_approved_terms_are_checked_and_proposed_ones_on_demand(
    tifa: Tifa, pair: Path
) -> None:
    line = {
        "id": "own",
        "status": "proposed",
        "terms": [
            {"language": "zh", "text": "采购绿色通道", "status": "preferred"},
            {"language": "en", "text": "procurement fast lane", "status": "preferred"},
        ],
    }
    (pair / "own.jsonl").write_text(json.dumps(line), "utf-8")
    assert tifa("import", "own.jsonl").returncode == 0
    assert tifa("check", "zh.txt", "good.txt").returncode == 0
    answer = tifa("check", "zh.txt", "good.txt", "--status", "proposed")
    assert "term-rendering: 采购绿色通道" in answer.stdout
    assert tifa("approve", "采购绿色通道").returncode == 0
    assert "采购绿色通道" in tifa("check", "zh.txt", "good.txt").stdout


def test_waivers_are_written_completed_and_used_and_unused_ones_are_said(
    tifa: Tifa, pair: Path
) -> None:
    assert tifa("check", "zh.txt", "bad.txt", "--write-waivers", "w.toml").returncode == 1
    empty = tifa("check", "zh.txt", "bad.txt", "--waivers", "w.toml")
    assert empty.returncode == 2
    assert "its reason is missing" in empty.stderr
    file = pair / "w.toml"
    file.write_text(file.read_text("utf-8").replace('reason = ""', 'reason = "as agreed"'), "utf-8")
    answer = tifa("check", "zh.txt", "bad.txt", "--waivers", "w.toml")
    assert (answer.returncode, answer.stderr) == (0, "0 findings, 2 waived\n")
    unused = tifa("check", "zh.txt", "good.txt", "--waivers", "w.toml")
    assert unused.returncode == 0
    assert unused.stderr.count("unused waiver") == 2


@pytest.mark.parametrize("form", ["jsonl", "sarif"])
def test_reports_for_programs_go_to_standard_output_or_a_file(
    tifa: Tifa, pair: Path, form: str
) -> None:
    printed = tifa("check", "zh.txt", "bad.txt", "--format", form)
    assert printed.returncode == 1
    assert tifa("check", "zh.txt", "bad.txt", "-o", f"f.{form}").returncode == 1
    assert (pair / f"f.{form}").read_text("utf-8") == printed.stdout
    json.loads(printed.stdout.splitlines()[0] if form == "jsonl" else printed.stdout)


def test_a_workbook_needs_a_file(tifa: Tifa, pair: Path) -> None:
    assert tifa("check", "zh.txt", "bad.txt", "--format", "xlsx").returncode == 2
    assert tifa("check", "zh.txt", "bad.txt", "-o", "f.xlsx").returncode == 1
    assert load_workbook(pair / "f.xlsx")["Findings"].max_row == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zh.txt", "bad.txt", "-o", "f.csv"], "no format has this extension"),
        (["zh.txt", "bad.txt", "-o", "bad.txt"], "is one of the texts"),
        (["zh.txt", "bad.txt", "--waivers", "none.toml"], "none.toml: no such file"),
        (["zh.txt", "bad.txt", "--waivers", "."], "is a folder"),
        (["zh.txt", "none.txt"], "none.txt: no such file"),
        (["good.txt", "bad.txt"], "both in English"),
    ],
)
def test_what_cannot_be_checked_is_exit_code_2(
    tifa: Tifa, pair: Path, arguments: list[str], said: str
) -> None:
    answer = tifa("check", *arguments)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    assert (pair / "bad.txt").read_text("utf-8").endswith(BAD)


def test_hostile_texts_do_no_harm(tifa: Tifa, pair: Path) -> None:
    (pair / "zh.txt").write_text(ZH + "\x1b[2J\u202e三首\x00“" * 50 + "九" * 20_000, "utf-8")
    (pair / "bad.txt").write_text(BAD + "\x1b[2J three first [bold]" * 50 + "9" * 20_000, "utf-8")
    for form in ("text", "jsonl", "sarif"):
        answer = tifa("check", "zh.txt", "bad.txt", "--force", "--format", form)
        assert answer.returncode == 1, answer.stderr
        assert "\x1b" not in answer.stdout


def test_the_seed_article_is_full_of_calques(tifa: Tifa, seeds: tuple[Path, Path]) -> None:
    answer = tifa("check", *seeds, "--format", "jsonl")
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    said = {(each["rule"], each["term"]) for each in found}
    assert {("term-avoided", "三首"), ("term-varies", "新质生产力")} <= said
    assert not [each for each in found if each["rule"] == "number"]


def test_a_translation_into_another_language_is_checked(tifa: Tifa, pair: Path) -> None:
    good = (
        "À ce jour, 66 entreprises centrales ont ouvert une voie verte d’achat pour les « trois"
        " premiers ».\nIl faut développer plus vite les forces productives de nouvelle qualité.\n"
    )
    (pair / "good.fr.txt").write_text(good, "utf-8")
    (pair / "bad.fr.txt").write_text(good.replace("66", "67"), "utf-8")
    assert tifa("check", "zh.txt", "good.fr.txt", "--no-glossary").returncode == 0
    answer = tifa("check", "bad.fr.txt", "zh.txt", "--no-glossary", "--format", "jsonl")
    (finding,) = map(json.loads, answer.stdout.splitlines())
    assert (finding["rule"], finding["stands"]) == ("number", "67")
    assert (finding["origin"]["language"], finding["places"][0]["language"]) == ("zh", "fr")


def test_a_french_text_alone_is_checked_for_renderings_to_avoid(tifa: Tifa, pair: Path) -> None:
    line = {
        "id": "own",
        "status": "approved",
        "terms": [
            {"language": "zh", "text": "绿色发展", "status": "preferred"},
            {"language": "fr", "text": "développement vert", "status": "preferred"},
            {"language": "fr", "text": "essor verdoyant", "status": "deprecated"},
        ],
    }
    (pair / "own.jsonl").write_text(json.dumps(line), "utf-8")
    assert tifa("import", "own.jsonl").returncode == 0
    text = "Nous suivons tous ensemble la voie des essors verdoyants pour le pays.\n"
    (pair / "fr.txt").write_text(text, "utf-8")
    answer = tifa("check", "fr.txt")
    assert answer.returncode == 1
    assert "fr.txt:1:40: error term-avoided: développement vert" in answer.stdout


def test_a_report_may_be_a_web_page(tifa: Tifa, pair: Path) -> None:
    assert tifa("check", "zh.txt", "bad.txt", "-o", "f.html").returncode == 1
    page = (pair / "f.html").read_text("utf-8")
    assert "Source (Chinese)" in page
    assert "Text (English)" in page


def test_a_file_of_a_cat_tool_is_reported_by_the_ids_of_its_segments(
    tifa: Tifa, tmp_path: Path
) -> None:
    units = "".join(
        f'<trans-unit id="{key}"><source>{zh}</source><target>{en}</target></trans-unit>'
        for key, zh, en in zip(("a7", "b8"), ZH.splitlines(), BAD.splitlines(), strict=True)
    )
    (tmp_path / "speech.xlf").write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x"'
        f' source-language="zh" target-language="en"><body>{units}</body></file></xliff>',
        "utf-8",
    )
    assert "speech.xlf#en, segment a7: error number: 66" in tifa("check", "speech.xlf").stdout
    found = tifa("check", "speech.xlf", "--format", "jsonl").stdout.splitlines()
    assert {json.loads(line)["places"][0]["unit"] for line in found} == {"segment a7"}
    (run,) = json.loads(tifa("check", "speech.xlf", "--format", "sarif").stdout)["runs"]
    assert run["results"][0]["locations"][0]["logicalLocations"] == [{"name": "segment a7"}]


def word_file(path: Path, *paragraphs: str) -> None:
    document = WordDocument()
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(str(path))


def test_a_word_document_gets_its_findings_as_comments_in_either_order(
    tifa: Tifa, pair: Path
) -> None:
    word_file(pair / "bad.docx", *BAD.splitlines())
    for number, texts in enumerate((("zh.txt", "bad.docx"), ("bad.docx", "zh.txt"))):
        answer = tifa("check", *texts, "-o", f"{number}.docx")
        assert (answer.returncode, answer.stdout) == (1, "")
        comments = list(WordDocument(str(pair / f"{number}.docx")).comments)
        assert [each.text.splitlines()[0] for each in comments] == [
            "A number that disagrees: 66",
            "A rendering to avoid: 三首",
        ]
    again = [tifa("check", "zh.txt", f"{number}.docx").stdout for number in (0, 1)]
    assert again[0] == again[1].replace("1.docx", "0.docx") != ""


def test_comments_that_cannot_be_written_are_one_line_and_cost_no_file(
    tifa: Tifa, pair: Path
) -> None:
    word_file(pair / "zh.docx", *ZH.splitlines())
    word_file(pair / "bad.docx", *BAD.splitlines())
    before = (pair / "bad.docx").read_bytes()
    for arguments, said in (
        (("zh.docx", "bad.txt", "-o", "out.docx"), "bad.txt: takes no comments"),
        (("zh.txt", "bad.txt", "-o", "out.docx"), "comments stand in a Word document"),
        (("zh.txt", "none.docx", "-o", "out.docx"), "none.docx: no such file"),
        (("zh.txt", "x" * 300 + ".docx", "-o", "out.docx"), "cannot be read (File name too long)"),
        (("zh.txt", "bad.docx", "-o", "bad.docx"), "bad.docx"),
        (("zh.txt", "bad.docx", "-o", "none/out.docx"), "there is no folder none"),
        (("zh.txt", "bad.docx", "--format", "docx"), "needs a file"),
    ):
        answer = tifa("check", *arguments)
        assert answer.returncode == 2, answer.stderr
        assert said in answer.stderr
        assert "Traceback" not in answer.stderr
    assert (pair / "bad.docx").read_bytes() == before
    assert not (pair / "out.docx").exists()
