"""Features of every cell: a Chinese word and an English word of one sentence pair.

Each is an array that broadcasts to (pairs, Chinese words, English words).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.words.batches import Batch
from align.words.lexicon import COLUMNS, Table
from align.words.vocabulary import CLASSES, TRAITS, Types

Array = NDArray[np.float32]

NAMES = (
    "cosine", "csls", "csls>0", "csls-row", "csls-column", "dictionary", "stem", "part", "number",
    "same", "lexicon-row", "lexicon-column", "distance", "distance²", "near", "lexicon*distance",
    "grammar*distance", "grammar-either*distance", "marks", "mark", "grammar-zh", "grammar-en",
    "grammar", "marks*same", "marks*distance", "dice", "excess", "count-zh", "count-en",
    "count-difference", "length-zh", "length-en", "content*dictionary", "role", "role-row",
    "role-column", "role*distance", "sound", "sound-row", "sound-column",
    *(f"{each}-{side}" for each in (*CLASSES, *TRAITS) for side in ("zh", "en")),
)  # fmt: skip

#: Features that an encoder with vectors of tokens adds.
CONTEXT_NAMES = ("context", "context-row", "context-column", "context-share")

#: Cells beyond the sentence in the search for the best of a row or column.
_OUTSIDE = np.float32(-9)
#: What akin stems and parts are worth beside a meaning of the whole word.
_STEM, _PART = np.float32(0.8), np.float32(0.6)
_NEAR = np.float32(0.1)
#: Of the softmax, on likeness with a deviation of 1.
_SHARP = np.float32(2)
#: Sentences of fewer or more words are taken for these.
_SIZES = (4, 80)
#: Words in more sentences are just frequent, however long the document.
_OFTEN = np.float32(30)
_NONE = np.float32(0)
_ONE = np.float32(1)
_HALF = np.float32(0.5)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the features are made of: both vocabularies, the lexicon, and common sentences.

    Attributes:
        zh, en: the types.
        lexicon: see `lexicon.table`.
        together: in how many sentence pairs both types are, where they are in more than one.
        sounds: how alike types sound, see `sounds.table`.
        likeness: of each part of the block see `meaning.likeness`; None without token vectors.
    """

    zh: Types
    en: Types
    lexicon: Table
    together: Table
    sounds: Table
    likeness: tuple[Array, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the features that can be made."""
        return NAMES if self.likeness is None else NAMES + CONTEXT_NAMES


def cells(batch: Batch, evidence: Evidence) -> dict[str, Array]:
    """The features of all cells of a batch by name."""
    zh, en = evidence.zh, evidence.en
    found: dict[str, Array] = {}
    grammar_zh, grammar_en = zh.function[batch.zh][:, :, None], en.function[batch.en][:, None, :]
    mark_zh, mark_en = zh.mark[batch.zh][:, :, None], en.mark[batch.en][:, None, :]
    found["grammar-zh"], found["grammar-en"] = grammar_zh, grammar_en
    found["grammar"] = grammar_zh * grammar_en
    found["marks"] = mark_zh * mark_en
    found["mark"] = np.maximum(mark_zh, mark_en) - found["marks"]
    _languages(found, batch, evidence)
    _similarity(found, batch, evidence)
    _lexicon(found, batch, evidence)
    _place(found, batch)
    _counts(found, batch, evidence)
    if evidence.likeness is not None:
        _context(found, batch, evidence.likeness)
    return found


def _languages(found: dict[str, Array], batch: Batch, evidence: Evidence) -> None:
    zh, en = evidence.zh, evidence.en
    for name, one, other in zip(CLASSES, zh.classes, en.classes, strict=True):
        found[f"{name}-zh"], found[f"{name}-en"] = (
            one[batch.zh][:, :, None],
            other[batch.en][:, None, :],
        )
    for name, of_zh, of_en in zip(TRAITS, zh.traits, en.traits, strict=True):
        for side, value in (("zh", of_zh), ("en", of_en)):
            found[f"{name}-{side}"] = np.full((1, 1, 1), value, dtype=np.float32)


def _similarity(found: dict[str, Array], batch: Batch, evidence: Evidence) -> None:
    zh, en = evidence.zh, evidence.en
    cosine = zh.vectors[batch.zh] @ en.vectors[batch.en].transpose(0, 2, 1)
    crowding = zh.crowding[batch.zh][:, :, None] + en.crowding[batch.en][:, None, :]
    csls = cosine - crowding * _HALF
    inside = np.where(batch.inside, csls, _OUTSIDE)
    found["cosine"], found["csls"], found["csls>0"] = cosine, csls, np.maximum(csls, _NONE)
    found["csls-row"] = csls - inside.max(axis=2, keepdims=True)
    found["csls-column"] = csls - inside.max(axis=1, keepdims=True)


def _lexicon(found: dict[str, Array], batch: Batch, evidence: Evidence) -> None:
    values = evidence.lexicon.of(batch.zh[:, :, None], batch.en[:, None, :])
    found.update(zip(COLUMNS, values, strict=True))
    best = np.maximum(found["dictionary"], found["stem"] * _STEM)
    for other in (found["part"] * _PART, found["number"], found["same"]):
        np.maximum(best, other, out=best)
    best *= batch.inside
    found["lexicon*distance"] = best  # becomes the product in _place
    found["lexicon-row"] = best - best.max(axis=2, keepdims=True)
    found["lexicon-column"] = best - best.max(axis=1, keepdims=True)
    content = (1 - found["grammar-zh"]) * (1 - found["grammar-en"])
    found["content*dictionary"] = content * (found["dictionary"] > 0)
    found["marks*same"] = found["marks"] * found["same"]
    found["sound"] = evidence.sounds.of(batch.zh[:, :, None], batch.en[:, None, :])[0]
    for name in ("role", "sound"):
        found[f"{name}-row"] = found[name] - found[name].max(axis=2, keepdims=True)
        found[f"{name}-column"] = found[name] - found[name].max(axis=1, keepdims=True)


def _place(found: dict[str, Array], batch: Batch) -> None:
    zh, en = (
        (np.arange(size) + np.float32(0.5)).astype(np.float32) / sizes[:, None].astype(np.float32)
        for size, sizes in (
            (batch.zh.shape[1], batch.zh_sizes),
            (batch.en.shape[1], batch.en_sizes),
        )
    )
    zh, en = zh[:, :, None], en[:, None, :]
    distance = np.maximum(zh, en) - np.minimum(zh, en)
    either = np.maximum(found["grammar-zh"], found["grammar-en"])
    found["distance"] = distance
    found["distance²"] = distance * distance
    found["near"] = np.minimum(distance, _NEAR)
    found["lexicon*distance"] = found["lexicon*distance"] * distance
    found["grammar*distance"] = found["grammar"] * distance
    found["grammar-either*distance"] = either * distance
    found["marks*distance"] = found["marks"] * distance
    found["role*distance"] = found["role"] * distance


def _counts(found: dict[str, Array], batch: Batch, evidence: Evidence) -> None:
    zh = evidence.zh.counts[batch.zh][:, :, None]
    en = evidence.en.counts[batch.en][:, None, :]
    together = evidence.together.of(batch.zh[:, :, None], batch.en[:, None, :])[0]
    # The first time that two words are together says nothing: it is why they are compared.
    again: Array = np.maximum(together, _ONE) - _ONE
    found["dice"] = again / ((zh + en) * _HALF)
    more: Array = np.maximum(zh, en)
    found["excess"] = again / more
    log_zh: Array = np.log(np.minimum(zh, _OFTEN))
    log_en: Array = np.log(np.minimum(en, _OFTEN))
    found["count-zh"], found["count-en"] = log_zh, log_en
    found["count-difference"] = np.maximum(log_zh, log_en) - np.minimum(log_zh, log_en)
    for name, sizes in (("length-zh", batch.zh_sizes), ("length-en", batch.en_sizes)):
        found[name] = np.log(np.clip(sizes, *_SIZES).astype(np.float32))[:, None, None]


def _context(found: dict[str, Array], batch: Batch, likeness: Sequence[Array]) -> None:
    """Likeness in context: by itself, beside the best of row and column, and its share of both.

    The share is the geometric mean of the softmax over the row and over the column, as in
    awesome-align (Dou & Neubig 2021).
    """
    values = np.where(batch.inside, batch.padded(likeness), _OUTSIDE)
    by_row = values - values.max(axis=2, keepdims=True)
    by_column = values - values.max(axis=1, keepdims=True)
    odds_row, odds_column = np.exp(_SHARP * by_row), np.exp(_SHARP * by_column)
    odds_row /= odds_row.sum(axis=2, keepdims=True)
    odds_column /= odds_column.sum(axis=1, keepdims=True)
    found["context"], found["context-row"], found["context-column"] = values, by_row, by_column
    found["context-share"] = np.sqrt(odds_row * odds_column)
