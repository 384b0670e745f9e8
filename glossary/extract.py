"""From texts to proposals: the whole of term extraction."""

from __future__ import annotations

from collections.abc import Sequence

from align.encoders.base import Encoder
from align.model import Bitext, Language, SegmentedDocument
from align.progress import Progress, silent
from glossary import chinese, english
from glossary.contexts import Texts
from glossary.english.fragments import without_fragments
from glossary.keys import key
from glossary.matching import match
from glossary.model import Candidate, Kind, Proposal, in_language
from glossary.pairing import Pairing, pair
from glossary.pairing.features import features
from glossary.pairing.governed import governed, handed
from glossary.proposing import chinese_proposal, english_proposals
from glossary.ranking import log_odds, model, probability
from glossary.reference import Reference
from glossary.variants import join

#: Proposals that are less likely than this to be terms are not made.
LEAST = 0.01


def extract(
    texts: Sequence[SegmentedDocument | Bitext],
    *,
    encoder: Encoder,
    reference: Reference | None,
    progress: Progress = silent,
) -> list[Proposal]:
    """The terms of art of the texts, best first.

    Args:
        texts: documents of either language, and aligned pairs of documents.
        encoder: gives vectors of words and phrases.
        reference: known concepts; None to do without.
        progress: told of each stage.

    Returns:
        Chinese terms with their English renderings where the texts are aligned; terms that are
        found in English alone, with their Chinese where the reference knows it.
    """
    known = Texts(texts)
    found = _english_candidates(known, progress)
    proposals = _chinese(known, found, encoder, progress)
    proposals += english_proposals(
        _alone(without_fragments(found), proposals, known), known, encoder
    )
    kept = [proposal for proposal in proposals if proposal.score >= LEAST]
    ordered = sorted(kept, key=lambda proposal: -proposal.score)
    return match(ordered, reference)


def _english_candidates(texts: Texts, progress: Progress) -> list[Candidate]:
    documents = texts.in_language(Language.EN)
    if not documents:
        return []
    progress("English terms", 0, 0)
    return join(english.candidates(documents))


def _chinese(
    texts: Texts, theirs: Sequence[Candidate], encoder: Encoder, progress: Progress
) -> list[Proposal]:
    found = chinese.candidates(texts.in_language(Language.ZH), progress)
    if not texts.bitexts:
        return [chinese_proposal(Pairing(c, (), ()), texts, c.score, c.evidence) for c in found]
    fitted = model("bilingual")
    known = {key(c.form, Language.EN): c.score for c in theirs}
    pairings = pair(found, texts.bitexts, encoder, progress)
    objects = governed(pairings, texts.bitexts)
    rows = features(pairings, texts.bitexts, known, objects)
    odds, reasons = [], []
    for pairing, row in zip(pairings, rows, strict=True):
        paired = bool(pairing.beads)
        odds.append(fitted.log_odds(row) if paired else log_odds(pairing.candidate.score))
        reasons.append((*pairing.candidate.evidence, *(fitted.reasons(row) if paired else ())))
    scores = [probability(value) for value in handed(odds, objects)]
    return [
        chinese_proposal(pairing, texts, score, evidence)
        for pairing, score, evidence in zip(pairings, scores, reasons, strict=True)
        if score >= LEAST
    ]


def _alone(found: Sequence[Candidate], paired: Sequence[Proposal], texts: Texts) -> list[Candidate]:
    """Terms of texts that are only in English, and those of translations that render nothing."""
    taken = {
        key(term.text, Language.EN)
        for proposal in paired
        for term in in_language(proposal.terms, Language.EN)
    }
    return [c for c in found if key(c.form, Language.EN) not in taken and _stands(c, texts)]


def _stands(candidate: Candidate, texts: Texts) -> bool:
    """Whether an English term is proposed by itself.

    In a translation only formulas and quotations are: for all else the Chinese speaks.
    """
    if any(not texts.translated(Language.EN, place) for place in candidate.occurrences):
        return True
    marked = any("quot" in name and strength > 0 for name, strength in candidate.evidence)
    return candidate.kind is Kind.NUMERIC or marked
