"""Aligned texts in the formats that other tools read."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from lxml import etree, html
from texts import document

from align.model import Aligned, Bead, Bitext, JointBead, Language, Multitext
from exports.registry import BITEXT_FORMATS, bitext_writer

BITEXT = Bitext(
    document(Language.ZH, "坚持改革开放。", "落实“三首”政策。", "<无译文>"),
    document(
        Language.EN, "Stay with reform & opening up;", "it is\nvital.", "Apply the “three firsts”."
    ),
    (Bead((0,), (0, 1), 0.97), Bead((1,), (2,), 0.5), Bead((2,), (), 0.25)),
)


def written(name: str, bitext: Aligned = BITEXT) -> bytes:
    stream = io.BytesIO()
    bitext_writer(name).write(bitext, stream)
    return stream.getvalue()


def test_indices_are_those_that_the_scorers_read() -> None:
    assert written("indices").decode() == "[0]:[0,1]:0.9700\n[1]:[2]:0.5000\n[2]:[]:0.2500\n"


def test_tsv_has_one_line_a_bead_and_three_fields_a_line() -> None:
    lines = written("tsv").decode("utf-8").splitlines()
    assert lines[0] == "score\tzh\ten"
    assert [line.count("\t") for line in lines] == [2, 2, 2, 2]
    assert lines[1].split("\t")[2] == "Stay with reform & opening up; it is vital."


def test_tmx_holds_the_complete_beads_and_escapes_their_text() -> None:
    root = etree.fromstring(written("tmx"))
    units = root.findall("body/tu")
    assert [[seg.text for seg in unit.iter("seg")] for unit in units] == [
        ["坚持改革开放。", "Stay with reform & opening up; it is vital."],
        ["落实“三首”政策。", "Apply the “three firsts”."],
    ]
    assert [each.get("srclang") for each in root.findall("header")] == ["zh"]
    assert b"DOCTYPE tmx" in written("tmx")


def test_json_lines_hold_indices_score_and_texts_of_a_bead_each() -> None:
    lines = [json.loads(line) for line in written("jsonl").decode("utf-8").splitlines()]
    assert lines[0] == {
        "source": [0],
        "target": [0, 1],
        "score": 0.97,
        "texts": {"zh": "坚持改革开放。", "en": "Stay with reform & opening up; it is vital."},
    }
    assert [(line["source"], line["target"]) for line in lines[1:]] == [([1], [2]), ([2], [])]
    assert lines[2]["texts"] == {"zh": "<无译文>", "en": ""}
    assert "改革" in written("jsonl").decode("utf-8")


def test_json_lines_hold_what_utf_8_cannot() -> None:
    odd = replace(BITEXT, source=document(Language.ZH, "甲\ud800", "乙\x00", "丙"))
    first, second, _ = written("jsonl", odd).decode("utf-8").splitlines()
    assert json.loads(first)["texts"]["zh"] == "甲\ud800"
    assert json.loads(second)["texts"]["zh"] == "乙\x00"


def test_the_page_shows_both_sides_of_each_bead_in_their_languages() -> None:
    page = html.document_fromstring(written("html"))
    rows = page.findall(".//tbody/tr")
    assert [row.findtext("th") for row in rows] == ["0.97", "0.50", "0.25"]
    sides = [[(cell.get("lang"), cell.text) for cell in row.findall("td")] for row in rows]
    assert sides[0] == [
        ("zh", "坚持改革开放。"),
        ("en", "Stay with reform & opening up; it is vital."),
    ]
    assert sides[2] == [("zh", "<无译文>"), (None, "nothing corresponds")]
    assert page.get("lang") == "en"


def test_the_page_shades_a_bead_the_darker_the_less_certain_it_is() -> None:
    page = html.document_fromstring(written("html"))
    assert [row.get("class") for row in page.findall(".//tbody/tr")] == ["c9", "c5", "c2"]
    style = page.findtext(".//style") or ""
    light = [
        float(style.split(f".c{shade} {{")[1].split("%")[1].split()[-1]) for shade in (2, 5, 9)
    ]
    assert light == sorted(set(light))
    assert "print-color-adjust: exact" in style


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    attack = "<script>alert(1)</script><img src=http://example.org/x onerror=alert(2)>\u202e&amp;"
    name = '"><b>.txt'
    target = document(Language.EN, attack, "b", "c")
    named = replace(target.document, source=name)
    page = written("html", replace(BITEXT, target=replace(target, document=named)))
    tree = html.document_fromstring(page)
    assert {element.tag for element in tree.iter()}.isdisjoint({"script", "img", "link", "b", "a"})
    assert not any("src" in element.attrib or "href" in element.attrib for element in tree.iter())
    assert "url(" not in page.decode("utf-8")
    assert str(tree.findall(".//tbody/tr")[0][2].text).startswith("<script>alert(1)</script>")
    assert "\u202e" not in page.decode("utf-8")


def test_every_format_writes_what_it_registers() -> None:
    assert all(written(name) for name in BITEXT_FORMATS)


SEVERAL = Multitext(
    (
        document(Language.ZH, "改革。", "开放。", "创新。"),
        document(Language("fr"), "La réforme et l’ouverture."),
        document(Language("ar"), "الإصلاح", "والانفتاح", "الابتكار"),
    ),
    (JointBead(((0, 1), (0,), (0, 1)), 0.75), JointBead(((2,), (), (2,)), 0.5)),
)


def test_several_translations_are_columns() -> None:
    assert written("tsv", SEVERAL).decode().splitlines() == [
        "score\tzh\tfr\tar",
        "0.7500\t改革。开放。\tLa réforme et l’ouverture.\tالإصلاح والانفتاح",
        "0.5000\t创新。\t\tالابتكار",
    ]
    assert written("indices", SEVERAL).decode() == "[0,1]:[0]:[0,1]:0.7500\n[2]:[]:[2]:0.5000\n"


def test_several_translations_are_variants_of_a_unit() -> None:
    units = etree.fromstring(written("tmx", SEVERAL)).findall("body/tu")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [
        [(tuv.get(lang), tuv.findtext("seg")) for tuv in unit.iter("tuv")] for unit in units
    ] == [
        [
            ("zh", "改革。开放。"),
            ("fr", "La réforme et l’ouverture."),
            ("ar", "الإصلاح والانفتاح"),
        ],
        [("zh", "创新。"), ("ar", "الابتكار")],
    ]


def test_json_lines_say_the_indices_of_each_of_several_translations() -> None:
    first, second = map(json.loads, written("jsonl", SEVERAL).decode().splitlines())
    assert (first["source"], first["targets"]) == ([0, 1], {"fr": [0], "ar": [0, 1]})
    assert second["texts"] == {"zh": "创新。", "fr": "", "ar": "الابتكار"}


def test_the_page_shows_arabic_from_right_to_left() -> None:
    page = html.document_fromstring(written("html", SEVERAL))
    cells = page.findall(".//tbody/tr/td")
    assert [(cell.get("lang"), cell.get("dir")) for cell in cells] == [
        ("zh", None),
        ("fr", None),
        ("ar", "rtl"),
        ("zh", None),
        (None, None),
        ("ar", "rtl"),
    ]
    assert len(page.findall(".//colgroup/col")) == 4
