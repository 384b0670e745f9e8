"""From bytes to text: which encoding Chinese and English texts are in.

Byte order marks decide, then strict UTF-8. Of the older encodings `charset-normalizer` lists those
that fit; which of them makes sense is told by how common the characters are. The Chinese
character sets help: level 1 of GB 2312 and of Big5 hold the common characters, and text read in the
wrong encoding is made of rare ones.
"""

from __future__ import annotations

import codecs
from collections import Counter

from align.formats import UnreadableError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Encodings without a mark in which policy texts are still met; where two explain the bytes
#: equally well, the earlier is taken.
_LEGACY = ("gb18030", "big5hkscs", "cp950", "utf_16_le", "utf_16_be", "cp1252")

#: Characters looked at from the beginning of a text.
_SAMPLE = 100_000

#: Bytes given to charset-normalizer; it looks at pieces of them only.
_SAMPLE_BYTES = 200_000

#: Share of common characters below which an encoding does not explain the bytes. Texts read in the
#: right one have .95 and more, in a wrong one mostly below .6.
_PLAUSIBLE = 0.75

#: Share of controls from which on bytes are no text.
_BINARY = 0.02

_REMEDY = "save it as UTF-8 text"
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\v\x1a\x1b")) + b"\x7f"
_TYPOGRAPHIC = frozenset("“”‘’–—…•·€£§©®°±×÷«»†™¥\u00a0")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text that the bytes encode.

    Args:
        declared: the encoding that the bytes themselves name, as HTML does; it is tried after
            UTF-8 and must make sense.

    Raises:
        UnreadableError: the bytes are not text, or in no encoding known here.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding)
    utf16 = _looks_like_utf16(data)
    problem = None
    if utf16 is None:
        if _is_binary(data):
            raise UnreadableError("not a text file", "give txt, md, html, docx or pdf")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            problem = error
    text = _declared(data, declared) or _best(data, utf16)
    if text is not None:
        return text
    where = f" (not UTF-8 at byte {problem.start:,})" if problem else ""
    raise UnreadableError(f"its bytes are in no encoding known here{where}", _REMEDY)


def _with_mark(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"begins as {encoding.upper()} but is broken at byte {error.start:,}", _REMEDY
        ) from error


def _is_binary(data: bytes) -> bool:
    """Whether too many bytes are controls for a text. NULs sprinkled into a text are borne."""
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _BINARY * len(sample) + 2


def _looks_like_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 in which ASCII characters, spaces or line ends occur, else None."""
    if len(data) % 2:
        return None
    sample = data[: _SAMPLE_BYTES // 2 * 2]
    low, high = sample[::2].count(0), sample[1::2].count(0)
    if max(low, high) < max(len(sample) / 2 * 0.01, 1) or min(low, high) * 20 > max(low, high):
        return None
    return "utf_16_le" if high > low else "utf_16_be"


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


def _best(data: bytes, utf16: str | None) -> str | None:
    """The text in the legacy encoding that explains the bytes best, else None."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE_BYTES]
    known = (
        [
            match.encoding
            for match in from_bytes(
                sample, cp_isolation=list(_LEGACY), threshold=1.0, enable_fallback=False
            )
        ]
        if len(data) <= _SAMPLE_BYTES
        else list(_LEGACY)
    )
    best: tuple[float, str] | None = None
    for encoding in _LEGACY:
        if encoding not in known and encoding != utf16:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = plausibility(text, encoding)
        if score >= _PLAUSIBLE and (best is None or score > best[0]):
            best = (score, text)
    return best[1] if best else None


def plausibility(text: str, encoding: str) -> float:
    """The share of characters beyond ASCII that are common in Chinese and English texts, 0 to 1.

    1 where there are none. In Windows-1252, where every byte means something, they must moreover
    be rare among the ASCII letters.
    """
    counts = Counter(text[:_SAMPLE])
    ascii_letters = sum(
        n for character, n in counts.items() if character.isascii() and character.isalpha()
    )
    beyond = {character: n for character, n in counts.items() if character > "\x7f"}
    total = sum(beyond.values())
    if not total:
        return 1.0
    if encoding in {"cp1252", "windows-1252", "latin-1", "iso-8859-1"}:
        if total > 0.2 * ascii_letters:
            return 0.0
        return sum(n for c, n in beyond.items() if c in _TYPOGRAPHIC or c.isalpha()) / total
    return sum(n * _commonness(character, encoding) for character, n in beyond.items()) / total


def _commonness(character: str, encoding: str) -> float:
    """How much a character speaks for the encoding it was read in, 0 to 1."""
    code = ord(character)
    if character in _TYPOGRAPHIC or 0x3000 <= code <= 0x301F or 0xFF00 <= code <= 0xFFEF:
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


def _lead(character: str, charset: str) -> int:
    """The first byte of a character in a two-byte character set; 0 where the set lacks it."""
    try:
        encoded = character.encode(charset)
    except UnicodeEncodeError:
        return 0
    return encoded[0] if len(encoded) == 2 else 0
