"""What Chinese numerals are worth, in figures, in words or in both, and numbers written in them.

The library cn2an reads none of 1,500万, 三点一四万 and 千万, and loads for most of a second.
"""

from __future__ import annotations

import re
from types import MappingProxyType

ONES = "一二三四五六七八九"
DIGITS = {c: i for i, c in enumerate(ONES, 1)} | {"〇": 0, "零": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万": 10**4, "亿": 10**8}
NUMERALS = "".join((*DIGITS, *TENS, *SCALES))
FIGURES = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"

#: One number. It is over where another digit follows, as in 十四五; 两 behind a unit is a weight.
NUMBER = re.compile(
    rf"(?:(?:{FIGURES}|[〇零]?[两{ONES}])?[十百千万亿])+(?:[〇零]*[{ONES}](?![十百千万亿]))?|{FIGURES}"
    rf"|(?<![十百千万亿])[〇零两{ONES}]+(?![十百千万亿])"
)
_PIECE = re.compile(rf"(?P<figures>{FIGURES})|(?P<decimals>点[零〇{ONES}]+)|(?P<one>.)")
#: Vague additions, and 两 behind a number, where it is a weight.
_IGNORED = re.compile("[多余]|(?<=.)两(?![百千万亿])")
#: Numerals for cheques, which are words elsewhere (陆地, 收拾), several of them in a row.
_FORMAL = re.compile(
    "(?=[万亿]?[壹贰貳叁參肆伍陆陸柒捌玖拾][拾佰仟万亿零])[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟零万亿整]{2,}"
)
_PLAIN = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")


def plain_numerals(text: str) -> str:
    """The text with the numerals of cheques as ordinary ones; as long as it was."""
    return _FORMAL.sub(lambda match: match[0].translate(_PLAIN), text)


def value_of(numeral: str) -> float | None:
    """What a numeral is worth; None where it is written as no number is.

    Digits alone are read one by one (二〇三五 is 2035). A unit multiplies all that is smaller
    before it: 一万五千亿 is 15,000 * 10**8. A digit at the end counts the next lower unit: 三万五
    is 35,000.
    """
    bare = _IGNORED.sub("", numeral)
    if bare and all(character in DIGITS for character in bare) and "两" not in bare[1:]:
        return float("".join(str(DIGITS[character]) for character in bare))
    reader = _Reader()
    for piece in _PIECE.finditer(bare):
        if not reader.take(piece):
            return None
    return reader.value


def leading(word: str) -> float | None:
    """The number that a word begins with (第三, 1500万, 三十二人), or None."""
    match = NUMBER.match(word, word.startswith("第"))
    return value_of(match[0]) if match else None


class _Reader:
    """Reads a numeral from the left.

    Attributes:
        whole: what is finished, in units of what follows; 五千 of 五千万.
        section: what stands since the last 万 or 亿.
        digit: the last digit or figures, not yet multiplied.
    """

    def __init__(self) -> None:
        self._done: list[tuple[float, float]] = []  # what each scale has, largest scale first
        self._section = 0.0
        self._digit: float | None = None
        self._unit = 0.0  # of the last unit
        self._is_apart = False  # a zero stands before the last digit

    def take(self, piece: re.Match[str]) -> bool:
        """Take in one piece; False where no number goes on so."""
        if piece["figures"]:
            if self._digit is not None:
                return False
            self._digit = float(piece["figures"].replace(",", ""))
            self._is_apart = True
            return True
        if piece["decimals"]:
            if self._digit is None:
                return False
            self._digit += float("0." + "".join(str(DIGITS[c]) for c in piece["decimals"][1:]))
            self._is_apart = True
            return True
        character = piece["one"]
        if character in TENS:
            self._multiply(TENS[character])
        elif character in SCALES:
            self._close(SCALES[character])
        else:
            return self._append(DIGITS[character])
        return True

    def _append(self, digit: int) -> bool:
        if digit == 0:
            self._is_apart = True
        elif self._digit is not None:
            return False
        else:
            self._digit = float(digit)
        return True

    def _multiply(self, unit: int) -> None:
        before = 1.0 if self._digit is None else self._digit
        self._section += before * unit
        self._digit, self._unit, self._is_apart = None, float(unit), False

    def _close(self, scale: int) -> None:
        """万 or 亿 multiplies all that is smaller: 一万五千亿."""
        smaller = self._section + (self._digit or 0.0)
        is_alone = not smaller and self._digit is None
        while self._done and self._done[-1][1] < scale:
            smaller += self._done.pop()[0]
        if self._done and self._done[-1][1] == scale and not smaller:
            smaller = self._done.pop()[0]  # 万万
        if is_alone and not smaller:
            smaller = 1.0
        self._done.append((smaller * scale, float(scale)))
        self._section, self._digit, self._unit, self._is_apart = 0.0, None, float(scale), False

    @property
    def value(self) -> float:
        """What was read."""
        last = self._digit or 0.0
        if last and self._unit >= 100 and not self._is_apart:
            last *= self._unit / 10
        return sum(value for value, _ in self._done) + self._section + last


#: Digits as formats of Excel have them: 1 for 一二三, 2 for 壹贰叁, 3 for full-width figures.
WRITTEN = MappingProxyType({1: f"〇{ONES}", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"})
_WRITTEN_TENS = {1: "十百千", 2: "拾佰仟"}
_LONGEST = 16  #: digits of a number in words


def in_numerals(text: str, style: int) -> str:
    """The text with its digits in a style of `WRITTEN`, one by one; of no style as it is."""
    digits = WRITTEN.get(style)
    return text.translate(str.maketrans("0123456789", digits)) if digits else text


def in_words(text: str, style: int) -> str:
    """A whole number in Chinese words: 一千二百三十四; other ones digit by digit."""
    if style not in _WRITTEN_TENS or not text.isdigit() or len(text) > _LONGEST:
        return in_numerals(text, style)
    digits, units = WRITTEN[style], ("", *_WRITTEN_TENS[style])
    groups = []
    for name, start in (("", 0), ("万", 4), ("亿", 8), ("万亿", 12)):
        said = ""
        for place, digit in enumerate(text[::-1][start : start + 4]):
            if digit != "0":
                said = digits[int(digit)] + units[place] + said
            elif said and not said.startswith(digits[0]):
                said = digits[0] + said
        groups.append(said and said + name)
    whole = "".join(reversed(groups)).strip(digits[0]) or digits[0]
    return whole.removeprefix("一") if whole.startswith("一十") else whole
