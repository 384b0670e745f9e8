"""What `tifa` writes of aligned texts, whatever is in them, is read again as it was."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from contexts import context_of
from examples import at_most
from hypothesis import assume, given
from hypothesis import strategies as st
from texts import document

from align.bitexts import BY_SUFFIX, read_bitext
from align.errors import InputError
from align.model import CHINESE_ENGLISH, Bead, Bitext, Language
from align.mojibake import evidence, mended
from align.normalise import normalised
from align.sides import apart
from align.text import storable
from exports.beads import bead_texts
from exports.exporting import export_glossary
from exports.registry import BITEXT_FORMATS, GLOSSARY_FORMATS, Format, bitext_writer
from glossary.model import Concept, ConceptStatus, Term
from glossary.model.attested import Entry, Material

#: Formats of beads that hold their texts for programs.
READ = [form for form in BITEXT_FORMATS.values() if form.suffix in BY_SUFFIX]

#: Characters that formats divide by, escape, forbid or normalise.
ODD = (
    "\"'“”‘’「」`\\,;|\t\n\r\r\n\x00\x01\x0b\x0c\x1c\x1f\x7f\x85\u00a0\u00ad\u200b\u200e\u202e\u2028\u2029"
    "\u3000\ufeff\ufffd\ufffe\ud800&<>{}[]()=+-@#%~$^*_0129.。，…—é改革台"
)
PIECES = st.one_of(
    st.sampled_from(ODD),
    st.sampled_from(
        [
            "&amp;",
            "&nbsp;",
            "<b>",
            "</b>",
            "{1}",
            "<l0>",
            "â€™",
            "]]>",
            '""',
            "'=1",
            "鈥",
            "score\tzh\ten",
            "GDP",
            "the",
            "改革",
        ]
    ),
    st.characters(),
)
NOISE = st.lists(PIECES, max_size=9).map("".join)
CHINESE = st.builds("{}{}{}".format, NOISE, st.sampled_from(["改革", "我们要发展。"]), NOISE)
ENGLISH = st.builds("{}{}{}".format, NOISE, st.sampled_from(["reform", "We develop."]), NOISE)
BEADS = st.one_of(
    st.tuples(CHINESE, ENGLISH), st.tuples(NOISE, st.just("")), st.tuples(st.just(""), NOISE)
)


def bitext(pairs: list[tuple[str, str]], scores: list[float]) -> Bitext:
    """Beads of these texts."""
    sides, beads = {language: list[str]() for language in CHINESE_ENGLISH}, []
    for (zh, en), score in zip(pairs, scores, strict=True):
        places = []
        for language, text in ((Language.ZH, zh), (Language.EN, en)):
            places.append((len(sides[language]),) if text else ())
            sides[language] += [text] if text else []
        beads.append(Bead(places[0], places[1], score))
    source, target = (document(language, *texts) for language, texts in sides.items())
    return Bitext(source, target, tuple(beads))


def rows(text: Bitext) -> list[tuple[str, str, float]]:
    found = []
    for bead in text.beads:
        source, target = map(storable, bead_texts(text, bead))
        if source or target:
            found.append((source, target, round(bead.score, 4)))
    return found


@pytest.mark.parametrize("form", READ, ids=[form.name for form in READ])
@at_most(150)
@given(st.lists(st.tuples(BEADS, st.floats(0, 1)), min_size=1, max_size=6))
def test_beads_come_back_as_they_were(
    form: Format, tmp_path: Path, found: list[tuple[tuple[str, str], float]]
) -> None:
    whole = (("我们要改革。", "We must reform."), 0.5)
    pairs = [pair for pair, _ in [whole, *found]]
    text = apart(bitext(pairs, [score for _, score in [whole, *found]]))
    path = tmp_path / f"a{form.suffix}"
    with path.open("wb") as stream:
        bitext_writer(form.name).write(text, stream)
    said: list[str] = []
    back = read_bitext(str(path), said.append)
    assert back is not None
    expected = rows(text)
    if form.name == "tmx":  # a memory has no unit of one side
        expected = [row for row in expected if row[0] and row[1]]
    assert rows(back) == expected
    assert said == []
    again = io.BytesIO()
    bitext_writer(form.name).write(back, again)
    if form.name == "tsv" and len(rows(text)) == len(text.beads):
        assert again.getvalue() == path.read_bytes()


@pytest.mark.parametrize("name", ["tmx", "xliff"])
@at_most(60)
@given(CHINESE, ENGLISH)
def test_what_is_exported_for_cat_tools_is_read_again(
    name: str, tmp_path: Path, zh: str, en: str
) -> None:
    zh, en = (normalised(storable(text).replace("\ufffd", "")) for text in (zh, en))
    terms = (Term(Language.ZH, "改革"), Term(Language.EN, "reform"))
    if name == "xliff":
        assume(not any(map(mended, (zh, en))) and not evidence(zh))
        zh, en = (" ".join(text.translate(_NO_TAGS).split()) for text in (zh, en))
        terms = (replace(terms[0], text=zh), replace(terms[1], text=en))
    concept = Concept(
        "c", terms, contexts=(context_of(zh, en, "a.txt"),), status=ConceptStatus.APPROVED
    )
    path = tmp_path / f"a{GLOSSARY_FORMATS[name].suffix}"
    export_glossary(Material((Entry(concept),), {}), path, GLOSSARY_FORMATS[name])
    back = read_bitext(str(path))
    assert back is not None
    assert [row[:2] for row in rows(back)] == [(zh, en)]


#: What looks like a tag in the text of a term is one to whoever reads the file.
_NO_TAGS = dict.fromkeys(map(ord, "&<>{}[]"))


OTHERS = [b"{}", b"[]", b"1", b'"x"', b"{", b"\xff", b"[" * 9999]


@pytest.mark.parametrize("line", [*OTHERS, b'{"texts":{"zh":1,"en":""},"score":1}'])
def test_other_json_is_no_beads(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line + b"\n")
    with pytest.raises(InputError, match="line 1: no bead"):
        read_bitext(str(path))
