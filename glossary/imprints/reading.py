"""Who issued a text and when, read from the text: its head, its signature, its datelines.

Only what stands where documents and reports say it of themselves counts, and where a text says two
different things of the same weight nothing is said. What such places look like stands in the
`imprints.toml` of a language; most have none, and nothing is read from texts in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from align.model import Language
from align.word_lists import compiled, word_lists
from glossary.imprints.dates import DAY, Marked, marked
from glossary.model import Imprint

_PACKAGES = {Language.ZH: "glossary.language.chinese", Language.EN: "glossary.language.english"}
_NAME = "imprints"
_HEAD, _TITLE = 12, 6  #: lines at the beginning, and those that a title and what is said of it take
_DATED = 4  #: lines of which one that is a date alone is that of the text
_LAW = 40  #: lines within which a law says when it was adopted
_TAIL = 12  #: lines at the end
_LAST = 3  #: of these, those in which a newspaper says where it has a text from
_Where = Callable[[re.Pattern[str], str], re.Match[str] | None]
_BESIDE = re.compile(r"[ |,;·()\[\]【】/—-]+")  #: what stands between the parts of a line
_SENTENCE_ENDS = ("。", ".", "!", "?", ";", ":")  #: in characters of ordinary width
_MOST_SIGNERS = 12
_MOST_LINES = 20_000
#: Days after a report was written within which it is published.
_LATE = timedelta(days=7)


def imprint_of(text: str, language: Language, today: date) -> Imprint:
    """What a text says of who issued it and when; what it does not say clearly is "".

    Args:
        today: days after it are no dates.

    >>> imprint_of("公告\\n国务院办公厅\\n2024年3月5日", Language.ZH, date(2025, 1, 1))
    Imprint(issuer='国务院办公厅', dated='2024-03-05')
    """
    package = _PACKAGES.get(language)
    if package is None:
        return Imprint()
    lines = [line for line in map(str.strip, text.split("\n")) if line.strip("#*-—_ ")]
    if len(lines) > _MOST_LINES:
        lines = lines[: _MOST_LINES // 2] + lines[-_MOST_LINES // 2 :]
    read = _Lines(_joined([marked(line.strip("#* "), today) for line in lines], package), package)
    signatures = [*read.signatures()]
    return Imprint(_issuer(read, signatures), _date(read, signatures))


@dataclass(frozen=True, slots=True)
class _Signature:
    """Organs with the date below them; "" for none."""

    issuer: str
    dated: str


@dataclass(frozen=True, slots=True)
class _Clue:
    """What a place of a text says; "" for what it leaves open."""

    issuer: str = ""
    dated: str = ""


class _Lines:
    """The lines of a text with what is known of their language."""

    def __init__(self, lines: Sequence[Marked], package: str) -> None:
        self._package = package
        self._lists = word_lists(package, _NAME)
        self._media = self._lists["media"].set
        self.all = lines
        self.head, self.title = lines[:_HEAD], lines[:_TITLE]
        self.ends = [*self.head, *lines[max(_HEAD, len(lines) - _TAIL) :]]

    def _forms(self, name: str) -> tuple[re.Pattern[str], ...]:
        return _compiled(self._package, name)

    def found(
        self, name: str, lines: Iterable[Marked], where: _Where = re.Pattern.search
    ) -> list[_Clue]:
        """What the expressions of a list say of lines: anywhere, at their beginning or of all."""
        clues = []
        for line in lines:
            tried = (where(form, line.text) for form in self._forms(name))
            match = next(filter(None, tried), None)
            if match is not None:
                clues.append(self._clue(line, match))
        return clues

    def begun(self) -> list[_Clue]:
        """What datelines say, and what a newspaper says of where it has a text from."""
        clues = self.found("dateline", self.all, re.Pattern.match)
        return clues + self.found("credited", [*self.title, *self.all[-_LAST:]])

    def published(self) -> Iterator[_Clue]:
        """What lines say that hold nothing but who published a text and when.

        They stand above the first sentence or below the last. A name alone counts beside a line
        with a date alone, and below the title that of a newspaper or an agency.
        """
        above = [*takewhile(_is_no_sentence, self.title)]
        below = [*takewhile(_is_no_sentence, reversed(self.all[len(above) :][-_TAIL:]))]
        for lines in (above, below[::-1]):
            told = [self._told(line) for line in lines]
            for place, (issuers, days) in enumerate(told):
                if len(issuers) != 1 or len(days) > 1:
                    continue
                beside = [told[each] for each in (place - 1, place + 1) if 0 <= each < len(told)]
                dated = {day for others, own in beside if not others for day in own}
                (issuer,) = issuers
                if days or len(dated) == 1:
                    yield _Clue(issuer, (days or dated).pop())
                elif lines is above and place and issuer in self._media:
                    yield _Clue(issuer)

    def _told(self, line: Marked) -> tuple[set[str], set[str]]:
        """The issuers and the days of a line that holds nothing else."""
        parts = [*self._parts(line)]
        issuers = {each.issuer for each in parts if each.issuer}
        return issuers, {each.dated for each in parts if each.dated}

    def _parts(self, line: Marked) -> Iterator[_Clue]:
        """What the parts of a line say one by one; nothing where the line has others."""
        found, place, text = [], 0, line.text
        while place < len(text):
            beside = _BESIDE.match(text, place)
            place = beside.end() if beside else place
            tried = (form.match(text, place) for form in self._forms("parts"))
            match = next(filter(None, tried), None)
            if match is None or match.end() == place:
                break
            found.append(self._clue(line, match))
            place = match.end()
        return iter(found if place == len(text) else ())

    def _clue(self, line: Marked, match: re.Match[str]) -> _Clue:
        parts = match.groupdict()
        dated = line.at(match.start("date")) if parts.get("date") else ""
        number = parts.get("number")
        if number:
            return _Clue(str(self._lists["numbers"].values[number]))
        return _Clue(self.called(parts.get("issuer") or ""), dated)

    def may_be_published(self, day: str) -> bool:
        """Whether nothing in the head says that a text is older than a page that has it."""
        years = {
            int(match["year"])
            for line in self.head
            for form in self._forms("numbered")
            if (match := form.match(line.text))
        }
        if any(int(day[:4]) - year not in (0, 1) for year in years):
            return False
        return not self.found("adopted", self.all[:_LAW])

    def called(self, name: str) -> str:
        """What an issuer is called, joint ones with 、 between them."""
        own = self._lists["called"].values
        if name in own or not re.search("[一-鿿]", name):
            return str(own.get(name, name))
        parts = [part for part in re.split("[、 ]", name) if part]
        return "、".join(str(own.get(part, part)) for part in parts)

    def signatures(self) -> Iterator[_Signature]:
        """Dates with organs over them or before them, and a date at the end of all.

        They stand at the end, or what follows stands below them: the text of others that is quoted
        within one has its signature too.
        """
        last = len(self.all) - 1
        while last > 0 and self._is("below", self.all[last].text):
            last -= 1
        for place, line in enumerate(self.all[: last + 1]):
            if place == 0 or not line.dates:
                continue
            before, mark, after = line.text.partition(DAY)
            if not mark or after or len(line.dates) != 1:
                continue
            if before:
                signers = [before.strip()] if self._signs(before) else []
            else:
                signers = self._signers_above(place)
            if place != last and not self._is("below", self.all[place + 1].text):
                continue
            if signers or (not before and place == last and place >= _TITLE):
                yield _Signature(self.called("、".join(signers)), line.dates[0])

    def _signers_above(self, place: int) -> list[str]:
        signers: list[str] = []
        for line in reversed(self.all[max(0, place - _MOST_SIGNERS) : place]):
            if not self._signs(line.text):
                break
            signers.insert(0, _unspaced(line.text))
        return signers

    def _signs(self, text: str) -> bool:
        parts = re.split("[、 ]", _unspaced(text)) if re.search("[一-鿿]", text) else [text]
        return all(self._is("signing", part) for part in parts if part)

    def _is(self, name: str, text: str) -> bool:
        return any(form.fullmatch(text) for form in self._forms(name))


def _is_no_sentence(line: Marked) -> bool:
    return not line.text.endswith(_SENTENCE_ENDS)


def _joined(lines: Sequence[Marked], package: str) -> list[Marked]:
    """The lines with those of the head that are a label, a cell of a table, joined to the next."""
    forms = _compiled(package, "label")
    found: list[Marked] = []
    label: Marked | None = None
    for place, line in enumerate(lines):
        if label is not None:
            found[-1] = Marked(f"{label.text} {line.text}", line.dates)
            label = None
            continue
        if place < 2 * _HEAD and any(form.fullmatch(line.text) for form in forms):
            label = line
        found.append(line)
    return found


@cache
def _compiled(package: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of a list, each by itself."""
    return tuple(
        compiled(package, _NAME, form) for form in word_lists(package, _NAME)[name].patterns
    )


def _unspaced(text: str) -> str:
    """A name without the blanks that set its characters apart: 国 务 院."""
    parts = text.split(" ")
    return "".join(parts) if all(len(part) == 1 for part in parts) else text.strip()


def _issuer(lines: _Lines, signatures: Sequence[_Signature]) -> str:
    ways: tuple[Callable[[], list[str]], ...] = (
        lambda: [clue.issuer for clue in lines.found("stated", lines.head)],
        lambda: [
            clue.issuer for clue in lines.found("letterhead", lines.title, re.Pattern.fullmatch)
        ],
        lambda: [each.issuer for each in signatures],
        lambda: [
            clue.issuer for clue in lines.found("entitled", lines.title, re.Pattern.fullmatch)
        ],
        lambda: [clue.issuer for clue in lines.begun()],
        lambda: [clue.issuer for clue in (*lines.found("from", lines.ends), *lines.published())],
    )
    return _first_clear(ways)


def _date(lines: _Lines, signatures: Sequence[_Signature]) -> str:
    signed = [each.dated for each in signatures]
    ways: tuple[Callable[[], list[str]], ...] = (
        lambda: [clue.dated for clue in lines.found("made", lines.ends)],
        lambda: signed,
        lambda: [clue.dated for clue in lines.found("titled", lines.title, re.Pattern.fullmatch)],
        lambda: _published(lines),
    )
    return _first_clear(ways)


def _published(lines: _Lines) -> list[str]:
    """Days of publication; the day of the dateline where it is known and a few days before."""
    begun = {clue.dated for clue in lines.begun() if clue.dated}
    full = {day for day in begun if len(day) == len("2024-03-05")}
    if full:
        return [*full]
    days = [clue.dated for clue in lines.found("published", lines.ends)]
    days += [clue.dated for clue in lines.found("alone", lines.title[:_DATED], re.Pattern.match)]
    days += [clue.dated for clue in lines.published()]
    known = {day for day in days if day and lines.may_be_published(day)}
    if len(known) != 1 or len(begun) != 1:
        return [*known]
    published = date.fromisoformat(known.pop())
    (written,) = begun
    days_before = (published - timedelta(days=each) for each in range(_LATE.days + 1))
    same = (day for day in days_before if day.isoformat().endswith(f"-{written}"))
    return [next(same, published).isoformat()]


def _first_clear(ways: Iterable[Callable[[], list[str]]]) -> str:
    """What the first of several ways says that says anything; "" where that is two things."""
    for way in ways:
        said = {each for each in way() if each}
        if said:
            return said.pop() if len(said) == 1 else ""
    return ""
