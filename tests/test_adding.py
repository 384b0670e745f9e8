"""docs/adding-a-format.md is followed to the letter, and its format and its encoder work."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from markdown_it import MarkdownIt
from pages import DOCS

from align import encoders, formats, read_document
from align.encoders import registry
from align.errors import InputError
from align.formats import Reader

PAGE = (DOCS / "adding-a-format.md").read_text("utf-8")
FENCES = [token for token in MarkdownIt().parse(PAGE) if token.type == "fence"]
SRT, LETTERS = (fence.content for fence in FENCES if fence.info == "python")
READER, ENTRY = (fence.content for fence in FENCES if fence.info == "text")

CAPTIONS = """\
1
00:00:01,000 --> 00:00:04,000
加快发展
新质生产力。

2
00:00:05,000 --> 00:00:06,500
谢谢大家。
"""


@pytest.fixture(autouse=True)
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules of the page, in a folder of their own rather than in ours."""
    folder = tmp_path / "added"
    folder.mkdir()
    (folder / "added_srt.py").write_text(SRT, "utf-8")
    (folder / "added_letters.py").write_text(LETTERS, "utf-8")
    monkeypatch.syspath_prepend(folder)
    reader = eval(READER.replace("align.formats.srt", "added_srt"), {"Reader": Reader})
    entry = ENTRY.replace("align.encoders.letters", "added_letters")
    monkeypatch.setitem(formats.BY_SUFFIX, ".srt", reader)
    for name, made in eval(f"{{{entry}}}", {"Entry": registry.Entry}).items():
        monkeypatch.setitem(registry.ENCODERS, name, made)


def test_the_format_is_read(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(CAPTIONS, "utf-8")
    document = read_document(str(tmp_path / "talk.srt"))
    assert document.text.split() == ["加快发展", "新质生产力。", "谢谢大家。"]


def test_a_file_that_holds_no_captions_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text("加快发展新质生产力。", "utf-8")
    with pytest.raises(InputError, match=r"talk\.srt: holds no captions"):
        read_document(str(tmp_path / "talk.srt"))


def test_the_encoder_keeps_the_contract() -> None:
    encoder = encoders.load("letters")
    vectors = encoder.encode(["national reform", " ", "reform of the nation", "wheat prices"])
    assert vectors.shape == (4, encoder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors[[0, 2, 3]], axis=1), 1, atol=1e-5)
    assert not vectors[1].any()
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[3]
