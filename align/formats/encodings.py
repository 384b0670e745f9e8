"""From bytes to text: which encoding Chinese and English texts are in.

Byte order marks decide, then strict UTF-8. Of the older encodings the one is taken that makes most
sense, which is told by how common the characters are. The Chinese character sets help: level 1 of
GB 2312 and of Big5 hold the common characters, and text read in the wrong encoding is made of rare
ones. That decides on single sentences, where `charset-normalizer` (it names the encoding of what is
refused) still wavers.
"""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from align.formats import UnreadableError

if TYPE_CHECKING:
    from align.formats.damage import Repaired

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Encodings without a mark in which policy texts are still met; where two explain the bytes
#: equally well, the earlier is taken.
_LEGACY = ("gb18030", "big5hkscs", "cp950", "utf_16_le", "utf_16_be", "cp1252", "cp949")

#: Characters looked at from the beginning of a text.
_SAMPLE = 100_000

#: Bytes looked at from the beginning, and those that an encoding is guessed from for a message.
_SAMPLE_BYTES = 200_000
_GUESSED_BYTES = 10_000

#: Share of common characters below which an encoding does not explain the bytes. Texts read in the
#: right one have .95 and more, in a wrong one mostly below .6.
_PLAUSIBLE = 0.75

#: Fewer bytes than this can be valid UTF-8 by chance, which shows in odd letters.
_FEW = 200
_ODD = 0.5

#: Characters beyond ASCII for each of its letters up to which they are signs of an English text.
_SIGNS = 0.05

#: Share of controls from which on bytes are no text.
_BINARY = 0.02

#: The byte order mark, read within a text.
_MARK = "\ufeff"

_REMEDY = "save it as UTF-8 text"
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\v\x1a\x1b")) + b"\x7f"

#: Characters of GB 2312 from which Korean is told, and the share of those beyond its syllables.
_ENOUGH = 20
_HANJA = 0.1

#: The first byte of the letters with tone marks in GBK: glossaries have pinyin beside characters.
_PINYIN_ROW = 0xA8
_SPACES = frozenset("\t\n\r\f\v\x1a")
_ONE_BYTE = frozenset(["cp1252", "windows-1252", "latin-1", "iso-8859-1", "us-ascii"])
_UNICODE = frozenset(["utf-8", "utf_16_le", "utf_16_be"])
_TYPOGRAPHIC = frozenset("─“”‘’–—…•·€£§©®°±×÷«»†™¥\u00a0")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what of its bytes could not be read, as in `align.model.Document`."""

    text: str
    losses: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> str:
    """The text that the bytes encode, all of them.

    Raises:
        UnreadableError: as `decoded`, or a place is damaged.
    """
    found = decoded(data, declared)
    for loss in found.losses:
        raise UnreadableError(loss.partition(";")[0], _REMEDY)
    return found.text


def decoded(data: bytes, declared: str | None = None) -> Decoded:
    """The text that the bytes encode, but for a few damaged places.

    Byte order marks within it, where files were put together, are left out.

    Args:
        declared: the encoding that the bytes themselves name, as HTML does; it is tried after
            UTF-8 and must make sense.

    Raises:
        UnreadableError: the bytes are not text, or in no encoding known here.
    """
    found = _decoded(data, declared)
    return Decoded(found.text.replace(_MARK, ""), found.losses)


def _decoded(data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding)
    problem = None
    if not _is_wide_ascii(data):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            problem = error
            if (mended := _utf_8(data)) is not None:
                return mended
        else:
            if not _is_binary(data) and not _is_chance(text, data):
                return Decoded(text)
    found = _declared(data, declared) or _best(data)
    if found is not None:
        return Decoded(found)
    if (mended := _repaired(data, *_LEGACY)) is not None:
        return mended
    if _is_binary(data):
        raise UnreadableError("not a text file", "give txt, md, html, docx or pdf")
    raise UnreadableError(
        f"its bytes are in no encoding known here{_hints(data, problem)}", _REMEDY
    )


def _with_mark(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        if (mended := _repaired(data, encoding)) is not None:
            return mended
        if encoding == "utf-8" and (found := _best(data)) is not None:
            return Decoded(found)
        raise UnreadableError(
            f"begins as {encoding.upper()} but is broken at byte {error.start:,}", _REMEDY
        ) from error


def _utf_8(data: bytes) -> Decoded | None:
    """The text in UTF-8 but for a few places, where the bytes are surely that."""
    from align.formats.damage import repaired

    found = repaired(data, "utf-8", partial(plausibility, encoding="utf-8"))
    if found and found.is_surely_utf_8 and not _is_chance(found.text, data):
        return _told(found, "utf-8")
    return None


def _repaired(data: bytes, *encodings: str) -> Decoded | None:
    """The text in that of these encodings which explains the bytes best but for a few places.

    None where they make sense in none.
    """
    from align.formats.damage import repaired

    worth, best = -1.0, ""
    for encoding in encodings:
        sample = repaired(data[:_SAMPLE_BYTES], encoding, partial(plausibility, encoding=encoding))
        if sample is not None:
            sense = plausibility(sample.text.replace("\ufffd", ""), encoding)
            each = sense - 2 * sample.text.count("\ufffd") / len(sample.text)
            if sense >= _PLAUSIBLE and each > worth:
                worth, best = each, encoding
    found = repaired(data, best, partial(plausibility, encoding=best)) if best else None
    return _told(found, best) if found else None


def _told(damaged: Repaired, encoding: str) -> Decoded:
    if not damaged.places:
        return Decoded(damaged.text)
    return Decoded(damaged.text, (damaged.loss(encoding.upper().replace("_", "-")),))


def _is_binary(data: bytes) -> bool:
    """Whether too many bytes are controls for a text. NULs sprinkled into a text are borne."""
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _BINARY * len(sample) + 2


def _is_wide_ascii(data: bytes) -> bool:
    """Whether every other byte is mostly NUL, as in English text in UTF-16; it is valid UTF-8."""
    sample = data[:_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return len(data) % 2 == 0 and max(even, odd) > len(sample) / 8 > 4 * min(even, odd)


def _is_chance(text: str, data: bytes) -> bool:
    """Whether a few bytes are valid UTF-8 only by chance: odd letters, but plain Chinese in GBK.

    A sign or two among English words is none: Chinese has more.
    """
    if len(data) >= _FEW or plausibility(text, "utf-8") >= _ODD:
        return False
    letters = sum(one.isascii() and one.isalpha() for one in text)
    beyond = sum(not one.isascii() for one in text)
    return beyond > _SIGNS * letters and _best(data) is not None


def _declared(data: bytes, declared: str | None) -> str | None:
    """The text in the encoding that is declared, if that is known and makes sense, else None."""
    if declared is None:
        return None
    name = declared.lower().strip()
    encoding = "gb18030" if name in {"gb2312", "gbk", "gb_2312-80"} else name
    encoding = "big5hkscs" if encoding == "big5" else encoding
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    return text if plausibility(text, encoding) >= _PLAUSIBLE else None


def _best(data: bytes) -> str | None:
    """The text in the legacy encoding that explains the bytes best, else None."""
    scores: list[tuple[float, str]] = []
    for encoding in _LEGACY:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            sample = decoder.decode(data[:_SAMPLE_BYTES], final=len(data) <= _SAMPLE_BYTES)
        except UnicodeDecodeError:
            continue
        scores.append((plausibility(sample, encoding), encoding))
    for score, encoding in sorted(scores, key=lambda one: -one[0]):
        if score < _PLAUSIBLE:
            break
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _hints(data: bytes, problem: UnicodeDecodeError | None) -> str:
    """What helps to find out the encoding of a file that cannot be read."""
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:_GUESSED_BYTES]).best()
    hints = [f"they look like {guess.encoding}"] if guess else []
    hints += [f"not UTF-8 from byte {problem.start:,} on"] if problem else []
    return f" ({', '.join(hints)})" if hints else ""


def plausibility(text: str, encoding: str) -> float:
    """The share of characters beyond ASCII that are common in Chinese and English texts, 0 to 1.

    1 where there are none; controls count as uncommon. In Windows-1252, where nearly every byte
    means something, such characters must moreover be rare among the ASCII letters.
    """
    counts = Counter(text[:_SAMPLE])
    beyond = {
        character: number
        for character, number in counts.items()
        if character > "\x7e" or (character < " " and character not in _SPACES)
    }
    total = sum(beyond.values())
    if not total:
        return 1.0
    if encoding == "gb18030" and _is_hangul(beyond):
        return 0.0
    if encoding in _ONE_BYTE:
        letters = sum(n for c, n in counts.items() if c.isascii() and c.isalpha())
        common = sum(n for c, n in beyond.items() if c in _TYPOGRAPHIC or c.isalpha())
        return common / total if total <= 0.3 * letters else 0.0
    return sum(n * _commonness(character, encoding) for character, n in beyond.items()) / total


def _is_hangul(counts: dict[str, int]) -> bool:
    """Whether what was read as GB 2312 is Korean: KS X 1001 has its syllables in rows B0 to C8.

    Those are the Chinese characters from a to q; nearly half of any text is from r to z.
    """
    leads: Counter[bool] = Counter()
    for character, number in counts.items():
        lead = _lead(character, "gb2312")
        if 0xB0 <= lead < 0xD8:
            leads[lead > 0xC8] += number
    return leads.total() >= _ENOUGH and leads[True] < _HANJA * leads.total()


@lru_cache(maxsize=100_000)
def _commonness(character: str, encoding: str) -> float:
    """How much a character speaks for the encoding it was read in, 0 to 1."""
    code = ord(character)
    if character in _TYPOGRAPHIC or 0x3000 <= code <= 0x301F or 0xFF00 <= code <= 0xFFEF:
        return 1.0
    if encoding in _UNICODE and character.isalpha() and code < 0x180:
        return 1.0
    if encoding == "cp949":
        return 1.0 if _lead(character, "euc_kr") in range(0xB0, 0xC9) else 0.0
    if encoding == "gb18030" and code < 0x250 and _lead(character, "gbk") == _PINYIN_ROW:
        return 1.0
    if not 0x4E00 <= code <= 0x9FFF:
        return 0.0
    simplified = _lead(character, "gb2312") in range(0xB0, 0xD8)
    traditional = _lead(character, "big5") in range(0xA4, 0xC7)
    if encoding in {"big5", "big5hkscs", "cp950"}:
        return 1.0 if traditional else 0.0
    if encoding == "gb18030":
        return 1.0 if simplified else 0.8 if traditional else 0.0
    return 1.0 if simplified or traditional else 0.0


@lru_cache(maxsize=200_000)
def _lead(character: str, charset: str) -> int:
    """The first byte of a character in a two-byte character set; 0 where the set lacks it."""
    try:
        encoded = character.encode(charset)
    except UnicodeEncodeError:
        return 0
    return encoded[0] if len(encoded) == 2 else 0
