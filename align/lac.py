"""LAC-small: Chinese words and their tags in context, read with numpy alone.

The network is that of Jiao, Sun and Sun (2018), "Chinese Lexical Analysis with Deep Bi-GRU-CRF
Network": the embedding of each character, two layers of gated recurrent units that read in both
directions, and a linear-chain conditional random field over 57 labels, a tag and whether a word
begins (B) or goes on (I). jieba installs Baidu's weights, which it reads through PaddlePaddle only.

Sequences run in batches, sorted by length and packed: the rows of a step are the sequences that
are as long. A result does not depend on its batch but for rounding in the last place of a sum.

Tags: those of jieba's dictionary, in short (n v a d m q r p c u f s t, xc other function words, w
marks), and nr ns nt nw nz names of persons, places, institutions, works and others, PER LOC ORG
TIME the same as entities; ad an vd vn are adverbial and nominal uses of adjectives and verbs.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

from align.errors import ModelError
from align.threads import one_thread, side_by_side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

#: Words with their tags.
Analysis = tuple[tuple[str, ...], tuple[str, ...]]

_SIZE: Final = 128
"""Of the embedding and of each direction's state."""
_ROWS: Final = 4096
"""Most characters of a batch, but for one sequence that is longer."""
_SEQUENCES: Final = 192
"""Most sequences of a batch: the scores of a step of the search stay in the processor's cache."""
_UNKNOWN: Final = "OOV"
_LABEL: Final = "n-B"


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """Both directions of a layer; the first axis is forwards, backwards.

    What goes into the gates is halved, since the logistic function of x is (1 + tanh(x / 2)) / 2.

    Attributes:
        inputs: (2, size of input, 3 * 128), to update gate, reset gate and candidate.
        bias: (2, 1, 3 * 128).
        gates: (2, 128, 2 * 128), from the state before to the update and reset gates.
        candidate: (2, 128, 128), from the reset state before to the candidate.
    """

    inputs: Floats
    bias: Floats
    gates: Floats
    candidate: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Network:
    """The parameters.

    Attributes:
        rows: the row of `embedding` for each code point of the basic plane.
        unknown: the row for all other characters.
        emission: (2 * 128, labels) and its bias.
        start, stop: the scores of labels at either end.
        transitions: (from, to).
        labels: tag and whether a word begins there.
    """

    rows: Numbers
    unknown: int
    embedding: Floats
    layers: tuple[_Layer, ...]
    emission: tuple[Floats, Floats]
    start: Floats
    stop: Floats
    transitions: Floats
    labels: tuple[tuple[str, bool], ...]


def analysed(texts: Sequence[str]) -> list[Analysis]:
    """The words of each text with their tags, in order and without gaps.

    Args:
        texts: stretches of simplified characters, letters and digits, better without punctuation
            and blanks; memory grows with the longest of them.

    Raises:
        ModelError: the weights are missing or damaged.
    """
    found: dict[str, Analysis] = {"": ((), ())}
    batches = [*_batches(sorted({*texts} - {""}, key=lambda text: (-len(text), text)))]
    if batches:
        network = _network()
        with one_thread():
            for batch, labels in zip(
                batches, side_by_side(partial(_labels, network), batches), strict=True
            ):
                for text, own in zip(batch, labels, strict=True):
                    found[text] = _words(text, [network.labels[label] for label in own])
    return [found[text] for text in texts]


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts, the longest first, in batches of bounded size."""
    start = 0
    while start < len(texts):
        size = max(1, min(_SEQUENCES, _ROWS // len(texts[start])))
        yield texts[start : start + size]
        start += size


def _words(text: str, labels: Sequence[tuple[str, bool]]) -> Analysis:
    starts = [place for place, (_, begins) in enumerate(labels) if begins or not place]
    ends = [*starts[1:], len(text)]
    return (
        tuple(text[start:end] for start, end in zip(starts, ends, strict=True)),
        tuple(labels[start][0] for start in starts),
    )


def _labels(network: _Network, batch: Sequence[str]) -> list[list[int]]:
    """The most probable labels of texts, the longest first, none empty."""
    import numpy as np

    lengths = np.array([len(text) for text in batch])
    steps = np.arange(lengths[0])
    active = (lengths[:, None] > steps).sum(axis=0)  # how many sequences have this step
    offsets = np.concatenate([[0], np.cumsum(active)])
    # Packed rows, step after step: the place of each in the texts one after the other, and the
    # row that a reader from the end has at that step.
    sequence = np.arange(offsets[-1]) - np.repeat(offsets[:-1], active)
    step = np.repeat(steps, active)
    place = (np.cumsum(lengths) - lengths)[sequence] + step
    mirror = offsets[lengths[sequence] - 1 - step] + sequence

    points = np.frombuffer("".join(batch).encode("utf-32-le", "surrogatepass"), np.uint32)
    known = points < len(network.rows)
    rows = np.where(known, network.rows[np.where(known, points, 0)], network.unknown)[place]
    distinct, rows = np.unique(rows, return_inverse=True)
    # Of the first layer, the input of each character is computed once.
    first = network.layers[0]
    inputs = np.matmul(network.embedding[distinct], first.inputs) + first.bias
    states = _read(first, np.stack([inputs[0][rows], inputs[1][rows[mirror]]]), active, offsets)
    for layer in network.layers[1:]:
        both = np.concatenate([states[0], states[1][mirror]], axis=1)
        inputs = np.matmul(np.stack([both, both[mirror]]), layer.inputs)
        inputs += layer.bias
        states = _read(layer, inputs, active, offsets)
    weights, bias = network.emission
    emissions = np.concatenate([states[0], states[1][mirror]], axis=1) @ weights + bias
    best = _best_path(network, emissions, active, offsets)
    return [best[offsets[:length] + number].tolist() for number, length in enumerate(lengths)]


def _read(layer: _Layer, inputs: Floats, active: Numbers, offsets: Numbers) -> Floats:
    """The states of both directions, (2, rows, 128), each in its own order of reading."""
    import numpy as np

    states = np.empty((*inputs.shape[:2], _SIZE), np.float32)
    before = np.zeros((2, active[0], _SIZE), np.float32)
    for count, offset in zip(active.tolist(), offsets.tolist(), strict=False):
        now = inputs[:, offset : offset + count]
        before = before[:, :count]
        gates = np.matmul(before, layer.gates)
        gates += now[..., : 2 * _SIZE]
        np.tanh(gates, out=gates)
        gates *= 0.5
        gates += 0.5
        new = np.matmul(gates[..., _SIZE:] * before, layer.candidate)
        new += now[..., 2 * _SIZE :]
        np.tanh(new, out=new)
        new -= before
        new *= gates[..., :_SIZE]
        before = states[:, offset : offset + count] = before + new
    return states


def _best_path(network: _Network, emissions: Floats, active: Numbers, offsets: Numbers) -> Numbers:
    """The label of each packed row on the path of the highest score (Viterbi)."""
    import numpy as np

    transitions = network.transitions[:, :, None]
    scores = np.ascontiguousarray(emissions.T)  # (labels, rows); become those of the best paths
    scores[:, : active[0]] += network.start[:, None]
    for number in range(1, len(active)):
        offset, count, before = offsets[number], active[number], offsets[number - 1]
        earlier = scores[:, None, before : before + count]
        scores[:, offset : offset + count] += (earlier + transitions).max(axis=0)
    best = np.empty(len(emissions), np.int64)
    later = np.empty(0, np.int64)
    for number in range(len(active) - 1, -1, -1):
        offset, count, going = offsets[number], active[number], len(later)
        here = scores[:, offset : offset + count]
        here[:, going:] += network.stop[:, None]
        here[:, :going] += network.transitions[:, later]
        later = best[offset : offset + count] = here.argmax(axis=0)
    return best


@cache
def _network() -> _Network:
    import numpy as np

    folder = files("jieba") / "lac_small"
    names = _numbered(folder / "word.dic", _UNKNOWN)
    labels = _numbered(folder / "tag.dic", _LABEL)
    tensor = partial(_tensor, folder / "model_baseline")
    crf = tensor("crfw", (len(labels) + 2, len(labels)))
    rows = np.full(1 << 16, names[_UNKNOWN], np.int64)
    for name, row in names.items():
        if len(name) == 1 and ord(name) < len(rows):
            rows[ord(name)] = row
    return _Network(
        rows=rows,
        unknown=names[_UNKNOWN],
        embedding=tensor("word_emb", (max(names.values()) + 1, _SIZE)),
        layers=(_layer(tensor, 0, _SIZE), _layer(tensor, 2, 2 * _SIZE)),
        emission=(
            tensor("fc_4.w_0", (2 * _SIZE, len(labels))),
            tensor("fc_4.b_0", (len(labels),)),
        ),
        start=crf[0],
        stop=crf[1],
        transitions=crf[2:],
        labels=tuple(
            (name.partition("-")[0], not name.endswith("-I"))
            for name in sorted(labels, key=labels.__getitem__)
        ),
    )


def _layer(tensor: Callable[[str, tuple[int, ...]], Floats], number: int, size: int) -> _Layer:
    """The layer whose forward reader has that number; the one backwards has the next.

    PaddlePaddle keeps the recurrent weights as two matrices one after the other, (128, 256) for
    both gates and (128, 128) for the candidate, and calls the whole (128, 384).
    """
    import numpy as np

    width = 3 * _SIZE
    pair = (number, number + 1)
    inputs = np.stack([tensor(f"fc_{n}.w_0", (size, width)) for n in pair])
    bias = np.stack([tensor(f"fc_{n}.b_0", (width,)) for n in pair])
    bias += np.stack([tensor(f"gru_{n}.b_0", (1, width))[0] for n in pair])
    recurrent = [tensor(f"gru_{n}.w_0", (_SIZE, width)).ravel() for n in pair]
    gates = np.stack([flat[: 2 * _SIZE**2].reshape(_SIZE, 2 * _SIZE) for flat in recurrent])
    candidate = np.stack([flat[2 * _SIZE**2 :].reshape(_SIZE, _SIZE) for flat in recurrent])
    inputs[..., : 2 * _SIZE] /= 2
    bias[..., : 2 * _SIZE] /= 2
    gates /= 2
    return _Layer(inputs, bias[:, None], gates, candidate)


def _numbered(file: Traversable, needed: str) -> dict[str, int]:
    """The names that a file numbers, a number and a name a line; one of them it must have."""
    try:
        # Some of the characters that are numbered end lines for `splitlines`.
        lines = file.read_text("utf-8").removesuffix("\n").split("\n")
        pairs = [line.split("\t") for line in lines]
        numbers = {name: int(number) for number, name in pairs}
    except (OSError, ValueError) as error:
        raise _unreadable(file) from error
    if needed not in numbers or min(numbers.values()) < 0:
        raise _unreadable(file)
    return numbers


def _tensor(folder: Traversable, name: str, shape: tuple[int, ...]) -> Floats:
    """A parameter as PaddlePaddle writes it: versions, a description of so many bytes, the numbers.

    The description is a protocol buffer: the type (field 1; 5 is float32), the shape (field 2).
    """
    import numpy as np

    described = b"\x08\x05" + b"".join(b"\x10" + _varint(size) for size in shape)
    file = folder / name
    header = struct.pack("<IQIi", 0, 0, 0, len(described)) + described
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _unreadable(file) from error
    if not data.startswith(header) or len(data) != len(header) + 4 * math.prod(shape):
        raise _unreadable(file)
    return np.frombuffer(data, "<f4", offset=len(header)).reshape(shape)


def _varint(number: int) -> bytes:
    if number < 0x80:
        return bytes([number])
    return bytes([number & 0x7F | 0x80]) + _varint(number >> 7)


def _unreadable(file: Traversable) -> ModelError:
    return ModelError(f"{file}: no parameters of LAC that can be read", "install jieba again")
