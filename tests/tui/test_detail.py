"""What the form of an entry says for its renderings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from align.model import Language
from glossary.model import Concept, Context, Side, StoredDocument, Term
from glossary.model.attested import Attested, Lifecycle, Reliability
from glossary.model.authority import Authority
from glossary.store.reading.deciding import Decided
from glossary.store.reading.dossier import Dossier
from glossary.store.reading.ladder import Ladder, Reason, Rung
from tui.widgets.detail import blocks

ZH, EN = Language.ZH, Language.EN
TERMS = Term(ZH, "强国"), Term(EN, "great power"), Term(EN, "strong country")


def place(document: int, zh: str, en: str) -> Context:
    at = zh.index("强国")
    sides = Side(ZH, zh, ((at, at + 2),), (0,)), Side(EN, en, ((0, len(en)),), (0,))
    return Context(sides, f"{document}.txt")


def shown(
    title: str, concept: Concept, *renderings: Attested, ladders: tuple[Ladder, ...] = ()
) -> list[str]:
    dossier = Dossier(concept, (), (), 1, renderings=renderings, ladders=ladders)
    return [each.body.plain for each in blocks(concept, dossier) if each.label == title]


def test_where_documents_have_several_renderings_it_says_how_reliable_each_is() -> None:
    great, strong = (
        Attested(term, Lifecycle.CURRENT, stars, 2, 1, Authority.CENTRAL, share, decided=False)
        for term, stars, share in zip(
            TERMS[1:], (Reliability.VERY_RELIABLE, Reliability.RELIABLE), (0.75, 0.25), strict=True
        )
    )
    concept = Concept("power", TERMS)
    (said,) = shown("Reliable", concept, great, strong)
    assert said.splitlines() == [
        "great power  very reliable, current, 75% of uses",
        "strong country  reliable, current, 25% of uses",
    ]
    # With no other in its language there is nothing to choose.
    french = replace(great, term=Term(Language("fr"), "puissance"))
    assert shown("Reliable", Concept("power", (*TERMS, french.term)), great, french) == []


def test_a_rendering_that_stands_beside_a_word_is_shown_with_it() -> None:
    after = [place(n % 3, f"第{n}，世界强国。", "great power") for n in range(5)]
    others = [place(n % 3, f"第{n}，强国。", "strong country") for n in range(6)]
    (said,) = shown("Used", Concept("power", TERMS, contexts=(*after, *others)))
    assert said == "great power  after 世界: 5 of 5 places in 3 documents, elsewhere 0 of 6"
    assert shown("Used", Concept("power", TERMS, contexts=tuple(others))) == []


def rung(authority: Authority, text: str, dated: str, *titles: str) -> Rung:
    documents = tuple(
        StoredDocument(number, title, "", ZH, title, datetime(2024, 1, 1, tzinfo=UTC), "li")
        for number, title in enumerate(titles)
    )
    return Rung(authority, text, len(titles), documents, dated, dated, Lifecycle.CURRENT)


def test_renderings_that_differ_between_issuers_are_shown_by_rank_with_the_one_to_prefer() -> None:
    rungs = (
        rung(Authority.CENTRAL, "strong country", "2022", "a"),
        rung(Authority.MEDIA, "great power", "", "b", "c", "d", "e"),
    )
    chosen = Decided("great power", "Ana", datetime(2024, 1, 2, 3, 4, tzinfo=UTC), "approve")
    ladder = Ladder(EN, rungs, "strong country", Reason.RANK, chosen)
    concept = Concept("power", TERMS)
    (said,) = shown("By rank", concept, ladders=(ladder,))
    assert said.splitlines() == [
        "central  strong country",
        "  current: 1 use in 1 document, 2022",
        "  a",
        "official media  great power",
        "  current: 4 uses in 4 documents, undated",
        "  b; c; d; and 1 more",
        "decided: great power, approve by Ana, 2024-01-02 03:04 UTC",
        "proposed: strong country by rank",
    ]
    (said,) = shown("By rank", concept, ladders=(replace(ladder, decided=None),))
    assert said.splitlines()[-1] == "proposed: strong country by rank"
    assert shown("By rank", concept, ladders=(replace(ladder, language=Language("fr")),)) == []
