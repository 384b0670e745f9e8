"""Every reader of tables gives what every writer of tables was given, whatever the texts hold."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from align.model import Language
from align.normalise import normalised
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS, glossary_reader
from glossary.exchange.incoming import Line
from glossary.exchange.overlay import overlay
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.model.attested import bare
from glossary.store import Glossary
from glossary.store.changing.importing import import_lines

AWKWARD = st.sampled_from(
    [
        *('"', '""', "'", ",", ";", "|", "\t", "=", "+1", "-", "@", "#", "# ", "=1+1", "；", "＝"),
        *(
            "a\tb",
            "_x000D_",
            "_x005F_x",
            "\u2028",
            "\u2029",
            "\u200b",
            "\ufeff",
            "\u00a0",
            "\u3000",
        ),
        *("一、", "A", "1. ", "(preferred)", " (x)", "：", "#N/A", "TRUE", "00008", "35%", "sep=;"),
        *("Chinese", "English", "中文", "英文", "<b>", "&amp;", "\U00020000", "é", "\x7f", "…"),
    ]
)
PIECES = st.lists(AWKWARD | st.text("abc 三首", min_size=1, max_size=4), min_size=1, max_size=4)


def texts(letter: str) -> st.SearchStrategy[str]:
    """Texts of a language, which have a letter of it and no blanks at their ends."""
    return PIECES.map(lambda pieces: f"{letter}{''.join(pieces)}{letter}")


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    languages = ((Language.ZH, "术"), (Language.EN, "x"))
    terms = []
    for language, letter in languages:
        found = draw(st.lists(texts(letter), min_size=1, max_size=3, unique_by=normalised))
        terms.append(Term(language, found[0], TermStatus.PREFERRED))
        terms += [Term(language, text) for text in found[1:]]
    note = draw(st.just("") | texts("n"))
    return Concept("c1", tuple(terms), note=note, subject=draw(st.just("") | texts("s")),
                   status=ConceptStatus.APPROVED)  # fmt: skip


def back(concept: Concept, name: str, folder: Path) -> list[Line]:
    path = folder / f"x.{name}"
    export_glossary(bare([concept]), path, GLOSSARY_FORMATS[name])
    return list(glossary_reader(GLOSSARY_FORMATS[name]).read(BytesIO(path.read_bytes())))


@pytest.mark.parametrize("name", ["xlsx", "csv", "tsv"])
@at_most(60)
@given(concept=concepts())
def test_an_entry_comes_back_as_it_was(name: str, tmp_path: Path, concept: Concept) -> None:
    lines = back(concept, name, tmp_path)
    assert [line.fault for line in lines] == [None]
    (line,) = lines
    assert line.concept is not None
    made = overlay(concept, line.concept, line.carried)
    assert [(t.language, t.text) for t in made.terms] == [
        (t.language, t.text) for t in concept.terms
    ]
    assert (made.note, made.subject) == (concept.note, concept.subject)
    assert line.remarks == ()


@pytest.mark.parametrize("name", ["xlsx", "csv", "tsv"])
def test_an_export_that_nobody_touched_changes_nothing(name: str, tmp_path: Path) -> None:
    english = Term(Language.EN, 'the "three" firsts, = 3F', TermStatus.PREFERRED)
    terms = (Term(Language.ZH, "三首"), english)
    with Glossary.open(str(tmp_path / "g.sqlite")) as glossary:
        for number, concept_id in enumerate(("a", "b", "c")):
            own = Term(Language.ZH, f"一、术语{number}", TermStatus.PREFERRED)
            glossary.save(Concept(concept_id, (own, *terms)), who="Li")
        path = tmp_path / f"x.{name}"
        export_glossary(bare(glossary.concepts()), path, GLOSSARY_FORMATS[name])
        with path.open("rb") as stream:
            lines = glossary_reader(GLOSSARY_FORMATS[name]).read(stream)
            report = import_lines(glossary, lines, who="Li", source="x")
    assert (report.unchanged, report.changed, report.added, report.conflicts) == (3, 0, 0, 0)
    assert (report.remarks, report.ignored, report.faults) == ((), (), ())
