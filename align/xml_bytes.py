"""The bytes of an XML file as UTF-8 that a parser takes: what is damaged costs its place only.

XML refuses a whole file for one control character, one byte in another encoding, the declaration of
an encoding that the file is not in, or a blank line before that. Files of CAT tools and scripts
have all of these. Each is mended here and said; nothing else is changed, so that what could do harm
is refused by the parser as before.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from html.entities import html5
from typing import BinaryIO

from align.formats.encodings import plausibility
from align.text import controls_meant, counted

_PIECE = 2**16  #: bytes read at a time
_LONGEST_REFERENCE = 40
_PLAUSIBLE = 0.75  #: share of common characters from which text is in an encoding
_SAMPLE = 20_000
_HEAD = 1_000  #: bytes in which the declaration stands

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
_NO_GUESS = _WIDE | {"utf-8", ""}
#: Character sets by those that hold them: who declares the small one often has the large one.
_LARGER = {
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
}
_GUESSES = ("gb18030", "big5hkscs", "cp1252")
_DECLARED = re.compile(r"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"'<>]+)[\"']")
_DECLARATION = re.compile(r"(?:[ \t\r\n\ufeff]|<!--.*?-->)*(<\?xml\s[^>]*\?>)", re.DOTALL)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
#: References that XML knows by itself; every other one has to be looked at.
_ODD_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)|<(?=[\0-\x20\"#-.0-9;<=>@\[-^`{-~])")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);|#)")
_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)(?:#([0-9]{1,8})|#x([0-9A-Fa-f]{1,7})|([A-Za-z]\w{1,30}));"
)
#: Characters of markup that no markup follows.
_BARE = re.compile(r"&(?!#?\w+;)|<(?=[\0-\x20\"#-.0-9;<=>@\[-^`{-~])")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_CONTROL = "control character"
_BYTES = "damaged place"
_MARKUP = "bare < or &"


class Pieces:
    """The pieces of a file in UTF-8, mended.

    Attributes:
        read: bytes read so far.
        has_references: whether what was given so far refers to entities that nobody knows.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.read = 0
        self.has_references = False
        self._stream = stream
        self._lines = 1
        self._encoding = ""
        self._said: list[str] = []
        self._has_cdata = False
        self._counts: Counter[str] = Counter()
        self._first: dict[str, int] = {}

    @property
    def remarks(self) -> list[str]:
        """What the file was taken for, in words that may follow its name."""
        return [*self._said, *self._told(_MARKUP, "read as text")]

    @property
    def losses(self) -> list[str]:
        """What of it had to be left out or replaced, likewise."""
        return [
            *self._told(_CONTROL, "left out"),
            *self._told(_BYTES, "with \ufffd in the place of bytes"),
        ]

    def _told(self, what: str, fate: str) -> Iterator[str]:
        number = self._counts[what]
        if number:
            first = "" if number == 1 else "the first "
            noun = what if what == _MARKUP else counted(number, what).partition(" ")[2]
            yield f"{number:,} {noun} {fate}, {first}in line {self._first[what]:,}"

    def __iter__(self) -> Iterator[bytes]:
        carried = ""
        for number, text in enumerate(self._texts()):
            text = carried + (text if number else self._without_declaration(text))
            # what may be a reference or a tag that the next piece ends
            last = text.rfind("&", max(len(text) - _LONGEST_REFERENCE, 0))
            cut = last if last >= 0 and ";" not in text[last:] else len(text)
            begun = len(text[:cut].rstrip("<"))
            cut = begun if cut - begun <= _LONGEST_REFERENCE else cut
            text, carried = text[:cut], text[cut:]
            yield self._mended(text)
            self._lines += text.count("\n")
        if carried:
            yield self._mended(carried)

    def _texts(self) -> Iterator[str]:
        data = self._next()
        mark, encoding = next((each for each in _MARKS if data.startswith(each[0])), (b"", ""))
        data = data[len(mark) if mark[:1] != b"<" and mark[-1:] != b"<" else 0 :]
        self._encoding = _declared(data, encoding)
        decoder = _Decoder(encoding or "utf-8", sure=bool(encoding))
        while data:
            following = self._next()
            found, damaged = decoder.decode(data, self._encoding, final=not following)
            if damaged:
                self._note(_BYTES, damaged, found[: found.find("\ufffd")])
            yield found
            data = following
        self._say_encoding(decoder)

    def _next(self) -> bytes:
        piece = self._stream.read(_PIECE)
        self.read += len(piece)
        return piece

    def _without_declaration(self, text: str) -> str:
        """The beginning without the declaration: the file is in UTF-8 now, whatever it says.

        What stands before it is no fault then, and lines keep their numbers.
        """
        text = text.removeprefix("\ufeff")
        found = _DECLARATION.match(text)
        if found is None:
            return text
        if found.start(1):
            self._said.append("something stands before the XML declaration, which was passed over")
        return text[: found.start(1)].replace("\ufeff", "") + text[found.end() :]

    def _say_encoding(self, decoder: _Decoder) -> None:
        declared, found = _known(self._encoding), decoder.encoding
        if found == declared or (declared in _WIDE and found in _WIDE):
            return
        if decoder.tells and (self._encoding or found not in _WIDE):
            says = f"says that it is in {self._encoding}" if self._encoding else "does not say so"
            self._said.append(f"was read as {_name(found)}, and {says}")

    def _mended(self, text: str) -> bytes:
        data = text.encode("utf-8", "surrogatepass")
        if _ODD_REFERENCE.search(data):
            self._has_cdata = self._has_cdata or b"<![CDATA[" in data
            text = _REFERENCE.sub(self._reference, text)
            if not self._has_cdata:  # where both may stand for themselves
                text = _BARE.sub(self._bare, text)
            data = text.encode("utf-8", "surrogatepass")
            self.has_references = self.has_references or _NAMED.search(data) is not None
        clean = len(data.translate(None, _CONTROLS)) == len(data)
        if clean and not any(each in data for each in _NO_CHARACTERS):
            return data
        return _UNFIT.sub(self._control, text).encode("utf-8", "surrogatepass")

    def _bare(self, match: re.Match[str]) -> str:
        self._note(_MARKUP, 1, match.string[: match.start()])
        return escape(match[0])

    def _reference(self, match: re.Match[str]) -> str:
        decimal, hexadecimal, name = match.groups()
        if name:
            found = html5.get(f"{name};")
            return match[0] if found is None else escape(found)
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if code > 0x10FFFF or _UNFIT.match(chr(code)):
            return self._left_out(chr(code) if code <= 0x10FFFF else "", match)
        return match[0]

    def _control(self, match: re.Match[str]) -> str:
        return self._left_out(match[0], match)

    def _left_out(self, character: str, match: re.Match[str]) -> str:
        self._note(_CONTROL, 1, match.string[: match.start()])
        meant = controls_meant(character)
        return "" if meant == character else meant

    def _note(self, what: str, number: int, before: str) -> None:
        self._counts[what] += number
        self._first.setdefault(what, self._lines + before.count("\n"))


class _Decoder:
    """Decodes UTF-8 until that proves wrong, and goes on in what is likelier.

    Attributes:
        encoding: what it decodes now.
        tells: whether anything beyond ASCII was met, so that it matters.
    """

    def __init__(self, encoding: str, *, sure: bool) -> None:
        self.encoding = encoding
        self.tells = sure
        self._sure = sure
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def decode(self, data: bytes, declared: str, *, final: bool) -> tuple[str, int]:
        """The text of a piece, and how many places of it are damaged."""
        begun = self._decoder.getstate()[0]
        try:
            text = self._decoder.decode(data, final)
        except UnicodeDecodeError:
            if not self._sure:
                self._switch(_guess(begun + data, declared, final=final))
                data = begun + data
            text = self._bearing(data, final=final)
            return text, text.count("\ufffd")
        if not self._sure and not text.isascii():
            self._sure = self.tells = True
            likelier = _likelier(begun + data, text, declared, final=final)
            if likelier:
                self._switch(likelier)
                text = self._bearing(begun + data, final=final)
        return text, 0

    def _switch(self, encoding: str) -> None:
        self._sure = self.tells = True
        if encoding:
            self.encoding = encoding
            self._decoder = codecs.getincrementaldecoder(encoding)()
        else:
            self._decoder.reset()

    def _bearing(self, data: bytes, *, final: bool) -> str:
        self._decoder.errors = "replace"
        text = self._decoder.decode(data, final)
        self._decoder.errors = "strict"
        return text


def _declared(data: bytes, encoding: str) -> str:
    found = _DECLARED.search(data[:_HEAD].decode(encoding or "latin-1", "ignore"))
    return found[1] if found else ""


def _known(declared: str) -> str:
    """The encoding that a declaration means, UTF-8 where there is none; "" where it is unknown."""
    try:
        name = codecs.lookup(declared or "utf-8").name
    except (LookupError, ValueError):
        return ""
    return _LARGER.get(name, name)


def _name(encoding: str) -> str:
    return {"gb18030": "GB 18030", "big5hkscs": "Big5", "cp1252": "Windows-1252"}.get(
        encoding, encoding.upper()
    )


def _guess(data: bytes, declared: str, *, final: bool) -> str:
    """The encoding in which bytes that are no UTF-8 make sense; "" for none: they are damaged."""
    ranks = []
    for place, encoding in enumerate((_known(declared), *_GUESSES)):
        if encoding in _NO_GUESS:
            continue
        share = _share(data, encoding, final=final)
        if share >= _PLAUSIBLE:
            ranks.append((share, -place, encoding))
    return max(ranks)[-1] if ranks else ""


def _likelier(data: bytes, text: str, declared: str, *, final: bool) -> str:
    """The declared encoding, where the bytes are UTF-8 only by chance; else ""."""
    encoding = _known(declared)
    if encoding in _NO_GUESS:
        return ""
    as_utf_8 = plausibility(text[:_SAMPLE], "utf-8")
    return encoding if _share(data, encoding, final=final) > as_utf_8 else ""


def _share(data: bytes, encoding: str, *, final: bool) -> float:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final)
    except UnicodeDecodeError:
        return 0.0
    return plausibility(text[:_SAMPLE], encoding)
