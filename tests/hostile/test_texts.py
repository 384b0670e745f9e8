"""Whatever a text holds, each command ends soon, in bounded memory, with results or one line."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import forked
import pytest
from probing import Probes, require_orderly
from running import isolated

pytestmark = pytest.mark.hostile("texts")

SIZE = 4_000  #: characters of a long text, at least
SECONDS, MEGABYTES = 60, 1_500

_SENTENCE = "要深化国有企业改革，推进“三首”工程，发展新质生产力。"
_ENGLISH = "We will deepen the reform of state-owned enterprises and promote the “three firsts”. "
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def long(part: str, size: int) -> str:
    """So much of what is repeated."""
    return part * (size // len(part) + 1)


def nested(opening: str, closing: str, size: int) -> str:
    """A sentence deep within brackets or marks."""
    depth = size // len(opening + closing)
    return opening * depth + _SENTENCE + closing * depth


#: What is repeated without end, where blanks part them: signs, words, the beginnings of patterns.
_SIGNS = """
a A é 1 0 的 一 三 第 。 ， 、 ； … “ ” " ' ’ ( ) （ 《 》 [ { < > - — – · . , ; ! ? / \\ | * # _ ~
` % & = + @ $ ^ a. U.S. a- a/ a' a,b; 1, 1. 1/ 1% 1-2- 三个 五个一 一二三四 十百千万 一是 （一）
第一， 两个“一” 三首、 国有企业 改革 是指 即 包括 —— 新质生产力是 ‘三首’ {{三首}} <b> </b> <!--
&amp; &#x1b; ![]( [a](b) ../ http://a/ %s%n ا א ก ᄀ 𠮷 ㍿ ﷺ Ⅷ ① ½ ² ﬁ ⼀ Ａ １ reform three-first
"""
#: The same where strokes part them, with blanks, line ends, or what does not show.
_OTHERS = (
    "\t|\u3000|\xa0|\u200b|\xad|\u200d|\ufeff|\u2060|\ufe0f|\u202e|\u2066|\u0301|\U000e0041|"
    "\U0001f468\u200d|\ue000|\U0010fffd|\u0f00|\x0b|\x0c|\x85|\u2028|\r|\n|\r\n| \n|\n\n|a\n|三\n|"
    "a-\n|，\n|a |A. |1. |1st |the |of the |and |three firsts |(1) |to be or |Party |X of Y, |> |"
    "- |\t- |```\n|a@b.c |三 |';DROP TABLE term;-- |=cmd^/C calc!A0\n"
)


def repeated(size: int) -> Mapping[str, str]:
    """Texts of one thing: what makes a pattern try every way, and a parser go deep."""
    return {f"many {part!r}": long(part, size) for part in (*_SIGNS.split(), *_OTHERS.split("|"))}


_BRACKETS = ("（）", "()", "《》", "“”", "‘’", "[]", "{}", "<>", "「」", '""')


def mixed(size: int, chance: random.Random) -> Mapping[str, str]:
    """Texts that look like texts, of a wrong size or form."""
    plain = [chr(code) for code in (*range(0x20, 0x3000, 7), *range(0x3000, 0x2FA1F, 97))]
    every = "".join(letter for letter in plain if not "\ud800" <= letter <= "\udfff")
    return {
        "empty": "",
        "a blank": " ",
        "line ends": "\n\r\n\r\u2028",
        "a letter": "a",
        "a character": "三",
        "one line of English": long(_ENGLISH, size),
        "one line of Chinese": long(_SENTENCE, size),
        "Chinese without a full stop": long("要深化国有企业改革推进三首工程", size),
        "English without a full stop": long("the reform of state-owned enterprises and ", size),
        "English without a blank": long("reformofstateownedenterprises", size),
        "a word a line": long("三首\nreform\n", size),
        "letters far apart": long("三 首 ", size),
        "every kind of character": every,
        "characters by chance": "".join(chance.choices(plain, k=size // 4)),
        "marks on marks": long("三\u0300\u0301\u0302\u0303首\u0304\u0305 a\u0306\u0307", size),
        "escapes of a terminal": long(f"\x1b]0;x\x07\x1b[2J{_SENTENCE}\x9b31m\n", size),
        "nothing but numbers": long("1,234.56 78% 9/10 2024年5月3日 ", size),
        "a list of lists": long("一是三首，即首台、首批、首版；二是五位一体，即一、二；", size),
        "wide tables": long("三首\tthree firsts\t" * 40 + "\n", size),
        "questions and dots": long("?!...？！……。。", size),
        "brackets that cross": long("（三首［“新质）生产力］”", size),
        **{f"deep {each}": nested(each[0], each[1], size) for each in _BRACKETS},
    }


def encoded(chance: random.Random) -> Mapping[str, bytes]:
    """Bytes that are no text, or one in a guise."""
    text = (_SENTENCE + "\n" + _ENGLISH + "\n") * 8
    utf_8 = text.encode()
    return {
        "NUL": b"\0" * 5_000,
        "NUL within": utf_8[:60] + b"\0" + utf_8[60:],
        "a mark of UTF-8 alone": b"\xef\xbb\xbf",
        "many marks": b"\xef\xbb\xbf" * 500 + utf_8,
        "UTF-16 cut": text.encode("utf-16")[:-1],
        "UTF-16 without a mark": text.encode("utf-16-le"),
        "UTF-32": text.encode("utf-32"),
        "UTF-7": text.encode("utf-7"),
        "lone surrogates": "三\ud800首\udfff".encode("utf-8", "surrogatepass") * 40,
        "too long forms": utf_8 + b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf" * 30,
        "beyond Unicode": utf_8 + b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80" * 30,
        "cut within a character": utf_8[:-2],
        "GB18030 with damage": text.encode("gb18030")[:200] + b"\xff\xfe" + text.encode("gb18030"),
        "two encodings": text.encode("gb18030") + utf_8,
        "all bytes": bytes(range(256)) * 30,
        "bytes by chance": chance.randbytes(20_000),
        "a program": b"\x7fELF\x02\x01\x01" + chance.randbytes(4_000),
        "a picture": b"\x89PNG\r\n\x1a\n" + chance.randbytes(4_000),
        "compressed": b"\x1f\x8b\x08" + chance.randbytes(4_000),
        "a database": b"SQLite format 3\0" + chance.randbytes(4_000),
        "EBCDIC": _ENGLISH.encode("cp500", "replace") * 20,
        "Shift JIS": "改革を深める。国有企業。".encode("shift_jis", "replace") * 30,
        "ISO 2022": _SENTENCE.encode("iso2022_jp_2", "replace") * 20,
    }


@pytest.mark.usefixtures("warm")
def test_terms_are_extracted_or_one_line_says_why_not(
    tmp_path: Path, probes: Probes, times: Callable[[int], range], chance: random.Random
) -> None:
    size = max(len(times(SIZE)), SIZE)
    texts = {**repeated(size), **mixed(size, chance)}
    inputs = {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}
    inputs |= encoded(chance)
    environment = isolated(tmp_path)
    path = tmp_path / "text.txt"
    tried = min(len(times(len(inputs))), len(inputs))
    for name in sorted(chance.sample(list(inputs), tried)):
        path.write_bytes(inputs[name])
        with probes.probe(name):
            answer = forked.tifa(
                ("extract", path.name, "--format", "jsonl", "--no-cache"),
                tmp_path,
                environment,
                seconds=SECONDS,
                megabytes=MEGABYTES,
            )
            require_orderly(answer)
            for line in answer.out.splitlines():
                terms = json.loads(line)["terms"].values()
                assert not any(_CONTROLS.search(term or "") for term in terms)
