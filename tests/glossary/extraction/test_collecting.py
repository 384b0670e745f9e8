"""What is kept of what was found."""

from dataclasses import replace

from align.model import Language
from glossary.extraction.collecting import Found
from glossary.model import Concept, ConceptFilter, Kind, Known, Proposal, Sense, Term

EN = Language.EN


def proposal(text: str, score: float, frequency: int, kind: Kind = Kind.CONCEPT) -> Proposal:
    return Proposal((Term(EN, text),), kind, score, frequency)


def known(text: str, score: float, *, from_reference: bool) -> Proposal:
    term = Term(EN, text)
    sense = Sense(Concept("c", (term,)), term, from_reference)
    return replace(proposal(text, score, 1), known=Known(sense))


FOUND = Found(
    (),
    (
        known("in the glossary", 0.2, from_reference=False),
        known("in the starter glossary", 0.8, from_reference=True),
        proposal("once", 0.504, 1),
        proposal("often", 0.501, 9),
        proposal("doubtful", 0.05, 9, Kind.LAW),
        proposal("a law", 0.1, 1, Kind.LAW),
    ),
)


def best(wanted: ConceptFilter) -> list[str]:
    return [each.terms[0].text for each in FOUND.best(wanted)]


def test_the_best_are_as_sure_to_a_hundredth_and_more_used_and_stay_in_order() -> None:
    assert best(ConceptFilter(top=2))[1:] == ["in the starter glossary", "often"]
    assert best(ConceptFilter(top=3))[1:] == ["in the starter glossary", "once", "often"]


def test_what_the_glossary_has_already_is_kept_unless_the_score_is_too_low() -> None:
    assert best(ConceptFilter(0.1, (Kind.LAW,), top=1)) == ["in the glossary", "a law"]
    assert best(ConceptFilter(0.3, (Kind.LAW,))) == []


def test_without_a_filter_all_is_kept() -> None:
    assert len(best(ConceptFilter())) == len(FOUND.proposals)
