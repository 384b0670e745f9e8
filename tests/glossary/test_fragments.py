"""English candidates that are mere pieces of longer ones."""

from __future__ import annotations

from dataclasses import replace

from align.model import Language
from glossary.detection.english.fragments import without_fragments
from glossary.model import Candidate, Kind, Occurrence

TEXT = "The Inland Ports Supervision and Planning Commission of the Harbour Council met."


def candidate(form: str, kind: Kind, score: float, *elsewhere: int) -> Candidate:
    start = TEXT.index(form)
    places = [Occurrence("en.txt", 0, start, start + len(form))]
    places += [Occurrence("en.txt", segment, 0, len(form)) for segment in elsewhere]
    return Candidate(Language.EN, form, (form,), tuple(places), kind, (), score)


WHOLE = candidate("Inland Ports Supervision and Planning Commission", Kind.INSTITUTION, 0.3)


def test_a_piece_of_a_capitalised_name_is_no_candidate() -> None:
    piece = candidate("Inland Ports Supervision", Kind.CONCEPT, 0.6)
    assert without_fragments([piece, WHOLE]) == [WHOLE]


def test_a_piece_of_several_names_is_no_candidate() -> None:
    piece = candidate("Inland Ports", Kind.CONCEPT, 0.6, 3)
    other = Candidate(
        Language.EN,
        "Inland Ports Fund",
        ("Inland Ports Fund",),
        (Occurrence("en.txt", 3, 0, 17),),
        Kind.INSTITUTION,
        (),
        0.2,
    )
    assert without_fragments([piece, WHOLE, other]) == [WHOLE, other]


def test_a_piece_that_stands_by_itself_somewhere_stays() -> None:
    piece = candidate("Inland Ports Supervision", Kind.CONCEPT, 0.6, 3)
    assert without_fragments([piece, WHOLE]) == [piece, WHOLE]


def test_a_name_that_a_preposition_links_to_another_stays() -> None:
    linked = candidate("Planning Commission of the Harbour Council", Kind.INSTITUTION, 0.5)
    inner = candidate("Harbour Council", Kind.INSTITUTION, 0.4)
    assert without_fragments([linked, inner]) == [linked, inner]


def test_a_piece_of_another_kind_than_the_whole_stays() -> None:
    piece = candidate("Inland Ports", Kind.STRATEGY, 0.2)
    assert without_fragments([piece, WHOLE]) == [piece, WHOLE]


def test_a_piece_gives_way_to_a_longer_one_that_is_as_likely() -> None:
    longer = candidate("Ports Supervision", Kind.CONCEPT, 0.5)
    piece = candidate("Supervision", Kind.CONCEPT, 0.2)
    assert without_fragments([longer, piece]) == [longer]


def test_a_piece_of_a_list_stays() -> None:
    form = "Inland Ports, Roads"
    whole = Candidate(
        Language.EN, form, (form,), (Occurrence("en.txt", 5, 0, 19),), Kind.CONCEPT, (), 0.6
    )
    piece = replace(
        whole,
        form="Roads",
        surfaces=("Roads",),
        occurrences=(Occurrence("en.txt", 5, 14, 19),),
        score=0.2,
    )
    assert without_fragments([whole, piece]) == [whole, piece]


def test_a_compound_takes_the_place_of_a_piece_that_is_up_to_twice_as_likely() -> None:
    form = "sewer overflow plan"
    whole = Candidate(
        Language.EN, form, (form,), (Occurrence("en.txt", 5, 0, 19),), Kind.CONCEPT, (), 0.3
    )
    piece = replace(
        whole,
        form="sewer overflow",
        surfaces=("sewer overflow",),
        occurrences=(Occurrence("en.txt", 5, 0, 14),),
        score=0.5,
    )
    assert without_fragments([piece, whole]) == [whole]
    surer = replace(piece, score=0.7)
    assert without_fragments([surer, whole]) == [surer, whole]
