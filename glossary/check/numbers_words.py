"""Numbers in texts of words and figures: scales, percentages, fractions, dates, ordinals.

One routine reads all languages whose words blanks part; what they say numbers with are lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import prod

from align.model import Language
from glossary.check.number_lists import NumberLists, number_lists, roman
from glossary.check.numbers_model import Number, dates_apart
from glossary.language.forms import Folded, fold

_AND_A_HALF = ["and", "a", "half"]
#: Before figures that belong to a name: COVID-19, F-16, H1N1; not before those of money and time.
_NAME = re.compile(
    r"(?<![A-Za-z])(?!(?:RMB|CNY|USD|EUR|GBP|JPY|HK|US|Q|H|Mid|Post|Pre)-?$)[A-Z][A-Za-z]*-?$"
)
_LONGEST_NAME = 20
_AFTER_PARTS = frozenset(("of", "", ".", ",", ";", ")"))
#: Figures with what groups them and parts off their fraction.
_RUN = re.compile(r"(?<![\d.,])\d+(?:[.,'’]\d+| \d{3}(?!\d))+(?![\d])")
#: Groups as Arabic texts have them where they were typed from the right: 000 100 is 100,000.
_TURNED = re.compile(r"(?<![\d.,])000 (\d{1,3})(?![\d.,]| \d{3})")
_GROUPS = re.compile(r"[ .,'’](?=\d{3}(?!\d))")
_YEARS = range(1000, 2200)
_CENTURIES = range(10, 22)
_TENTH = 10
_TWENTY = 20
_ABBREVIATION = 3  #: letters of a scale that may be another unit
_SIGNS = str.maketrans("٫٬٪⁄", ".,%/")
#: Marks that are written to letters or draw them out.
_BORNE = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    figure: float | None = None
    ending: str = ""
    joined: bool = False  #: "and" is written to it


def numbers(text: str, language: Language) -> list[Number]:
    """The numbers of a text, in order; also words that hold one, such as "both" and "decade".

    What can be read in several ways is there several times: "one in five" is 1, 5 and a fifth.
    """
    lists = number_lists(language)
    folded = fold(text)
    plain = dates_apart(_plain(folded.text, lists, english=language is Language.EN))
    tokens = _tokens(plain, lists)
    found: list[Number] = []
    place, last, before = 0, 0, False
    while place < len(tokens):
        said = _spelled(tokens, place, lists)
        read = said or _held(tokens[place], lists)
        if read is None:
            place += 1
            continue
        values, count = read
        start, end = tokens[place].start, tokens[place + count - 1].end
        words = tokens[place : place + count]
        strict = said is not None and not all(word.text in lists.loose for word in words)
        number = Number(start, end, frozenset(values), strict=strict)
        if before:
            found += _together(found, number, plain[last:start], words, lists)
        before = said is not None
        found.append(number)
        last = end
        place += count
    for phrase, worth in lists.phrases:
        found += (Number(*match.span(), worth, strict=False) for match in phrase.finditer(plain))
    for pattern in lists.numbered:
        for match in pattern.finditer(plain):
            worth = frozenset({roman(match["numeral"])})
            found.append(Number(*match.span("numeral"), worth, strict=False))
    found.sort(key=lambda number: number.start)
    return [_placed(text, folded, number, lists) for number in found]


def _plain(text: str, lists: NumberLists, *, english: bool) -> str:
    """The text with figures as English writes them; as long as it was."""
    text = text.translate(_SIGNS)
    if not text.isascii():
        text = "".join(_digit(each) if each.isdigit() else each for each in text)
    if english:
        return text
    if lists.turned:
        text = _TURNED.sub(lambda run: f"{run[1]},000", text)
    return _RUN.sub(lambda run: _in_english(run[0], lists.decimal), text)


def _digit(character: str) -> str:
    """A digit of any script in ASCII; what is none, as ², as it is."""
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _in_english(run: str, decimal: str) -> str:
    """Figures with commas between groups and a point before the fraction; dates as they are.

    A sign before other than three digits parts off a fraction, whichever it is.
    """
    signs = [each for each in run if not each.isdigit()]
    at = run.rfind(signs[-1])
    whole, rest = run[:at], run[at + 1 :]
    same = len(set(signs)) == 1
    is_group = len(rest) == 3 and (len(signs) > 1 if same else signs[-1] in " '’")
    is_group = is_group or (len(signs) == 1 and len(rest) == 3 and signs[-1] != decimal)
    if is_group:
        grouped = _GROUPS.sub(",", run)
        return grouped if all(each == "," or each.isdigit() for each in grouped) else run
    grouped = _GROUPS.sub(",", whole)
    if signs[-1] not in ".,٫" or not all(each == "," or each.isdigit() for each in grouped):
        return run
    return f"{grouped}.{rest}"


def _placed(text: str, folded: Folded, number: Number, lists: NumberLists) -> Number:
    """The number at its place in the original; one within a name is not said as a number."""
    start, end = folded.span(number.start, number.end)
    named = lists.plans.match(folded.text, number.start) or (
        text[start].isdigit() and _NAME.search(text, max(start - _LONGEST_NAME, 0), start)
    )
    return replace(number, start=start, end=end, strict=number.strict and not named)


def _together(
    found: Sequence[Number],
    number: Number,
    between: str,
    tokens: Sequence[_Token],
    lists: NumberLists,
) -> Iterator[Number]:
    """What a number says together with the one before it."""
    before = found[-1]
    start, end = before.start, number.end
    one, other = max(before.values), max(number.values)
    if (lists.part_of.fullmatch(between) or between == "/") and one < other:
        yield Number(start, end, frozenset({one / other, 100 * one / other}), strict=False)
    elif between in (" ", "-") and one in _CENTURIES and _TENTH <= other < _TENTH * _TENTH:
        yield Number(start, end, frozenset({100 * one + other}), strict=False)  # nineteen eighty
    scale = prod(_scale(token.text, lists) or 1.0 for token in tokens)
    if scale > 1 and lists.between.fullmatch(between):
        scaled = frozenset(value * scale for value in before.values)
        yield Number(before.start, before.end, scaled, strict=False)


@cache
def _token(endings: str) -> re.Pattern[str]:
    return re.compile(
        r"(?P<figures>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|(?<![0-9a-z])\.[0-9]+)"
        rf"(?P<end>(?:{endings})(?![^\W\d_])|['’]?s(?![^\W\d_])|%|‰)?"
        r"|(?P<word>[^\W\d_]+(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670][^\W\d_]*)*)"
        r"|(?P<mark>[^\s\w-])"
    )


def _tokens(text: str, lists: NumberLists) -> list[_Token]:
    found = []
    for match in _token(lists.endings).finditer(text):
        figures = match["figures"]
        if figures:
            value = float(figures.replace(",", ""))
            ending = (match["end"] or "").strip("'’")
            found.append(_Token(match[0], *match.span(), value, ending))
        elif match["word"]:
            found.append(_word(_BORNE.sub("", match[0]), match.span(), lists))
        else:
            found.append(_Token(match[0], *match.span()))
    return found


def _word(word: str, span: tuple[int, int], lists: NumberLists) -> _Token:
    """A word without what is written to it, where the rest is a number word."""
    joined = False
    if lists.prefixes and word not in lists.percents and not _is_known(word, lists):
        rest = word
        for prefixes in (lists.joining, lists.prefixes):
            own = next((each for each in prefixes if rest.startswith(each)), "")
            joined = joined or (bool(own) and prefixes is lists.joining)
            rest = rest.removeprefix(own)
            if _is_known(rest, lists):
                return _Token(rest, *span, joined=joined)
    return _Token(word, *span)


def _is_known(word: str, lists: NumberLists) -> bool:
    return word in lists.cardinals or word in lists.scales or word in lists.holding


def _held(token: _Token, lists: NumberLists) -> tuple[set[float], int] | None:
    """The value of a word that holds a number or names a month."""
    word = token.text
    single = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    for ending, instead in lists.decades.items():
        tens = lists.cardinals.get(word.removesuffix(ending) + instead)
        if tens and word.endswith(ending):  # the twenties
            return {tens, 1900 + tens}, 1
    times = next(
        (
            lists.cardinals.get(word.removesuffix(ending))
            for ending in lists.folds
            if word.endswith(ending)
        ),
        None,
    )
    held = times or lists.holding.get(word) or lists.holding.get(single)
    if not held:
        return None
    return {held}, 1


def _scale(word: str, lists: NumberLists) -> float | None:
    single = word.removesuffix("s")
    for table in (lists.scales, lists.parts, lists.short):
        if word in table or single in table:
            return table.get(word) or table[single]
    return None


def _under(word: str, lists: NumberLists) -> float | None:
    """What a word under a fraction parts a whole into: fifths, halves."""
    single = word.removesuffix("s")
    ordinal = lists.ordinals.get(single, 0.0)
    return ordinal if ordinal > 2 else lists.under.get(single) or lists.under.get(word)


def _spelled(
    tokens: Sequence[_Token], place: int, lists: NumberLists
) -> tuple[set[float], int] | None:
    """What a number that begins at a token is worth, and of how many tokens it is."""
    if tokens[place].text == "half" and len(tokens) > place + 2 and tokens[place + 1].text == "a":
        scale = _scale(tokens[place + 2].text, lists)
        return ({scale / 2}, 3) if scale else None
    total, current, count, ordinal, short = 0.0, 0.0, 0, False, False
    while place + count < len(tokens) and not ordinal:
        token = tokens[place + count]
        step = _step(token, current, lists, first=count == 0)
        if step and count and step[0] != "scale" and tokens[place + count - 1].figure is not None:
            break  # "by 2030 one"
        if step is None:
            if not (count and _goes_on(tokens, place + count, total + current, lists)):
                break
            count += 1
            continue
        kind, value = step
        if kind == "scale":
            short = short or (len(token.text) <= _ABBREVIATION and token.text in lists.short)
            if total and not current and value >= 1e3:
                total *= value  # "a thousand billion"
            else:
                current = (current or 1.0) * value
            if value >= 1e3:
                total, current = total + current, 0.0
        else:
            current += value
        ordinal = kind == "last"
        count += 1
    if not count:
        return None
    values, size = _values(tokens, place, count, total + current, lists)
    if short:  # "10m" may be metres
        values.add(tokens[place].figure or 0.0)
    return values, size


def _step(
    token: _Token, current: float, lists: NumberLists, *, first: bool
) -> tuple[str, float] | None:
    """What a token adds to the number that it follows; None where it begins another."""
    if token.figure is not None:
        ends = token.ending in lists.ordinal_endings or token.ending in ("s", "%", "‰")
        return ("last" if ends else "part", token.figure) if first else None
    word = token.text
    times = lists.multiplied.get(word)
    if times and current == 4:
        return "scale", times
    scale = _scale(word, lists)
    singular = word.removesuffix("s")
    is_short = singular in lists.short and len(singular) <= _ABBREVIATION
    if scale and not (first and (is_short or word in lists.short)):
        return "scale", scale
    tens = current % 100
    if 0 < tens < _TENTH and word in lists.teens:
        return "part", _TENTH
    cardinal, ordinal = lists.cardinals.get(word), lists.ordinals.get(word)
    if cardinal is None and ordinal is None and lists.glued:
        cardinal = _glued(word, lists)
    if cardinal is not None and cardinal >= _TWENTY:
        free = tens == 0 and (first or current == 0 or current >= 100)
        turned = token.joined and 0 < tens < _TENTH  # five and twenty
        return ("part", cardinal) if free or turned else None
    if not (first or tens == 0 or (tens >= _TWENTY and tens % 10 == 0)):
        return None
    if cardinal is not None:
        return "part", cardinal
    return None if ordinal is None else ("last", ordinal)


def _glued(word: str, lists: NumberLists) -> float | None:
    """What a word of several number words is worth: zweihundertfünfzig."""
    match = lists.glued.fullmatch(word) if lists.glued else None
    if match is None:
        return None
    total, current = 0.0, 0.0
    words = "|".join(sorted(map(re.escape, lists.said), key=len, reverse=True))
    for part in re.findall(words, match["words"]):
        scale = lists.scales.get(part)
        if scale is None:
            current += lists.cardinals[part]
        else:
            current = (current or 1.0) * scale
            if scale >= 1e3:
                total, current = total + current, 0.0
    return total + current


def _is_part(tokens: Sequence[_Token], place: int, after: str) -> bool:
    """Whether an ordinal is a fraction, as in "a fifth of them" or "down by a fifth."."""
    return (
        after in _AFTER_PARTS
        and bool(place)
        and tokens[place - 1].text in ("a", "an", "one", "another")
    )


def _goes_on(tokens: Sequence[_Token], at: int, value: float, lists: NumberLists) -> bool:
    """Whether a number goes on behind "and", as in "one hundred and twenty"."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    least = lists.joiners.get(tokens[at].text)
    return least is not None and value >= least and following in lists.cardinals


def _percent(tokens: Sequence[_Token], at: int, lists: NumberLists) -> int:
    """Of how many tokens the word for a share is that stands there."""
    for size in (1, 2, 3):
        if " ".join(token.text for token in tokens[at : at + size]) in lists.percents:
            return size
    return 0


def _values(
    tokens: Sequence[_Token], place: int, count: int, value: float, lists: NumberLists
) -> tuple[set[float], int]:
    """All that a number may be worth, by what follows it, and how many tokens it takes in."""
    after = [token.text for token in tokens[place + count : place + count + 2]]
    last = tokens[place + count - 1]
    first = after[0] if after else ""
    share = _percent(tokens, place + count, lists)
    if last.ending in ("%", "‰") or first == "%" or share:
        return {value, value / 100}, count + (share or first == "%")
    under = _under(first, lists)
    if under and value < under:
        return {value / under, 100 * value / under}, count + 1
    values = {value, *_as_part(tokens, place, last, first, value, lists)}
    if [token.text for token in tokens[place + count : place + count + 3]] == _AND_A_HALF:
        unit = "".join(token.text for token in tokens[place + count + 3 : place + count + 4])
        scale = _scale(unit, lists) or 1.0
        return values | {(value + 0.5) * scale}, count + 3 + (scale > 1)
    if value < 100 and place and tokens[place].figure is not None:
        before = tokens[place - 1]
        gap = tokens[place].start - before.end
        if before.text in ("'", "’", "‘"):
            values.add(1900 + value)
        elif before.figure in _YEARS and gap == 1:  # 1997-98
            values.add((before.figure or 0.0) // 100 * 100 + value)
    if last.ending == "s" and last.figure is not None and value in _YEARS:
        values.add(value % 100)
    span = lists.spans.get(first)
    if span is None:
        return values, count
    if _is_ordinal(last, lists):  # "the third decade" of a century are its twenties
        return values | {span * (value - 1)}, count
    return values | {span * value}, count + (span == _TENTH)


def _is_ordinal(token: _Token, lists: NumberLists) -> bool:
    return token.ending in lists.ordinal_endings or token.text in lists.ordinals


def _as_part(
    tokens: Sequence[_Token],
    place: int,
    last: _Token,
    after: str,
    value: float,
    lists: NumberLists,
) -> set[float]:
    """What an ordinal is worth as a fraction: "a fifth of them", "three thousandths"."""
    scale = _scale(last.text, lists)
    if scale and last.text.removesuffix("s") in lists.parts:
        return {1 / value, value / scale**2}
    is_part = value == 3 or _is_part(tokens, place, after)
    return {1 / value, 100 / value} if _is_ordinal(last, lists) and value > 2 and is_part else set()
