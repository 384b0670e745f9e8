"""Aligned texts in the formats that other tools read."""

from __future__ import annotations

import io

from lxml import etree

from align.model import Bead, Bitext, Document, Language, Segment, SegmentedDocument
from exports.registry import BITEXT_FORMATS, bitext_writer


def segmented(language: Language, *texts: str) -> SegmentedDocument:
    whole = "\n".join(texts)
    segments, at = [], 0
    for text in texts:
        segments.append(Segment(at, at + len(text), text))
        at += len(text) + 1
    return SegmentedDocument(Document(whole, f"{language}.txt", language), tuple(segments))


BITEXT = Bitext(
    segmented(Language.ZH, "坚持改革开放。", "落实“三首”政策。", "<无译文>"),
    segmented(
        Language.EN, "Stay with reform & opening up;", "it is\nvital.", "Apply the “three firsts”."
    ),
    (Bead((0,), (0, 1), 0.97), Bead((1,), (2,), 0.5), Bead((2,), (), 0.25)),
)


def written(name: str) -> bytes:
    stream = io.BytesIO()
    bitext_writer(name).write(BITEXT, stream)
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
    assert root.find("header").get("srclang") == "zh"
    assert b"DOCTYPE tmx" in written("tmx")


def test_every_format_writes_what_it_registers() -> None:
    assert all(written(name) for name in BITEXT_FORMATS)
