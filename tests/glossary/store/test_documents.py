"""Documents with their records, segments, beads and history, on every database."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from contexts import context_of, marked, texts_of, without
from schemas import TO_0002, TO_0005
from sqlalchemy import create_engine

from align.errors import ConflictError, InputError, NotFoundError
from align.model import CHINESE_ENGLISH, Bead, Bitext, Document, Language, SegmentedDocument
from align.segment import segment, segment_lines
from glossary.model import Kind, Particulars, Proposal, Term, TermStatus
from glossary.model.authority import Authority
from glossary.model.windows import cut
from glossary.store import Glossary
from glossary.store.changing.aligning import correct_beads
from glossary.store.documents.records import documents_named, history_of
from glossary.store.documents.texts import (
    Alignment,
    StoredBead,
    alignment_of,
    alignments_of,
    text_of,
)
from glossary.store.reading.catalogue import describe
from glossary.store.reading.passages import passages

ZH, EN = CHINESE_ENGLISH

CHINESE = segment(
    Document("要推进改革。\n推广三首。三首是首创。\n要开放。", "a.zh.txt", ZH, "三首")
)
ENGLISH = segment(
    Document("Reform goes on.\nPromote the three firsts. They are new.\nOpen up.", "a.en.txt", EN)
)
BEADS = (
    Bead((0,), (0,), 0.9),
    Bead((1, 2), (1,), 0.5),
    Bead((), (2,), 0.25),
    Bead((3,), (3,), 0.75),
)
BITEXT = Bitext(CHINESE, ENGLISH, BEADS)
RIGHT = (Bead((1,), (1,), 1.0), Bead((2,), (2,), 1.0))
FOUND = Proposal(
    (
        Term(ZH, "三首", TermStatus.PREFERRED, frequency=2),
        Term(EN, "three firsts", TermStatus.PREFERRED, frequency=1),
    ),
    Kind.NUMERIC,
    0.75,
    2,
    contexts=(
        context_of(
            "推广三首。三首是首创。",
            "Promote the three firsts.",
            "a.zh.txt",
            ((2, 4), (5, 7)),
            ((12, 24),),
            (1, 2),
            (1,),
        ),
    ),
)


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


def actions(glossary: Glossary, number: int = 1) -> list[str]:
    with glossary.reading() as connection:
        return [each.action for each in history_of(connection, number)]


def stored(glossary: Glossary, number: int) -> SegmentedDocument:
    with glossary.reading() as connection:
        return text_of(connection, number)


def aligned(glossary: Glossary, zh: int, en: int) -> Alignment | None:
    with glossary.reading() as connection:
        return alignment_of(connection, zh, en)


def beads(glossary: Glossary) -> tuple[StoredBead, ...]:
    found = aligned(glossary, 1, 2)
    assert found is not None
    return found.beads


def test_a_document_is_named_by_number_file_or_title(glossary: Glossary) -> None:
    numbered = segment(Document("推广三首。", "2", ZH))
    glossary.add([FOUND], [BITEXT, numbered], who="li")
    everything = glossary.documents()
    for name, numbers in [
        ("1", [1]),
        ("2", [2]),
        (" a.en.txt", [2]),
        ("三首", [1]),
        ("", []),
        ("4", []),
        ("三", []),
    ]:
        assert [each.id for each in documents_named(everything, name)] == numbers, name


def test_what_people_say_of_a_document_is_kept(glossary: Glossary) -> None:
    about = {
        "a.zh.txt": Particulars("三首  办法", "国务院", "2024-07", Authority.STATE_COUNCIL),
        "a.en.txt": Particulars(dated="2024-08-01", ranked=Authority.MEDIA),
    }
    glossary.add([FOUND], [BITEXT], who="li", about=about)
    chinese, english = glossary.documents()
    assert (chinese.title, chinese.issuer, chinese.dated) == ("三首 办法", "国务院", "2024-07")
    assert chinese.authority is Authority.STATE_COUNCIL
    assert (english.title, english.dated, english.authority) == ("", "2024-08-01", Authority.MEDIA)
    assert actions(glossary) == ["add"]


def test_a_translation_inherits_the_issuer_date_and_rank_of_its_original(
    glossary: Glossary,
) -> None:
    about = {"a.zh.txt": Particulars(None, "国务院", "2024-07", Authority.STATE_COUNCIL)}
    backwards = Bitext(ENGLISH, CHINESE, tuple(Bead(b.target, b.source, b.score) for b in BEADS))
    for text in (BITEXT, backwards, BITEXT):
        glossary.add([FOUND], [text], who="li", about=about)
    _, english = glossary.documents()
    assert (english.issuer, english.dated) == ("国务院", "2024-07")
    assert english.authority is Authority.STATE_COUNCIL
    assert english.title == ""
    assert actions(glossary, 2) == ["add"]


def test_what_a_translation_has_of_its_own_stays_and_the_rest_follows_the_original(
    glossary: Glossary,
) -> None:
    about = {
        "a.zh.txt": Particulars(None, "国务院", "2024-07", Authority.STATE_COUNCIL),
        "a.en.txt": Particulars(issuer="Xinhua", ranked=Authority.MEDIA),
    }
    glossary.add([FOUND], [BITEXT], who="li", about=about)
    describe(glossary, "1", Particulars(None, "中共中央", "2024-08", Authority.CENTRAL), who="wu")
    english = glossary.documents()[1]
    assert (english.issuer, english.dated) == ("Xinhua", "2024-08")
    assert english.authority is Authority.MEDIA
    describe(glossary, "2", Particulars(dated="2024-09"), who="wu")
    describe(glossary, "1", Particulars(dated="2024-10"), who="wu")
    glossary.add([FOUND], [BITEXT], who="li", about={"a.zh.txt": Particulars(dated="2024-11")})
    chinese, english = glossary.documents()
    assert (chinese.dated, english.dated) == ("2024-11", "2024-09")
    assert actions(glossary, 2) == ["add", "describe", "describe"]


def test_a_translation_that_comes_later_inherits_what_the_original_has(
    glossary: Glossary,
) -> None:
    about = {"a.zh.txt": Particulars(dated="2024-07")}
    glossary.add([FOUND], [CHINESE], who="li", about=about)
    glossary.add([FOUND], [BITEXT], who="li")
    assert [each.dated for each in glossary.documents()] == ["2024-07", "2024-07"]
    glossary.add([FOUND], [BITEXT], who="li", about={"a.zh.txt": Particulars(dated="2025")})
    assert [each.dated for each in glossary.documents()] == ["2025", "2025"]


def test_the_same_options_again_change_nothing_and_others_are_a_revision(
    glossary: Glossary,
) -> None:
    about = {"a.zh.txt": Particulars(issuer="国务院", authority=Authority.STATE_COUNCIL)}
    glossary.add([FOUND], [BITEXT], who="li", about=about)
    before = glossary.documents()
    for again in (about, {}, {"a.zh.txt": Particulars(ranked=Authority.OTHER)}):
        assert glossary.add([FOUND], [BITEXT], who="wang", about=again).described == 0
    assert glossary.documents() == before
    about = {"a.zh.txt": Particulars(authority=Authority.CENTRAL, ranked=Authority.OTHER)}
    assert glossary.add([FOUND], [BITEXT], who="wang", about=about).described == 2
    assert glossary.documents()[0] == replace(before[0], authority=Authority.CENTRAL)
    with glossary.reading() as connection:
        last = history_of(connection, 1)[-1]
    assert (last.action, last.who) == ("describe", "wang")
    assert last.before is not None
    assert last.after is not None
    assert (last.before["authority"], last.after["authority"]) == ("state council", "central")


@pytest.mark.parametrize("wrong", ["2024-13", "24", "2024-7", "2023-02-29", "tomorrow", "２０２４"])
def test_what_is_no_date_is_refused_and_nothing_is_stored(glossary: Glossary, wrong: str) -> None:
    with pytest.raises(InputError, match="no date"):
        glossary.add([FOUND], [BITEXT], who="li", about={"a.en.txt": Particulars(dated=wrong)})
    assert glossary.documents() == []


def test_segments_and_beads_are_stored_as_they_were(glossary: Glossary) -> None:
    glossary.add([FOUND], [BITEXT], who="li")
    assert stored(glossary, 1) == CHINESE
    assert stored(glossary, 2) == ENGLISH
    assert [each.bead for each in beads(glossary)] == list(BEADS)


def test_a_translation_may_come_first(glossary: Glossary) -> None:
    turned = tuple(Bead(bead.target, bead.source, bead.score) for bead in BEADS)
    glossary.add([FOUND], [Bitext(ENGLISH, CHINESE, turned)], who="li")
    found = aligned(glossary, 2, 1)
    assert found is not None
    assert [each.bead for each in found.beads] == list(BEADS)


def test_adding_again_stores_nothing_twice(glossary: Glossary) -> None:
    glossary.add([FOUND], [BITEXT], who="li")
    before = beads(glossary)
    glossary.add([FOUND], [BITEXT], who="li")
    assert beads(glossary) == before
    assert actions(glossary) == ["add"]


def test_another_run_of_the_program_replaces_its_beads_and_keeps_them_in_the_history(
    glossary: Glossary,
) -> None:
    glossary.add([FOUND], [BITEXT], who="li")
    better = (BEADS[0], *RIGHT, BEADS[3])
    glossary.add([FOUND], [replace(BITEXT, beads=better)], who="wang")
    assert tuple(each.bead for each in beads(glossary)) == better
    with glossary.reading() as connection:
        last = history_of(connection, 1)[-1]
    assert last.action == "align"
    assert last.before == {
        "original": 1,
        "translation": 2,
        "beads": [[[1, 2], [1], 0.5, ""], [[], [2], 0.25, ""]],
    }


def test_a_corrected_alignment_survives_adding_again(glossary: Glossary) -> None:
    glossary.add([FOUND], [BITEXT], who="li")
    corrected = correct_beads(glossary, (1, 2), BEADS[1:3], RIGHT, who="wang", why="split")
    assert corrected.beads == beads(glossary)
    assert [(each.bead, each.who) for each in corrected.beads] == [
        (BEADS[0], ""),
        (RIGHT[0], "wang"),
        (RIGHT[1], "wang"),
        (BEADS[3], ""),
    ]
    glossary.add([FOUND], [BITEXT], who="li")
    by_line = segment_lines(CHINESE.document), segment_lines(ENGLISH.document)
    glossary.add([FOUND], [Bitext(*by_line, (Bead((0, 1, 2), (0, 1, 2), 1.0),))], who="li")
    assert beads(glossary) == corrected.beads
    assert stored(glossary, 1) == CHINESE
    assert actions(glossary) == ["add", "align"]


def test_a_correction_keeps_every_segment(glossary: Glossary) -> None:
    glossary.add([FOUND], [BITEXT], who="li")
    for new in (RIGHT[:1], (*RIGHT, Bead((3,), (), 1.0)), (Bead((2, 1), (1, 2), 1.0),), ()):
        with pytest.raises(InputError):
            correct_beads(glossary, (1, 2), BEADS[1:3], new, who="wang")
    with pytest.raises(NotFoundError):
        correct_beads(glossary, (2, 1), BEADS[1:3], RIGHT, who="wang")
    assert [each.bead for each in beads(glossary)] == list(BEADS)


def test_the_second_to_correct_the_same_beads_is_told(glossary: Glossary) -> None:
    glossary.add([FOUND], [BITEXT], who="li")
    correct_beads(glossary, (1, 2), BEADS[1:3], RIGHT, who="wang")
    with pytest.raises(ConflictError, match="somebody else"):
        correct_beads(glossary, (1, 2), BEADS[1:3], RIGHT, who="li")


def test_other_segments_take_the_place_of_those_that_nobody_corrected(glossary: Glossary) -> None:
    glossary.add([FOUND], [BITEXT], who="li")
    lines = segment_lines(CHINESE.document)
    glossary.add([FOUND], [lines], who="li")
    assert stored(glossary, 1) == lines
    assert aligned(glossary, 1, 2) is None
    assert actions(glossary) == ["add", "segment"]


def test_evidence_opens_in_its_place(glossary: Glossary) -> None:
    (concept,) = glossary.add([FOUND], [BITEXT], who="li").concepts
    (passage,) = passages(glossary, concept, around=1)
    assert (passage.document.source, passage.document.title) == ("a.zh.txt", "三首")
    assert passage.translation is not None
    assert passage.translation.source == "a.en.txt"
    assert CHINESE.document.text[passage.start : passage.end] == "推广三首。三首是首创。"
    assert [(*texts_of(line), line.is_evidence) for line in passage.lines] == [
        ("要推进改革。", "Reform goes on.", False),
        ("推广三首。三首是首创。", "Promote the three firsts.", True),
        (None, "They are new.", False),
    ]
    assert marked(passage.lines[1], Language.ZH) == ((2, 4), (5, 7))
    assert passage.lines[1].score == 0.5


def test_evidence_opens_with_the_beads_as_they_were_corrected(glossary: Glossary) -> None:
    (concept,) = glossary.add([FOUND], [BITEXT], who="li").concepts
    correct_beads(glossary, (1, 2), BEADS[1:3], RIGHT, who="wang")
    (passage,) = passages(glossary, concept, around=0)
    assert [(*texts_of(line), line.who) for line in passage.lines] == [
        ("推广三首。", "Promote the three firsts.", "wang"),
        ("三首是首创。", "They are new.", "wang"),
    ]


def test_evidence_of_a_document_alone_opens_with_its_sentences(glossary: Glossary) -> None:
    alone = without(FOUND.contexts[0], EN)
    found = replace(FOUND, contexts=(alone,))
    (concept,) = glossary.add([found], [CHINESE], who="li").concepts
    (passage,) = passages(glossary, concept, around=1)
    assert passage.translation is None
    assert [line.sides[0].text for line in passage.lines if line.is_evidence] == [
        "推广三首。",
        "三首是首创。",
    ]
    assert len(passage.lines) == 4


def test_evidence_of_a_file_that_was_changed_opens_in_the_state_it_comes_from(
    glossary: Glossary,
) -> None:
    alone = without(FOUND.contexts[0], EN)
    (concept,) = glossary.add([replace(FOUND, contexts=(alone,))], [CHINESE], who="li").concepts
    changed = segment(Document("引言。\n再说三首。", "a.zh.txt", ZH))
    later = context_of("再说三首。", None, "a.zh.txt", ((2, 4),), (), (1,))
    glossary.add([replace(FOUND, contexts=(later,))], [changed], who="li")
    found = {each.document.id: each for each in passages(glossary, concept, around=0)}
    assert found.keys() == {1, 2}
    assert [line.sides[0].text for line in found[2].lines] == ["再说三首。"]


def test_evidence_that_was_cut_out_of_an_endless_sentence_opens_whole(glossary: Glossary) -> None:
    text = segment_lines(Document("改革" * 900 + "推广三首" + "开放" * 900, "a.zh.txt", ZH))
    whole = text.texts[0]
    said, spans = cut(whole, [(1802, 1804)])
    assert said.startswith("…")
    found = replace(FOUND, contexts=(context_of(said, None, "a.zh.txt", spans, (), (0,)),))
    (concept,) = glossary.add([found], [text], who="li").concepts
    (passage,) = passages(glossary, concept)
    assert [(side.text, side.spans) for side in passage.lines[0].sides] == [
        (whole, ((1802, 1804),))
    ]


def back(location: str, steps: Sequence[str]) -> None:
    """Bring a glossary to an earlier schema."""
    engine = create_engine(location if "://" in location else f"sqlite:///{location}")
    with engine.begin() as connection:
        for step in steps:
            connection.exec_driver_sql(step)
    engine.dispose()


def test_a_glossary_of_before_keeps_its_evidence_and_opens_it(location: str) -> None:
    with Glossary.open(location) as glossary:
        documents = [CHINESE.document, ENGLISH.document]
        (concept,) = glossary.add([FOUND], documents, who="li").concepts
        before = glossary.documents()
    back(location, TO_0002)
    with Glossary.open(location) as glossary:
        assert glossary.documents() == before
        (passage,) = passages(glossary, concept, around=0)
        assert [line.sides[0].text for line in passage.lines] == ["推广三首。三首是首创。"]
        glossary.add([FOUND], [BITEXT], who="li")
        assert [each.bead for each in beads(glossary)] == list(BEADS)


def test_a_glossary_with_columns_for_two_languages_loses_nothing(location: str) -> None:
    alone = replace(FOUND, contexts=(without(FOUND.contexts[0], ZH),))
    with Glossary.open(location) as glossary:
        (concept,) = glossary.add([FOUND], [BITEXT], who="li").concepts
        glossary.add([replace(alone, terms=(Term(EN, "reform"),))], [ENGLISH], who="li")
        correct_beads(glossary, (1, 2), BEADS[1:3], RIGHT, who="wang")
        before = list(glossary.concepts()), beads(glossary), passages(glossary, concept)
    back(location, TO_0005)
    with Glossary.open(location) as glossary:
        assert (list(glossary.concepts()), beads(glossary), passages(glossary, concept)) == before
        assert {len(each.contexts[0].sides) for each in glossary.concepts()} == {1, 2}
        other = segment(Document("再来。", "c.zh.txt", ZH))
        glossary.add([FOUND], [Bitext(other, ENGLISH, ())], who="li")
        assert aligned(glossary, 3, 2) is not None


def test_a_damaged_segmentation_is_told(glossary: Glossary) -> None:
    glossary.add([FOUND], [BITEXT], who="li")
    with glossary.writing() as connection:
        connection.exec_driver_sql("UPDATE segmentation SET steps = '[0, 999]'")
    with glossary.reading() as connection:
        assert len(alignments_of(connection, 1)) == 1
    with pytest.raises(Exception, match="the text of a document is damaged"):
        stored(glossary, 1)
