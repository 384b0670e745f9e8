"""Commands that take a pair take one file that holds both languages, already aligned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

ROWS = [
    ("我们要发展新质生产力。", "We will develop new quality productive forces."),
    ("新质生产力推动高质量发展。", "New quality productive forces drive high-quality development."),
    ("高质量发展是首要任务。", "High-quality development is the first task."),
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pair.tsv"
    path.write_text("".join(f"{zh}\t{en}\n" for zh, en in ROWS), "utf-8")
    return path


def test_align_gives_the_beads_of_the_file(tifa: Tifa, table: Path) -> None:
    answer = tifa("align", table, "--format", "jsonl")
    assert answer.returncode == 0, answer.stderr
    beads = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(beads) == len(ROWS)
    assert ROWS[1][1] in json.dumps(beads[1], ensure_ascii=False)


def test_a_memory_that_align_wrote_is_read_again(tifa: Tifa, table: Path) -> None:
    memory = table.with_suffix(".tmx")
    assert tifa("align", table, "-o", memory).returncode == 0
    first, second = (tifa("align", path, "--format", "indices") for path in (table, memory))
    assert first.stdout == second.stdout != ""


def test_add_stores_both_sides_as_documents(tifa: Tifa, table: Path) -> None:
    answer = tifa("add", table, "--min-score", "0")
    assert answer.returncode == 0, answer.stderr
    listed = tifa("documents").stdout
    assert "pair.tsv#zh" in listed
    assert "pair.tsv#en" in listed
    again = tifa("add", table, "--min-score", "0")
    assert again.stdout.startswith("0 added, 0 extended")


def test_check_takes_one_file(tifa: Tifa, table: Path) -> None:
    answer = tifa("check", table)
    assert answer.returncode in {0, 1}, answer.stderr
    assert "stands alone" not in answer.stderr


def test_a_text_in_one_language_alone_is_not_aligned(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("我们要坚持改革开放。\n", "utf-8")
    answer = tifa("align", tmp_path / "zh.txt")
    assert answer.returncode == 2
    assert "holds one language; give its translation too" in " ".join(answer.stderr.split())


def test_a_half_written_memory_is_refused_in_one_line(tifa: Tifa, table: Path) -> None:
    memory = table.with_suffix(".tmx")
    tifa("align", table, "-o", memory)
    memory.write_bytes(memory.read_bytes()[:-60])
    answer = tifa("extract", memory)
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert "pair.tmx" in answer.stderr


def test_a_bitext_that_is_not_there_is_told_as_any_file_is(tifa: Tifa) -> None:
    answer = tifa("align", "none.tmx")
    said = "tifa: none.tmx: no such file; check the path\n"
    assert (answer.returncode, answer.stderr) == (2, said)


def test_sentences_left_in_chinese_give_no_english_terms(tifa: Tifa, tmp_path: Path) -> None:
    left = "统筹推进“五位一体”总体布局。"
    (tmp_path / "zh.txt").write_text("\n".join([zh for zh, _ in ROWS] + [left]), "utf-8")
    (tmp_path / "en.txt").write_text("\n".join([en for _, en in ROWS] + [left]), "utf-8")
    both = tmp_path / "zh.txt", tmp_path / "en.txt"
    answer = tifa("extract", *both, "--format", "jsonl")
    assert answer.returncode == 0, answer.stderr
    terms = [json.loads(line)["terms"] for line in answer.stdout.splitlines()]
    assert "“五位一体”总体布局" in {each["zh"] for each in terms}
    assert all(each["en"] is None or each["en"].isascii() for each in terms)
    assert "en.txt: sentence 4 of 4 in Chinese, and taken for no translation" in answer.stderr
    checked = tifa("check", *both, "--no-glossary", "--format", "jsonl")
    assert checked.returncode == 1
    assert [json.loads(line)["rule"] for line in checked.stdout.splitlines()] == ["untranslated"]


def test_an_untranslated_unit_is_named_by_the_place_of_its_original(
    tifa: Tifa, tmp_path: Path
) -> None:
    path = tmp_path / "a.tsv"
    rows = [*ROWS, ("共同富裕。", "共同富裕。"), ("依法治国。", "Law-based governance.")]
    path.write_text("".join(f"{zh}\t{en}\n" for zh, en in rows), "utf-8")
    answer = tifa("check", path, "--no-glossary")
    assert answer.returncode == 1
    assert "a.tsv#zh, row 4: warning untranslated" in answer.stdout


MEMORY = """<tmx version="1.4"><header/><body>
<tu><tuv xml:lang="zh-CN"><seg>{}</seg></tuv><tuv xml:lang="fr-FR"><seg>{}</seg></tuv>
<tuv xml:lang="ru"><seg>{}</seg></tuv></tu>
</body></tmx>"""


def test_a_memory_of_several_languages_is_an_original_with_its_translations(
    tifa: Tifa, tmp_path: Path
) -> None:
    texts = (
        "我们要推动共同富裕。",
        "Nous visons la prospérité commune.",
        "Мы развиваем всеобщее благосостояние.",
    )
    (tmp_path / "m.tmx").write_text(MEMORY.format(*texts), encoding="utf-8")
    answer = tifa("align", "m.tmx", "--format", "tsv")
    assert answer.returncode == 0, answer.stderr
    header, row = answer.stdout.splitlines()
    assert (header, row) == ("score\tzh\tfr\tru", "\t".join(("1.0000", *texts)))
    answer = tifa("extract", "m.tmx", "--format", "jsonl")
    terms = [json.loads(line)["terms"] for line in answer.stdout.splitlines()]
    (known,) = (each for each in terms if each["zh"] == "共同富裕")
    assert known["fr"].lower() == "prospérité commune"
    assert known["ru"].lower() == "всеобщее благосостояние"
    answer = tifa("check", "m.tmx")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        "tifa: m.tmx: holds Chinese, French and Russian; choose two of them: --languages zh,fr\n"
    )
    assert tifa("check", "m.tmx", "--languages", "zh,ru").returncode in (0, 1)
    answer = tifa("align", "m.tmx", "--languages", "zh,ru", "--format", "tsv")
    assert answer.stdout.splitlines()[0] == "score\tzh\tru"


def test_languages_that_a_memory_lacks_are_refused_in_one_line(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "m.tmx").write_text(MEMORY.format("改革", "réforme", "реформа"), encoding="utf-8")
    answer = tifa("align", "m.tmx", "--languages", "zh,de")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        "tifa: m.tmx: is in zh, fr and ru, not in German; say languages that it holds\n"
    )
