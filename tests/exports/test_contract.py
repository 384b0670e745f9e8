"""What every format of the glossary keeps to; a new one falls under it by being registered."""

from __future__ import annotations

import weakref
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from contexts import context_of
from entries import AWKWARD, FULL, SPOKEN, only

from align.errors import InputError, TifaError
from align.model import Language
from align.normalise import normalised
from align.text import clean, storable
from exports.exporting import LossError, export_glossary
from exports.registry import (
    GLOSSARY_FORMATS,
    Format,
    glossary_format,
    glossary_reader,
    glossary_writer,
)
from glossary.exchange.incoming import Line
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.model.attested import BOTH, bare
from glossary.model.fields import EVERYTHING, Field, fields_of

PLAIN = Concept(
    "c1",
    (
        Term(Language.ZH, "三首", TermStatus.PREFERRED),
        Term(Language.EN, "three firsts", TermStatus.PREFERRED),
    ),
    status=ConceptStatus.APPROVED,
)

READ = [form for form in GLOSSARY_FORMATS.values() if form.reads]


@pytest.fixture(params=GLOSSARY_FORMATS.values(), ids=list(GLOSSARY_FORMATS))
def form(request: pytest.FixtureRequest) -> Format:
    value = request.param
    assert isinstance(value, Format)
    return value


@pytest.fixture(params=READ, ids=[form.name for form in READ])
def read_form(request: pytest.FixtureRequest) -> Format:
    value = request.param
    assert isinstance(value, Format)
    return value


def path_of(form: Format, folder: Path) -> Path:
    return folder / f"glossary{form.suffix}"


def export(form: Format, folder: Path, *concepts: Concept) -> Path:
    path = path_of(form, folder)
    export_glossary(bare(concepts), path, form)
    return path


def lines(form: Format, path: Path) -> list[Line]:
    with path.open("rb") as stream:
        return list(glossary_reader(form).read(stream))


def concepts(form: Format, path: Path) -> list[Concept]:
    read = lines(form, path)
    assert [line.fault for line in read] == [None] * len(read)
    return [line.concept for line in read if line.concept is not None]


def test_a_format_is_known_by_its_name_and_by_its_ending_where_that_is_its_own(
    form: Format,
) -> None:
    assert glossary_format(Path("glossary.anything"), form.name) is form
    same = [each for each in GLOSSARY_FORMATS.values() if each.suffix == form.suffix]
    assert glossary_format(Path(f"glossary{form.suffix.upper()}")) is same[0]


def test_an_empty_glossary_makes_a_file(form: Format, tmp_path: Path) -> None:
    path = path_of(form, tmp_path)
    report = export_glossary(bare([]), path, form)
    assert path.exists()
    assert (report.concepts, report.losses) == (0, ())


def test_an_empty_glossary_is_read_back_as_one(read_form: Format, tmp_path: Path) -> None:
    assert lines(read_form, export(read_form, tmp_path)) == []


@pytest.mark.parametrize("text", AWKWARD.values(), ids=list(AWKWARD))
def test_any_text_makes_a_file_without_what_no_file_holds(
    form: Format, tmp_path: Path, text: str
) -> None:
    path = export(form, tmp_path, everywhere(text))
    for part in texts(path):
        assert clean(part)[1] == 0


@pytest.mark.parametrize("text", AWKWARD.values(), ids=list(AWKWARD))
def test_any_text_comes_back_from_the_file(read_form: Format, tmp_path: Path, text: str) -> None:
    """But for what cannot be stored; of terms their reading, which is all that they hold."""
    (concept,) = concepts(read_form, export(read_form, tmp_path, everywhere(text)))
    chinese, english = concept.terms[:2]
    assert chinese.text == english.text == normalised(storable(text))
    if Field.NOTE in glossary_writer(read_form).CARRIES:
        assert concept.note.strip() == storable(text).strip()


def everywhere(text: str) -> Concept:
    """A concept with a text in all its places."""
    return replace(
        FULL,
        terms=(
            Term(Language.ZH, text, TermStatus.PREFERRED, source=text, note=text),
            Term(Language.EN, text, TermStatus.PREFERRED, source=text, note=text),
        ),
        definitions=tuple(
            replace(each, text=text, source=text, members=(text,)) for each in FULL.definitions
        ),
        contexts=tuple(context_of(text, text, text, ((0, 1),), ((1, 2),)) for _ in FULL.contexts),
        subject=text,
        note=text,
    )


def texts(path: Path) -> list[str]:
    """What a file holds as text; of an archive what its parts hold."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes().decode("utf-8")]
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name).decode("utf-8") for name in archive.namelist()]


def test_a_failure_while_writing_leaves_the_old_file(form: Format, tmp_path: Path) -> None:
    path = export(form, tmp_path, FULL)
    before = path.read_bytes()

    def broken() -> Iterator[Concept]:
        yield FULL
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        export_glossary(bare(broken(), BOTH), path, form)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


THOUSANDS = 3_000


class Watched(Concept):
    """A concept of which it can be told whether it is still in memory."""


def test_thousands_of_concepts_are_written_without_being_kept(form: Format, tmp_path: Path) -> None:
    alive = most = 0

    def gone() -> None:
        nonlocal alive
        alive -= 1

    def many() -> Iterator[Concept]:
        nonlocal alive, most
        for number in range(THOUSANDS):
            concept = Watched(f"c{number}", PLAIN.terms, status=ConceptStatus.APPROVED)
            weakref.finalize(concept, gone).atexit = False
            alive += 1
            most = max(most, alive)
            yield concept

    path = path_of(form, tmp_path)
    assert export_glossary(bare(many(), BOTH), path, form).concepts == THOUSANDS
    assert most < 100
    if form.reads:
        with path.open("rb") as stream:
            assert (
                sum(line.fault is None for line in glossary_reader(form).read(stream)) == THOUSANDS
            )


def test_every_field_is_tried() -> None:
    assert set(fields_of(FULL)) == EVERYTHING - {Field.STATUS}
    assert Field.STATUS in fields_of(replace(FULL, status=ConceptStatus.PROPOSED))


def test_what_a_format_does_not_carry_is_said_with_the_number_of_concepts(
    form: Format, tmp_path: Path
) -> None:
    carried = glossary_writer(form).CARRIES
    proposed = replace(FULL, status=ConceptStatus.PROPOSED)
    report = export_glossary(bare([FULL, proposed]), path_of(form, tmp_path), form)
    lost = [field for field in Field if field not in carried and field is not Field.STATUS]
    each = " each" if len(lost) > 1 else ""
    of_both = [f"{', '.join(lost)} (2 concepts{each})"] if lost else []
    of_one = ["statuses (1 concept)"] if Field.STATUS not in carried else []
    assert report.losses == (*of_both, *of_one)


def test_where_nothing_may_be_lost_nothing_is_written(form: Format, tmp_path: Path) -> None:
    path = export(form, tmp_path, PLAIN)
    before = path.read_bytes()
    lost = EVERYTHING - glossary_writer(form).CARRIES
    proposed = replace(FULL, status=ConceptStatus.PROPOSED)
    if not lost:
        export_glossary(bare([proposed]), path, form, strict=True)
        assert path.read_bytes() != before
        return
    with pytest.raises(LossError) as refused:
        export_glossary(bare([proposed]), path, form, strict=True)
    said = "; ".join(refused.value.losses)
    assert all(str(field) in said for field in lost)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("concept", [FULL, SPOKEN], ids=["two languages", "ten"])
def test_what_a_format_carries_comes_back_and_the_rest_is_absent(
    read_form: Format, tmp_path: Path, concept: Concept
) -> None:
    writer = glossary_writer(read_form)
    carried = getattr(writer, "READS", writer.CARRIES)
    (line,) = lines(read_form, export(read_form, tmp_path, concept))
    assert line.fault is None
    assert line.carried == carried
    assert line.concept is not None
    assert line.concept == only(concept, carried | getattr(writer, "ADDS", frozenset()))


def test_the_status_comes_back_where_a_format_carries_it(read_form: Format, tmp_path: Path) -> None:
    proposed = replace(FULL, status=ConceptStatus.IN_REVIEW)
    (concept,) = concepts(read_form, export(read_form, tmp_path, proposed))
    carried = Field.STATUS in glossary_writer(read_form).CARRIES
    assert concept.status is (ConceptStatus.IN_REVIEW if carried else ConceptStatus.PROPOSED)


def test_a_format_that_is_only_written_says_which_are_read(form: Format) -> None:
    if form.reads:
        assert glossary_reader(form)
        return
    with pytest.raises(InputError, match="is written, not read"):
        glossary_reader(form)


def faults(form: Format, path: Path) -> list[TifaError]:
    """What is wrong with a file, or with parts of it."""
    try:
        return [line.fault for line in lines(form, path) if line.fault]
    except InputError as error:
        return [error]


def test_any_bytes_are_read_or_refused_in_one_line(read_form: Format, tmp_path: Path) -> None:
    path = path_of(read_form, tmp_path)
    for start in (b"", b"\x00\xff\xfe", b"PK\x03\x04broken", b"\xef\xbb\xbf<", b"{", b"\xff" * 99):
        path.write_bytes(start)
        for fault in faults(read_form, path):
            assert "\n" not in str(fault)
            assert fault.remedy


def test_a_half_written_file_is_not_taken_for_a_whole_one(
    read_form: Format, tmp_path: Path
) -> None:
    path = export(read_form, tmp_path, FULL)
    path.write_bytes(path.read_bytes()[: -path.stat().st_size // 3])
    assert faults(read_form, path)
