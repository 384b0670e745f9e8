"""A tiny BERT with random weights in the layout of sentence-transformers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] the river rose a mountain and sea query : 河 水 上 涨 了 。"


def save_bert(folder: Path) -> None:
    """A BERT with random weights and a vocabulary of twenty words."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = WORDS.split()
    (folder / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(0)
    BertModel(
        BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=24,
        )
    ).save_pretrained(folder)


def write(folder: Path, name: str, data: Any) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), "utf-8")


def save_model(folder: Path, pooling: dict[str, Any], extra: tuple[str, ...] = ()) -> Path:
    """The BERT in the layout of sentence-transformers."""
    save_bert(folder)
    kinds = ["Transformer", "Pooling", *extra]
    paths = [f"{number}_{kind}" if number else "" for number, kind in enumerate(kinds)]
    write(
        folder,
        "modules.json",
        [
            {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for n, (kind, path) in enumerate(zip(kinds, paths, strict=True))
        ],
    )
    write(folder, "1_Pooling/config.json", {"word_embedding_dimension": 16, **pooling})
    return folder
