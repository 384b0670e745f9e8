"""What the universal sentence encoder knows of a token before it sees the tokens around it.

The embedding, its projection, and the first layer's product with each weight of each convolution
depend on the token alone. Texts repeat their tokens, so these, more than half of the work, are
done once for each distinct token of a group of texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors
from align.encoders.usem3_net import Network
from align.threads import side_by_side

Ints = NDArray[np.int64]

#: Widths of the convolutions and how many tokens to the left each sees.
CONVOLUTIONS = ((2, 0), (3, 1), (5, 2))
WIDTH = 256
#: Tokens whose rows are made at once.
_ROWS = 512


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of the distinct tokens of some texts; the last row of each table but the first is 0.

    Attributes:
        distinct: the tokens' numbers, ascending, shape (u,).
        embedded: shape (u, 512).
        hidden: the projected embeddings, standardised, shape (u + 1, 3 * WIDTH).
        products: for each convolution and each token that it sees, the product of `hidden` with
            its weights, the bias added once, shape (u + 1, WIDTH) each.
    """

    distinct: Ints
    embedded: Vectors
    hidden: Vectors
    products: tuple[tuple[Vectors, ...], ...]

    @staticmethod
    def of(net: Network, tokens: Ints) -> Tables:
        """The tables of all tokens in an array.

        Args:
            net: the encoder's.
            tokens: their numbers, in any order.
        """
        distinct = np.unique(tokens)
        count = len(distinct)
        widths = [*net.proj_W.shape, *[WIDTH] * sum(width for width, _ in CONVOLUTIONS)]
        embedded, hidden, *singles = _in_one_block(count + 1, widths)
        each = iter(singles)
        products = tuple(tuple(islice(each, width)) for width, _ in CONVOLUTIONS)
        tables = Tables(distinct, embedded[:count], hidden, products)
        parts = [slice(start, min(start + _ROWS, count)) for start in range(0, count, _ROWS)]
        side_by_side(lambda rows: tables._fill(net, rows), parts)
        return tables

    def _fill(self, net: Network, rows: slice) -> None:
        tokens, embedded, hidden = self.distinct[rows], self.embedded[rows], self.hidden[rows]
        chunk = tokens % len(net.scale)
        np.copyto(embedded, net.table[tokens])
        embedded *= net.scale[chunk, None]
        embedded += net.lo[chunk, None]
        np.matmul(embedded, net.proj_W, out=hidden)
        hidden += net.proj_b
        standardise(hidden, net.ln_g_all, net.ln_b_all, net.eps)
        for order, (width, left) in enumerate(CONVOLUTIONS):
            given = hidden[:, order * WIDTH : (order + 1) * WIDTH]
            for offset in range(width):
                weights = net.w1[order][offset * WIDTH : (offset + 1) * WIDTH]
                np.matmul(given, weights, out=self.products[order][offset][rows])
            # A token always sees itself.
            self.products[order][left][rows] += net.b1[order]

    def first(self, order: int, near: Ints, place: Ints, out: Vectors) -> None:
        """The first layer of a convolution, with its residue, for tokens in their places.

        Args:
            order: which convolution.
            near: rows of the tables of the tokens that each token sees, shape (t, width).
            place: rows of the tokens themselves, shape (t,).
            out: the result, shape (t, WIDTH).
        """
        products = self.products[order]
        np.take(products[0], near[:, 0], axis=0, out=out, mode="clip")
        for offset in range(1, len(products)):
            out += products[offset][near[:, offset]]
        np.maximum(out, 0, out=out)
        out += self.hidden[place, order * WIDTH : (order + 1) * WIDTH]


def _in_one_block(rows: int, widths: Sequence[int]) -> list[Vectors]:
    """Tables in one block, the last row of each zero.

    The C library gives a block of this size back to the system when it is freed, and keeps
    several smaller ones.
    """
    block = np.empty(rows * sum(widths), dtype=np.float32)
    tables = []
    start = 0
    for width in widths:
        table = block[start : start + rows * width].reshape(rows, width)
        table[-1] = 0
        tables.append(table)
        start += rows * width
    return tables


def standardise(rows: Vectors, gain: Vectors, bias: Vectors, eps: float) -> None:
    """Layer normalisation in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + np.float32(eps))[:, None]
    rows *= gain
    rows += bias
