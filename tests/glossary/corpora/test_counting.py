"""Reference statistics of a corpus: counted, written, read for one form or for many at once."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.model import Language
from glossary.corpora.counting import count
from glossary.corpora.hashing import all_hashed, hashed
from glossary.corpora.runs import Text
from glossary.corpora.table import MEASURES, Corpus, parse, read, shipped
from glossary.model.keys import key


def made(
    path: Path, days: Sequence[tuple[str, Sequence[str]]], *, least: int = 1, unit: str = "day"
) -> Corpus:
    file = path / "made.corpus"
    units = [(date, Text.of(sentences)) for date, sentences in days]
    count(units, file, name="made up", unit=unit, least=least)
    return read(file)


def measured(corpus: Corpus, form: str) -> dict[str, float]:
    return {
        name: float(values[0]) for name, values in corpus.columns([form]).items() if name != "days"
    }


@given(st.lists(st.text()))
def test_a_form_has_one_number_however_it_is_computed(forms: list[str]) -> None:
    assert all_hashed(forms).tolist() == list(map(hashed, forms))


def test_days_are_counted_by_year_and_repetition_on_a_day_is_not(tmp_path: Path) -> None:
    corpus = made(
        tmp_path,
        [
            ("2022-01-01", ["发展新质生产力。", "新质生产力是什么？"]),
            ("2023-01-01", ["新质生产力"]),
            ("2023-01-02", ["加快形成新质生产力"]),
        ],
    )
    assert corpus.years == (2022, 2023)
    assert corpus.about.years == ((2022, 1), (2023, 2))
    assert corpus.days("新质生产力") == (1, 2)
    assert measured(corpus, "新质生产力")["count"] == 4


def test_a_form_below_the_threshold_is_not_in_the_table(tmp_path: Path) -> None:
    days = [(f"2024-01-0{day}", ["高质量发展" if day < 3 else "乡村振兴"]) for day in range(1, 6)]
    corpus = made(tmp_path, days, least=3)
    assert corpus.days("高质量发展") == (0,)
    assert corpus.days("乡村振兴") == (3,)
    assert not any(measured(corpus, "高质量发展").values())


def test_forms_are_read_alike_one_by_one_and_together(tmp_path: Path) -> None:
    days = [("2024", [f"推进第{number}项改革，完善第{number}类制度。"]) for number in range(400)]
    corpus = made(tmp_path, days, unit="document")
    forms = [f"第{number}项改革" for number in range(-50, 450)]
    together = corpus.columns(forms)["days"][:, 0].tolist()
    assert together == [corpus.days(form)[0] for form in forms] == [0] * 50 + [1] * 400 + [0] * 50


def test_a_form_of_a_quotation_is_found_by_its_key(tmp_path: Path) -> None:
    corpus = made(
        tmp_path, [("2024", ["統籌推進「五位一體」總體布局，協調推進“四个全面”战略布局。"])]
    )
    for form in ("统筹推进“五位一体”总体布局", "五位一体", "“四个全面”战略布局"):
        assert corpus.days(key(form, Language.ZH)) == (1,), form
    assert measured(corpus, "五位一体")["quoted"] == 1
    assert measured(corpus, "五位一体总体布局")["quoted"] == 0


def test_marks_lists_and_neighbours_are_measured(tmp_path: Path) -> None:
    corpus = made(tmp_path, [("2024", ["城市、乡村都要发展。", "建设乡村"])])
    found = measured(corpus, "乡村")
    assert found["left_mark"] == found["listed"] == pytest.approx(0.5, abs=0.05)
    assert found["right_mark"] == pytest.approx(0.5, abs=0.05)
    assert found["left_entropy"] == found["right_entropy"] == 1


def test_a_formula_over_an_enumeration_comma_is_a_form(tmp_path: Path) -> None:
    corpus = made(tmp_path, [("2024", ["不忘初心、牢记使命，永远奋斗。", "全面发展"])])
    assert corpus.days(key("不忘初心、牢记使命", Language.ZH)) == (1,)
    assert corpus.days("永远奋斗全面发展") == (0,), "no form reaches over the end of a sentence"


def test_no_form_begins_or_ends_with_a_particle(tmp_path: Path) -> None:
    corpus = made(tmp_path, [("2024", ["人民的选择"])])
    assert corpus.days("人民的选择") == (1,)
    assert corpus.days("人民的") == corpus.days("的选择") == (0,)


def test_where_documents_come_from_does_not_change_the_table(tmp_path: Path) -> None:
    days = [("2022", ["坚持全面依法治国"]), ("2023", ["深化改革开放"]), ("2022", ["全面依法治国"])]
    first = made(tmp_path, days)
    again = made(tmp_path, days)
    other = made(tmp_path, days[::-1])
    assert (
        first.days("全面依法治国")
        == again.days("全面依法治国")
        == other.days("全面依法治国")
        == (2, 0)
    )


def test_a_form_that_was_never_seen_seems_seen_less_than_once_in_a_hundred_thousand(
    tmp_path: Path,
) -> None:
    days = [("2024", [f"第{number}项" for number in range(3000)])]
    corpus = made(tmp_path, days)
    unseen = [f"号{number}类" for number in range(300_000)]
    assert (corpus.columns(unseen)["count"] > 0).sum() <= 3


@pytest.fixture
def table(tmp_path: Path) -> bytes:
    made(tmp_path, [(f"202{year}", ["完善国家治理体系"]) for year in range(3)])
    return (tmp_path / "made.corpus").read_bytes()


def test_a_damaged_table_is_said_to_be(table: bytes) -> None:
    for place in range(0, len(table), 7):
        hurt = bytearray(table)
        hurt[place] ^= 0x55
        with pytest.raises(InputError, match=r"^x\.corpus: .*(damaged|no table of a corpus)"):
            parse(bytes(hurt), "x.corpus").columns(["国家治理体系"])


def test_a_table_cut_short_is_damaged(table: bytes) -> None:
    for size in range(len(table)):
        with pytest.raises(InputError):
            parse(table[:size], "x.corpus")


@pytest.mark.parametrize(
    "change",
    [
        {"bits": 0},
        {"bits": 65},
        {"bits": float("inf")},
        {"counts": [1 << 40]},
        {"counts": [-1]},
        {"counts": []},
        {"widths": [9] * 11},
        {"sizes": [[0]]},
        {"about": {}},
        {"about": []},
        {"sizes": None},
    ],
)
def test_a_header_that_lies_is_damage(table: bytes, change: dict[str, object]) -> None:
    line, _, rest = table.partition(b"\n")
    length = int(line.split()[-1], 16)
    header = json.dumps(json.loads(rest[:length]) | change).encode()
    forged = b"tifa corpus 1 %08x %x\n" % (zlib.crc32(header), len(header))
    with pytest.raises(InputError, match="damaged"):
        parse(forged + header + rest[length:], "x.corpus")


def test_a_plane_that_swells_is_damage_and_fills_no_memory(table: bytes) -> None:
    line, _, rest = table.partition(b"\n")
    length = int(line.split()[-1], 16)
    values = json.loads(rest[:length])
    bomb = zlib.compress(bytes(50_000_000), 9)
    sizes = values["sizes"][0]
    blocks = bomb + rest[length + sizes[0] :]
    values["sizes"][0][0] = len(bomb)
    header = json.dumps(values).encode()
    forged = b"tifa corpus 1 %08x %x\n" % (zlib.crc32(header), len(header))
    with pytest.raises(InputError, match="damaged"):
        parse(forged + header + blocks, "x.corpus").days("治理")


def test_what_is_no_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.corpus")
    (tmp_path / "text.txt").write_text("新闻", "utf-8")
    with pytest.raises(InputError, match="is no table of a corpus"):
        read(tmp_path / "text.txt")


def test_an_empty_corpus_makes_an_empty_table(tmp_path: Path) -> None:
    corpus = made(tmp_path, [("2024", ["好"])], least=2)
    assert len(corpus) == 0
    assert corpus.days("好") == (0,)
    assert set(corpus.columns(["好"])) == {"days", *MEASURES}
    assert np.all(corpus.columns(["好"])["count"] == 0)


def test_the_shipped_table_shows_a_term_of_art_come_into_use() -> None:
    news = shipped()
    assert news.about.years == ((2022, 365), (2023, 365), (2024, 365), (2025, 365))
    before, *_, since = news.days("新质生产力")
    assert before == 0
    assert since > 100
    assert measured(news, "五位一体")["quoted"] > 0.5


def test_one_form_is_looked_up_without_numpy() -> None:
    code = (
        "import sys; from glossary.corpora.table import shipped\n"
        "print(sum(shipped().days('乡村振兴')) > 500, 'numpy' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["True", "False"]
