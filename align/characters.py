"""Characters as they are meant: the plain character behind each way in which one may be stored.

Sources: the decompositions of the Unicode Character Database and, for the CJK Radicals Supplement,
its property Equivalent_Unified_Ideograph (Unicode Standard Annex 44).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

SOFT_HYPHEN = "\u00ad"

#: A place of a text and what its reading has there: start, end, replacement.
Edit = tuple[int, int, str]

#: Runs of what may not be plain; most texts hold nothing of it but their line ends. What is left
#: out here is plain, and composes with nothing before it.
_ODD = re.compile(
    "[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u01c3\u01cd-\u01f0"
    "\u01f4-\u02ff\u0391-\u03a1\u03a3-\u03c9\u0400-\u0482\u048a-\u052f\u05d0-\u05ea\u0621-\u064a"
    "\u0660-\u0669\u2012-\u2027\u2030-\u205e\u2190-\u22ff\u2460-\u25ff\u3001-\u3029\u3041-\u3094"
    "\u30a1-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3，．：；？！（）［］｛｝～＂＇－／"
    "\U00020000-\U0002a6df\U0002a700-\U0002ebe0\U00030000-\U000323af]+"
)

#: What is neither seen nor pronounced: zero-width characters, byte order marks, bidirectional
#: controls, invisible operators, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\U000e0000-\U000e007f]"
)
#: What chooses a glyph for the character before it, and so stands where that one stands.
_SELECTOR = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")

#: A joiner within a pictograph, as of a family, is part of it.
_PICTOGRAPHS = "\u2600-\u27bf\U0001f000-\U0001faff"
_JOINER = re.compile(f"(?<=[{_PICTOGRAPHS}\ufe0f])\u200d(?=[{_PICTOGRAPHS}])")
_LINE_ENDS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE_END = re.compile(f"[{_LINE_ENDS}]")
_LINE_ENDING = re.compile(f"[^\\S{_LINE_ENDS}]*[{_LINE_ENDS}]")

#: Decompositions that keep the meaning; others change it: a superscript two is no two.
_SAME = ("<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>")
_LIGATURES = re.compile(
    "[\u0132\u0133\u013f\u0140\u0149\u01c4-\u01cc\u01f1-\u01f3\u2f00-\u2fdf\ufb00-\ufb4f"
    "\U0001d400-\U0001d7ff]"
)

#: U+2E80 to U+2EF3; an ideographic space where there is no equivalent.
_RADICALS = (
    "\u3000厂乛乚乙亻冂\U00020628刀刂卜㔾小小兀尣尢\U00021bc2巳幺彑彐忄心扌攵\u3000旡日月歺母"
    "民氵氺灬爫爫丬牛犭王\U00024d14目示礻\U00025ad7糹纟罓罒㓁冗\U0002626b羊\U0002634c"
    "\U0002634b耂肀聿肉\U00026951艹艹艹虎衤覀西见角\U000278b2讠贝\U00027fb7车辶辶辶邑钅長镸长"
    "门\U00028e0f阝雨青韦页风飞食\U0002967f飠饣\U00029810马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
#: Vertical and small forms of Chinese punctuation, which the decompositions would make ASCII.
_FORMS = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︴︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞",
        "，、。：；！？〖〗…‥—–__（）｛｝〔〕【】《》〈〉「」『』［］，、．；：？！—（）｛｝〔〕",
        strict=True,
    )
)
#: Full-width punctuation is Chinese punctuation and stays, but for signs that are no punctuation.
_KEPT = frozenset("！＂＇（），－．／：；？［］｛｝～｟｠￣")
_AMONG_LATIN = re.compile("[－．／](?<=[0-9A-Za-z].)(?=[0-9A-Za-z])")

#: Marks that one letter bears in the stream-safe format (Unicode Standard Annex 15): with more,
#: putting them in order would take quadratic time.
_MOST_MARKS = 30


def character_edits(text: str) -> Iterator[Edit]:
    """Where characters of a text are not plain, in order, with what stands there when it is read.

    White space becomes blanks and line feeds. A soft hyphen stays where a line ends behind it,
    since it says how the word goes on.
    """
    for run in _ODD.finditer(text):
        yield from _run_edits(text, run.start(), run.end())


def width_edits(text: str) -> Iterator[Edit]:
    """The same for full-width hyphens, points and slashes among Latin letters and digits."""
    for match in _AMONG_LATIN.finditer(text):
        yield match.start(), match.end(), chr(ord(match.group()) - 0xFEE0)


def _run_edits(text: str, start: int, end: int) -> Iterator[Edit]:
    # Clusters as they come out: a character with what composes with it, and its place.
    clusters: list[tuple[str, int, int]] = []
    for place in range(start, end):
        character = text[place]
        is_selector = _SELECTOR.match(character) is not None
        if _INVISIBLE.match(character) and not _is_meant(text, place):
            continue
        for plain in character if is_selector else _plain(character):
            if not is_selector and not _combines(plain):
                clusters.append((plain, place, place + 1))
                continue
            if not clusters and start and not text[start - 1].isspace():
                clusters.append((text[start - 1], start - 1, start))
            if clusters and not clusters[-1][0].isspace() and len(clusters[-1][0]) < _MOST_MARKS:
                letter, first, _ = clusters[-1]
                clusters[-1] = letter if is_selector else letter + plain, first, place + 1
            elif not is_selector:
                clusters.append((plain, place, place + 1))
    done = start
    for first, group in groupby(clusters, key=itemgetter(1)):  # a ligature is several letters
        made = list(group)
        after = made[-1][2]
        if done < first:
            yield done, first, ""
        composed = "".join(unicodedata.normalize("NFC", letter) for letter, _, _ in made)
        if composed != text[first:after]:
            yield first, after, composed
        done = after
    if done < end:
        yield done, end, ""


def _is_meant(text: str, place: int) -> bool:
    """Whether a character that nobody sees says something there."""
    if text[place] == SOFT_HYPHEN:
        return _LINE_ENDING.match(text, place + 1) is not None
    return _JOINER.match(text, place) is not None


def _combines(character: str) -> bool:
    """Whether a character may compose with the one before it: a mark, or a vowel or final jamo."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


@lru_cache(maxsize=1 << 12)
def _plain(character: str) -> str:
    if _LINE_END.match(character):
        return "\n"
    if character.isspace() or character in "\u3164\uffa0":  # the last two are Hangul fillers
        return " "
    if character in _FORMS:
        return _FORMS[character]
    if "\u2e80" <= character <= "\u2ef3":
        radical = _RADICALS[ord(character) - 0x2E80]
        return character if radical == "\u3000" else radical
    if character in "\u2010\u2011":
        return "-"
    if character in _KEPT:
        return character
    if unicodedata.decomposition(character).startswith(_SAME) or _LIGATURES.match(character):
        return unicodedata.normalize("NFKC", character)
    if "\ufe50" <= character <= "\ufe6b":
        return unicodedata.normalize("NFKC", character)
    return unicodedata.normalize("NFC", character)
