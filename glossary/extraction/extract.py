"""From texts to proposals: the whole of term extraction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from align.detection import has_letters
from align.encoders.base import Encoder
from align.jieba_words import keeping
from align.model import Bitext, Language, SegmentedDocument
from align.processes import HERE
from align.progress import Progress, silent
from align.workers import Workers
from glossary.detection import chinese, untagged
from glossary.detection.background import COMMON, Background
from glossary.detection.chinese.detect import COUNTED, LEAST_COUNTED
from glossary.detection.english.about import along
from glossary.detection.english.ranked import ranked
from glossary.detection.guidance import NAMED, NONE, Guidance, is_named, without_stopped
from glossary.detection.rankers import Rankers, shipped
from glossary.extraction.contexts import Texts
from glossary.extraction.known import KNOWN, UNSEEN, Standing, is_known
from glossary.extraction.matching import match
from glossary.extraction.proposing import Judged, Wanted, chinese_proposals, own_proposals
from glossary.extraction.short_forms import link
from glossary.extraction.variants import join
from glossary.model import Candidate, Kind, Proposal, in_language
from glossary.model.keys import key
from glossary.model.searchable import Termed
from glossary.pairing import Pairing, pair
from glossary.pairing.features import features
from glossary.pairing.through import Through
from glossary.ranking import log_odds, probability
from glossary.ranking.meaning import meanings
from glossary.ranking.vectors import WordSums

if TYPE_CHECKING:
    from glossary.detection.chinese.found import Runs

#: Proposals that are less likely than this to be terms are not made.
LEAST = 0.01
#: What it tells against an English formula or quotation that the Chinese of its sentence is not
#: rendered by, in log odds. English scores do not know of the Chinese; of 14 such proposals of the
#: text of bench/terms.py 3 were terms, which hand-made scores had given .66 on average.
_UNMATCHED = "matches no Chinese term"
_UNMATCHED_ODDS = -2.7
#: The least log odds that some evidence gives, whatever the rankers say.
_LEAST_ODDS = {KNOWN: UNSEEN, COUNTED: LEAST_COUNTED}


def extract(
    texts: Sequence[SegmentedDocument | Bitext],
    *,
    encoder: Encoder,
    reference: Termed | None,
    glossary: Termed | None = None,
    guidance: Guidance = NONE,
    rankers: Rankers | None = None,
    progress: Progress = silent,
    read: dict[str, Runs] | None = None,
    workers: Workers = HERE,
    whole: float = LEAST,
) -> list[Proposal]:
    """The known terms of the texts, then the new finds, best first; counts are over all of them.

    Args:
        texts: documents in any language, and aligned pairs of documents.
        encoder: gives vectors of words and phrases.
        reference, glossary: known concepts, those of the glossary first; None to do without.
        guidance: the user's dictionary, stop list and background.
        rankers: other models than those of the package, as measuring them needs.
        progress: told of each stage.
        read: what `read_alone` made of documents, which is taken out: of many texts it is large.
        workers: do what can be done of parts.
        whole: proposals of new finds that score less have neither definitions nor contexts, and
            of Chinese texts alone no places.

    Returns:
        Chinese terms with their renderings where the texts are aligned; of pairs without Chinese
        the terms of the source with their renderings; terms that are found in one language alone,
        with what else the reference knows of them.

    Raises:
        InputError: the background is in no language of the texts.

    >>> from align import load_encoder, read_document, segment_document
    >>> from glossary import extract, starter
    >>> text = segment_document(read_document("speech.zh.txt"))
    >>> found = extract([text], encoder=load_encoder(), reference=starter())
    >>> [term.text for term in found[0].terms][:2]
    ['新质生产力', 'new quality productive forces']
    """
    known = Texts(texts)
    background = Background(known.documents, guidance.background)
    standing = Standing(known, glossary, reference, progress)
    wanted = partial(_is_wanted, standing, whole)
    with keeping(guidance.phrases(Language.ZH).forms):
        rankers = rankers or shipped()
        theirs = _english(known, encoder, rankers, guidance, progress)
        proposals = _chinese(
            known,
            standing,
            theirs,
            encoder,
            guidance,
            background,
            read if read is not None else {},
            workers,
            wanted,
            rankers,
            progress,
        )
        for language in known.languages:
            if language is Language.ZH:
                continue
            if language is Language.EN:
                found = _alone(theirs, proposals, known)
            else:
                found = _untagged(known, language, encoder, guidance, progress)
            found = standing.completed(found, language)
            losses = background.losses(found, progress)
            guided = [_guided(candidate, losses, guidance.trust) for candidate in found]
            rendered = _in_translations(guided, known, language, encoder, progress)
            proposals += own_proposals(guided, known, encoder, rendered, workers, wanted)
    kept = [each for each in map(_labelled, proposals) if each.terms and each.score >= LEAST]
    ordered = sorted(kept, key=lambda proposal: -proposal.score)
    matched = match(ordered, standing)
    return link(without_stopped(matched, guidance.stop_list), known.documents)


def read_alone(guidance: Guidance, texts: Sequence[SegmentedDocument | Bitext]) -> dict[str, Runs]:
    """What extraction reads of each document by itself, by its source.

    Of the documents in Chinese: theirs takes long.

    Raises:
        ModelError: the weights of LAC are missing or damaged.
    """
    dictionary, rankers = guidance.phrases(Language.ZH), shipped()
    each = (text.sides if isinstance(text, Bitext) else (text,) for text in texts)
    sides = {id(side): side for side in chain.from_iterable(each)}
    with keeping(dictionary.forms):
        return {
            side.document.source: chinese.read(side, rankers, dictionary)
            for side in sides.values()
            if side.language is Language.ZH
        }


def _is_wanted(standing: Standing, least: float, candidate: Candidate, score: float) -> bool:
    """Whether a candidate scores enough, or as much by some evidence, or is a known term."""
    if score >= least or is_named(candidate.evidence):
        return True
    if any(name in _LEAST_ODDS for name, _ in candidate.evidence):
        return True
    forms = dict.fromkeys((candidate.form, *candidate.surfaces))
    return any(standing.senses((candidate.language, form) for form in forms).values())


def _may_be_wanted(texts: Texts, wanted: Wanted, candidate: Candidate) -> bool:
    """Whether a candidate can be wanted once its translations are read, where there are any."""
    return bool(texts.bitexts or texts.others) or wanted(candidate, candidate.score)


def _labelled(proposal: Proposal) -> Proposal:
    """The proposal without terms that have no letter of their language.

    A quotation of another language, a sentence that was left in it and an address are no terms of
    the text's own language.
    """
    terms = tuple(each for each in proposal.terms if has_letters(each.text, each.language))
    return proposal if terms == proposal.terms else replace(proposal, terms=terms)


def _guided(candidate: Candidate, losses: Mapping[str, float], trust: float) -> Candidate:
    """The candidate with what the user's dictionary and background say of its score."""
    odds, evidence = _with_guidance(log_odds(candidate.score), candidate, losses, trust)
    if odds == log_odds(candidate.score):
        return candidate
    return replace(candidate, score=probability(odds), evidence=(*candidate.evidence, *evidence))


def _with_guidance(
    odds: float, candidate: Candidate, losses: Mapping[str, float], trust: float
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The log odds of a candidate after guidance, and the evidence that this adds."""
    loss = losses.get(candidate.form, 0.0)
    least = {**_LEAST_ODDS, NAMED: trust}
    floors = (least[name] for name, _ in candidate.evidence if name in least)
    odds = max([odds, *floors])
    if is_named(candidate.evidence) or is_known(candidate.evidence):
        return odds, ()
    return odds - loss, ((COMMON, -loss),) if loss else ()


def _english(
    texts: Texts, encoder: Encoder, rankers: Rankers, guidance: Guidance, progress: Progress
) -> list[Candidate]:
    """The terms of the English texts in their own language; for renderings they are evidence."""
    documents, dictionary = texts.in_language(Language.EN), guidance.phrases(Language.EN)
    if not documents:
        return []
    progress("English terms", 0, 0)
    placed = along(encoder, rankers.axes)
    return join(ranked(documents, rankers.runs, rankers.english, placed, dictionary))


def _untagged(
    texts: Texts,
    language: Language,
    encoder: Encoder,
    guidance: Guidance,
    progress: Progress,
) -> list[Candidate]:
    """The terms of texts in a language that has no detector of its own."""
    progress(f"{language.label} terms", 0, 0)
    documents, dictionary = texts.in_language(language), guidance.phrases(language)
    return untagged.ranked(documents, language, encoder, dictionary)


def _in_translations(
    candidates: Sequence[Candidate],
    texts: Texts,
    language: Language,
    encoder: Encoder,
    progress: Progress,
) -> list[dict[Language, Pairing]]:
    """For each candidate of a language its renderings in translations of the texts in it."""
    sums = WordSums(encoder)
    by_language = {
        other: pair(candidates, bitexts, sums, progress)
        for other, bitexts in texts.renderings(language).items()
    }
    return [
        {other: own[number] for other, own in by_language.items() if own[number].renderings}
        for number in range(len(candidates))
    ]


def _chinese(
    texts: Texts,
    standing: Standing,
    theirs: Sequence[Candidate],
    encoder: Encoder,
    guidance: Guidance,
    background: Background,
    read: dict[str, Runs],
    workers: Workers,
    wanted: Wanted,
    rankers: Rankers,
    progress: Progress,
) -> list[Proposal]:
    dictionary = guidance.phrases(Language.ZH)
    documents = texts.in_language(Language.ZH)
    detected = chinese.detected(
        documents,
        rankers,
        progress,
        dictionary,
        known=lambda document: read.pop(document.document.source, None),
        workers=workers,
        with_rows=bool(texts.bitexts),
        wanted=partial(_may_be_wanted, texts, wanted),
    )
    found = standing.completed([each.candidate for each in detected], Language.ZH)
    losses = background.losses(found, progress)
    if not texts.bitexts:
        guided = (_guided(candidate, losses, guidance.trust) for candidate in found)
        alone = [Judged(Pairing(c, (), ()), c.score, c.evidence) for c in guided]
        rendered = _rendered(alone, texts, standing, WordSums(encoder), progress)
        return chinese_proposals(rendered, texts, workers, wanted)
    known = {key(c.form, Language.EN): c.score for c in theirs}
    sums = WordSums(encoder)
    pairings = standing.rendered(pair(found, texts.bitexts, sums, progress), texts.bitexts)
    about = meanings([pairing.candidate for pairing in pairings], sums, rankers.axes)
    own = rankers.chinese.rows([each.row for each in detected])
    own += [dict.fromkeys(rankers.chinese.names, 0.0)] * (len(pairings) - len(own))
    rows = list(features(pairings, texts.bitexts, known, about, own))
    likely = []
    judged = rankers.bilingual.explained(rows)
    for pairing, (odds, why) in zip(pairings, judged, strict=True):
        candidate = pairing.candidate
        if not pairing.beads:  # nothing of it is translated
            odds, why = log_odds(candidate.score), ()
        odds, more = _with_guidance(odds, candidate, losses, guidance.trust)
        if probability(odds) >= LEAST:
            evidence = (*candidate.evidence, *why, *more)
            likely.append(Judged(pairing, probability(odds), evidence))
    rendered = _rendered(likely, texts, standing, sums, progress)
    return chinese_proposals(rendered, texts, workers, wanted)


def _rendered(
    found: Sequence[Judged], texts: Texts, standing: Standing, sums: WordSums, progress: Progress
) -> Sequence[Judged]:
    """Candidates that are likely enough, with their renderings in languages other than English."""
    if not texts.others:
        return found
    likely = [each for each in found if each.score >= LEAST]
    candidates = [each.pairing.candidate for each in likely]
    english = [each.pairing for each in likely]
    through = [Through(english, texts.bitexts)] if texts.bitexts else []
    by_language = {
        language: standing.rendered(
            pair(candidates, bitexts, sums, progress, through=through), bitexts
        )
        for language, bitexts in texts.others.items()
    }
    return [
        replace(each, others={language: own[number] for language, own in by_language.items()})
        for number, each in enumerate(likely)
    ]


def _alone(found: Sequence[Candidate], paired: Sequence[Proposal], texts: Texts) -> list[Candidate]:
    """Terms of texts that are only in English, and those of translations that render nothing.

    Of translations only what the user named, formulas and quotations: for all else the Chinese
    speaks. What renders a Chinese term that is as likely is no term of its own.
    """
    taken: dict[str, float] = {}
    for proposal in paired:
        for term in in_language(proposal.terms, Language.EN):
            form = key(term.text, Language.EN)
            taken[form] = max(taken.get(form, 0.0), proposal.score)
    alone = []
    for candidate in found:
        if is_named(candidate.evidence) or _is_untranslated(candidate, texts):
            own = candidate
        elif candidate.kind is Kind.NUMERIC or _is_quoted(candidate):
            own = _unmatched(candidate)
        else:
            continue
        rendered = taken.get(key(candidate.form, Language.EN))
        if rendered is None or (own is not candidate and rendered < own.score):
            alone.append(own)
    return alone


def _is_untranslated(candidate: Candidate, texts: Texts) -> bool:
    return not all(texts.translated(Language.EN, place) for place in candidate.occurrences)


def _is_quoted(candidate: Candidate) -> bool:
    return any("quot" in name and strength > 0 for name, strength in candidate.evidence)


def _unmatched(candidate: Candidate) -> Candidate:
    return replace(
        candidate,
        score=probability(log_odds(candidate.score) + _UNMATCHED_ODDS),
        evidence=(*candidate.evidence, (_UNMATCHED, _UNMATCHED_ODDS)),
    )
