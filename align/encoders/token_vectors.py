"""Vectors of tokens in their context, from the middle of a transformer.

The middle layers of a multilingual model tell best which words translate each other; the last one
is made for its own task (Jalili Sabet et al. 2020, SimAlign; Dou & Neubig 2021, Word alignment by
fine-tuning embeddings on parallel corpora).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Encoder, Vectors

#: Tokens in one pass, padding included.
_TOKENS = 4_096


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The tokens of a text.

    Attributes:
        vectors: one a token, shape (n, d).
        starts, ends: which characters of the text each token is, shape (n,).
    """

    vectors: Vectors
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder that gives vectors of tokens in their context as well."""

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The tokens of each text; texts may be of any length."""
        ...


def encode_tokens(
    net: Any, tokenizer: Any, longest: int, texts: Sequence[str]
) -> list[TokenVectors]:
    """The tokens of texts by a transformers model.

    Args:
        net: the model, on its device.
        tokenizer: a tokenizer that knows where tokens stand in a text.
        longest: tokens of a text at most; longer ones go through the model in stretches.
    """
    around = tokenizer("", verbose=False)["input_ids"]
    first, last = around[: (len(around) + 1) // 2], around[(len(around) + 1) // 2 :]
    spans: list[NDArray[np.int64]] = []
    rows: list[tuple[int, list[int]]] = []
    for number, text in enumerate(texts):
        found = tokenizer(
            text.encode("utf-8", "replace").decode("utf-8"),
            add_special_tokens=False,
            return_offsets_mapping=True,
            truncation=False,
            verbose=False,
        )
        spans.append(np.array(found["offset_mapping"], dtype=np.int64).reshape(-1, 2))
        step = longest - len(around)
        ids = found["input_ids"]
        rows.extend((number, ids[start : start + step]) for start in range(0, len(ids), step))
    vectors: list[list[Vectors]] = [[] for _ in texts]
    stretches: dict[int, Vectors] = {}
    for batch in batches([len(ids) for _, ids in rows]):
        given = [first + rows[place][1] + last for place in batch]
        for place, hidden in zip(batch, _hidden(net, tokenizer, given), strict=True):
            stretches[place] = hidden[len(first) : len(first) + len(rows[place][1])]
    for place, (number, _) in enumerate(rows):
        vectors[number].append(stretches[place])
    width = int(net.config.hidden_size)
    empty = np.zeros((0, width), dtype=np.float32)
    return [
        TokenVectors(np.concatenate([empty, *parts]), span[:, 0], span[:, 1])
        for parts, span in zip(vectors, spans, strict=True)
    ]


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of rows of like length, the longest first."""
    order = sorted(range(len(lengths)), key=lambda number: lengths[number], reverse=True)
    start = 0
    while start < len(order):
        size = max(_TOKENS // (lengths[order[start]] + 2), 1)
        yield order[start : start + size]
        start += size


def _hidden(net: Any, tokenizer: Any, rows: Sequence[Sequence[int]]) -> Vectors:
    """The vectors after a little over half of the layers, shape (len(rows), longest row, d)."""
    import torch

    longest = max(map(len, rows))
    ids = torch.full((len(rows), longest), tokenizer.pad_token_id or 0, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
    with torch.inference_mode():
        layers = net(
            input_ids=ids.to(net.device),
            attention_mask=mask.to(net.device),
            output_hidden_states=True,
        ).hidden_states
        result: Vectors = layers[(len(layers) + 1) // 2].float().cpu().numpy()
    return result
