"""Chinese words and tags in context."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from align import lac
from align.errors import ModelError
from align.lac import analysed

#: The network is right or wrong as a whole: with its gates in another order no sentence reads well.
SENTENCES = [
    "习近平/PER 总书记/n 在/p 中国共产党/ORG 第十九次/m 全国代表大会/nz 上/f 作/v 报告/n",
    "国务院/ORG 总理/n 李强/PER 主持/v 召开/v 国务院常务会议/nz",
    "把/p 权力/n 关进/v 制度/n 的/u 笼子/n 里/f",
    "3月5日上午/TIME 在/p 北京人民大会堂/LOC 开幕/v",
    "坚持/v 以/p 人民/n 为/v 中心/n 的/u 发展/vn 思想/n",
    "认真/ad 落实/v",
    "保持/v 社会/n 和谐/an 稳定/an",
]
STRETCH = st.text(st.sampled_from("中国的发展要稳定增长一带路2020年AB㐀𠀀\ud800"), max_size=30)


def written(text: str) -> str:
    [(words, tags)] = analysed([text])
    return " ".join(f"{word}/{tag}" for word, tag in zip(words, tags, strict=True))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_are_cut_and_tagged_in_context(sentence: str) -> None:
    plain = "".join(part.partition("/")[0] for part in sentence.split())
    assert written(plain) == sentence


def test_one_word_has_the_tag_of_its_place() -> None:
    verb, noun = analysed(["我们要发展经济", "坚持科学发展观和发展的方向"])
    assert verb[1][verb[0].index("发展")] == "v"
    assert noun[1][noun[0].index("发展")] == "vn"


@at_most(40)
@given(st.lists(STRETCH, max_size=12))
def test_words_make_up_the_text_and_do_not_depend_on_what_is_read_beside_it(
    texts: list[str],
) -> None:
    together = analysed(texts)
    assert together == [analysed([text])[0] for text in texts]
    for text, (words, tags) in zip(texts, together, strict=True):
        assert "".join(words) == text
        assert len(words) == len(tags)
        assert all(words)


def test_several_batches_of_all_lengths_give_what_each_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "".join(part.partition("/")[0] for line in SENTENCES for part in line.split())
    texts = [text[start : start + 1 + start % 37] for start in range(80)] + [text]
    one_by_one = [analysed([text])[0] for text in texts]
    monkeypatch.setattr(lac, "_ROWS", 64)  # less than the longest has
    monkeypatch.setattr(lac, "_SEQUENCES", 5)
    assert analysed(texts) == one_by_one


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files that may be damaged."""
    folder = tmp_path / "lac_small"
    shutil.copytree(str(files("jieba") / "lac_small"), folder)
    monkeypatch.setattr(lac, "files", lambda _: tmp_path)
    monkeypatch.setattr(lac, "_network", lac._network.__wrapped__)
    return folder


@pytest.mark.parametrize(
    "name", ["word.dic", "tag.dic", "model_baseline/crfw", "model_baseline/gru_1.w_0"]
)
def test_a_missing_or_damaged_file_is_one_error(weights: Path, name: str) -> None:
    file = weights / name
    whole = file.read_bytes()
    assert analysed(["对"]) == [(("对",), ("p",))]
    for damaged in (b"", b"\xff", whole[:-5], whole[5:], whole + b"\0"):
        file.write_bytes(damaged)
        with pytest.raises(ModelError, match=weights.name):
            analysed(["对"])
    file.unlink()
    with pytest.raises(ModelError, match="install jieba again"):
        analysed(["对"])


def test_nothing_is_read_until_there_is_a_text() -> None:
    code = "import sys, align.lac; align.lac.analysed(['']); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
