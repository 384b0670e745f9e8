"""Word alignment of sentence pairs by evidence of many kinds.

Each cell of a pair (a word of either side; names say Chinese and English, which are the usual ones)
has features: the cosine of the words' vectors, with the correction for crowded places of Conneau et
al. 2018; the meanings of CC-CEDICT; numbers and equal strings; what words of grammar say, how words
sound and how both languages are written; the distance from the diagonal (Dyer et al. 2013, A
simple, fast, and effective reparameterization of IBM Model 2); and how often the words occur
together in the document (Dice; Melamed 2000, Models of translational equivalence among words). A
logistic regression makes a first belief of them. Two networks of one layer take in what that belief
says of the links around and of the same words elsewhere in the document. Links are the cells whose
probability passes a threshold, as in Ayan & Dorr 2006 (A maximum entropy approach to combining word
alignments) and Liu et al. 2010 (Discriminative word alignment by linear modeling).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from align.encoders import Encoder, load
from align.encoders.token_vectors import TokenEncoder
from align.languages import CHINESE_ENGLISH, Language
from align.progress import Progress, silent
from align.threads import one_thread
from align.words.block import Block, block, grouped
from align.words.lexicon import IN_HAN
from align.words.passes import Believed, believed, run
from align.words.types import Link, Links, Pair
from align.words.vocabulary import Languages, Memory
from align.words.weights import NEURAL, OFFLINE, Weights, trained

STAGE = "Aligning words"
Found = TypeVar("Found")


def align_tokens(
    pairs: Iterable[Pair],
    encoder: Encoder | None = None,
    progress: Progress = silent,
    *,
    languages: Languages = CHINESE_ENGLISH,
    total: int = 0,
) -> Iterator[Links]:
    """Link the words of sentence pairs, in order.

    Pairs that are given together are read as one document: words that occur in several are linked
    with more certainty. Some thousand are read ahead; memory does not grow with their number.

    Args:
        pairs: words of a sentence and of its translation, tokenised in any way; either side may be
            empty.
        languages: of both sides; `weights.json` says which the weights were fitted on.
        encoder: gives the vectors of words, and where it has them those of tokens in context
            (then the offline default gives those of single words); None for the offline default.
        total: how many pairs there are, for the report of progress; 0 where nobody knows.

    Raises:
        EncoderError: the default encoder cannot be loaded.
    """
    done = 0
    turned = _is_turned(languages)
    for links in _by_group(pairs, encoder, run, languages):
        yield from map(_links_turned, links) if turned else links
        done += len(links)
        progress(STAGE, done, total)


def believe_tokens(
    pairs: Iterable[Pair],
    encoder: Encoder | None,
    least: float,
    languages: Languages = CHINESE_ENGLISH,
) -> Iterator[Believed]:
    """The words of sentence pairs that may translate each other, with how likely they do.

    Args:
        pairs, encoder, languages: see `align_tokens`.
        least: log odds that are too low to be told.

    Raises:
        EncoderError: the default encoder cannot be loaded.
    """
    turned = _is_turned(languages)
    for found in _by_group(pairs, encoder, partial(believed, least=least), languages):
        yield from map(_believed_turned, found) if turned else found


def _by_group(
    pairs: Iterable[Pair],
    encoder: Encoder | None,
    work: Callable[[Block, Weights], Sequence[Found]],
    languages: Languages,
) -> Iterator[list[Found]]:
    """What the work finds in each pair, for the pairs that are aligned together."""
    chosen = encoder or load()
    contexts = chosen if isinstance(chosen, TokenEncoder) else None
    weights = trained(NEURAL if contexts else OFFLINE)
    if _is_turned(languages):
        languages, pairs = (languages[1], languages[0]), ((en, zh) for zh, en in pairs)
    memory = Memory(words_of(chosen), languages)
    for group in grouped(pairs):
        with one_thread():
            together = block(group, memory, contexts)
            found = work(together, weights)
        yield [found[number] for number in together.order]


def _is_turned(languages: Languages) -> bool:
    """Whether the sides change places: the dictionary is read from Chinese to English."""
    return languages[0] is Language.EN and languages[1] in IN_HAN


def _links_turned(links: Links) -> Links:
    return tuple(sorted(Link(link.en, link.zh, link.score) for link in links))


def _believed_turned(each: Believed) -> Believed:
    return Believed(each.en, each.zh, each.probability)


def words_of(encoder: Encoder) -> Encoder:
    """The encoder for single words.

    Transformers that know context are slow and poor at words without any.
    """
    return load() if isinstance(encoder, TokenEncoder) else encoder
