"""How fast terms are looked up and texts annotated, and with how much memory.

    python -m bench.lookup [CONCEPTS]

Two glossaries are made up, of CONCEPTS (100,000) and of 1,000 concepts, in a temporary folder; no
other data is needed. A warm lookup is one in a process that has answered a query of its kind,
with the starter glossary beside the made-up one, as `tifa lookup -` has it. A cold one is the whole
process of `tifa lookup`. Times are of a machine that may be busy: compare them within one run.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from align.model import Language
from bench.glossaries import concepts
from bench.processes import timed
from glossary.finding import lookup
from glossary.finding.reference import starter
from glossary.language.chinese.pinyin import spell
from glossary.model import Concept
from glossary.store import Glossary

QUERIES = 200  #: of each kind
BATCH = 10_000  #: concepts in one transaction
SMALL = 1_000
COLD = 7  #: processes of which the median is told
TEXT = 1_000_000  #: bytes of text to annotate
TIFA = Path(sys.executable).with_name("tifa")

Making = Callable[[Concept, random.Random], str]


def main(arguments: Sequence[str]) -> int:
    """Make the glossaries and tell what was measured."""
    count = int(arguments[0]) if arguments else 100_000
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.sqlite", Path(folder) / "small.sqlite"
        made = _filled(large, count)
        _filled(small, SMALL)
        _warm(large, made)
        _cold(large, small, made)
        _annotate(large, made, Path(folder) / "text.txt")
    return 0


def _filled(path: Path, count: int) -> list[Concept]:
    made = list(concepts(count))
    begin = time.perf_counter()
    with Glossary.open(str(path)) as glossary:
        for start in range(0, count, BATCH):
            glossary.save_all(made[start : start + BATCH], who="bench")
    seconds = time.perf_counter() - begin
    size = path.stat().st_size / 1e6
    print(f"  {count:,} concepts stored in {seconds:.1f} s, {size:.0f} MB", flush=True)
    return made


def _text(concept: Concept, language: Language) -> str:
    return next(term.text for term in concept.terms if term.language is language)


def _exact(language: Language) -> Making:
    return lambda concept, _: _text(concept, language)


def _pinyin(concept: Concept, _: random.Random) -> str:
    return spell(_text(concept, Language.ZH)).plain


def _begun_pinyin(concept: Concept, _: random.Random) -> str:
    return spell(_text(concept, Language.ZH)[:2]).plain


def _toned_pinyin(concept: Concept, _: random.Random) -> str:
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(_text(concept, Language.ZH), style=Style.TONE))


def _initials(concept: Concept, _: random.Random) -> str:
    return spell(_text(concept, Language.ZH)).initials


def _inside(language: Language, size: int) -> Making:
    def make(concept: Concept, dice: random.Random) -> str:
        text = _text(concept, language)
        start = dice.randrange(max(1, len(text) - size))
        return text[start : start + size].strip()

    return make


def _prefix(language: Language, size: int) -> Making:
    return lambda concept, _: _text(concept, language)[:size].strip()


def _word(concept: Concept, dice: random.Random) -> str:
    return dice.choice(_text(concept, Language.EN).split())


def _one_edit(language: Language) -> Making:
    """One character taken out, put in, replaced, or swapped with the next."""

    def make(concept: Concept, dice: random.Random) -> str:
        text = _text(concept, language)
        other = dice.choice("的一是在不了有和人这" if language is Language.ZH else "etaoinshrd")
        place = dice.randrange(len(text) - 1)
        head, here, rest = text[:place], text[place : place + 2], text[place + 2 :]
        edited = dice.choice((here[1], here[0] + other + here[1], other + here[1], here[::-1]))
        return head + edited + rest

    return make


KINDS: dict[str, Making] = {
    "exact, Chinese": _exact(Language.ZH),
    "exact, English": _exact(Language.EN),
    "pinyin": _pinyin,
    "pinyin of the first word": _begun_pinyin,
    "pinyin with tones": _toned_pinyin,
    "initials": _initials,
    "prefix, Chinese, 2 characters": _prefix(Language.ZH, 2),
    "prefix, English, 4 letters": _prefix(Language.EN, 4),
    "substring, Chinese, 1 character": _inside(Language.ZH, 1),
    "substring, Chinese, 2 characters": _inside(Language.ZH, 2),
    "substring, Chinese, 4 characters": _inside(Language.ZH, 4),
    "substring, English, 2 letters": _inside(Language.EN, 2),
    "substring, English, 6 letters": _inside(Language.EN, 6),
    "substring, English, a word": _word,
    "fuzzy, Chinese, one edit": _one_edit(Language.ZH),
    "fuzzy, English, one edit": _one_edit(Language.EN),
    "nothing alike": lambda _, dice: "".join(dice.choices("qwxzkvj", k=dice.randrange(4, 24))),
}


def _warm(path: Path, made: Sequence[Concept]) -> None:
    print("  warm lookup, milliseconds: median and 95th percentile, the same of processor time;")
    print("  how often the term that the query was made of comes first")
    reference = starter()
    with Glossary.open(str(path), read_only=True) as glossary:
        for name, make in KINDS.items():
            dice = random.Random(name)
            lookup(glossary, reference, make(made[0], dice))
            times, busy, right = [], [], 0
            for concept in dice.sample(made, QUERIES):
                query = make(concept, dice)
                begin, worked = time.perf_counter(), time.process_time()
                matches = lookup(glossary, reference, query)
                times.append(1000 * (time.perf_counter() - begin))
                busy.append(1000 * (time.process_time() - worked))
                right += any(match.concept.id == concept.id for match in matches[:1])
            print(f"    {name:34}{_told(times)}  {_told(busy)}  {right / QUERIES:5.0%}", flush=True)


def _told(times: Sequence[float]) -> str:
    return f"{statistics.median(times):7.1f}{statistics.quantiles(times, n=20)[-1]:7.1f}"


def _cold(large: Path, small: Path, made: Sequence[Concept]) -> None:
    query = _text(made[0], Language.ZH)
    base = _process([sys.executable, "-c", "import sqlalchemy, click"])
    print("  cold processes: seconds, of these of processor time, memory")
    print(f"    python -c 'import sqlalchemy, click'  {base[0]:.3f} {base[1]:.3f} {base[2]:.0f} MB")
    for name, path, asked in (
        ("1,000 concepts, exact", small, query),
        (f"{len(made):,} concepts, exact", large, query),
        (
            f"{len(made):,} concepts, fuzzy",
            large,
            _one_edit(Language.EN)(made[1], random.Random(1)),
        ),
        ("the starter glossary, exact", small, "新质生产力"),
        ("the starter glossary, French, inflected", small, "communautés de destin"),
        ("the starter glossary, Korean, inflected", small, "인류 운명공동체를"),
    ):
        seconds, busy, memory = _process([TIFA, "lookup", asked, "--glossary", path])
        print(
            f"    tifa lookup, {name}  {seconds:.3f} {busy:.3f} {memory:.0f} MB;"
            f" {seconds / base[0]:.2f} and {busy / base[1]:.2f} times"
        )


def _process(command: Sequence[str | Path]) -> tuple[float, ...]:
    """Medians of what `timed` tells of a process."""
    runs = [timed(command) for _ in range(COLD)]
    return tuple(statistics.median(each) for each in zip(*runs, strict=True))


def _sentences(made: Sequence[Concept]) -> Iterator[str]:
    """Text in which every other word is a term, in both languages."""
    dice = random.Random(7)
    while True:
        one, other, third = dice.sample(made, 3)
        yield f"要坚持{_text(one, Language.ZH)}，不断推进{_text(other, Language.ZH)}工作。\n"
        yield f"We will keep to {_text(third, Language.EN)}, and the people will benefit from it.\n"


def _annotate(path: Path, made: Sequence[Concept], text: Path) -> None:
    size = 0
    with text.open("w", encoding="utf-8") as file:
        for sentence in _sentences(made):
            size += len(sentence.encode())
            file.write(sentence)
            if size >= TEXT:
                break
    for form in ("text", "json", "html"):
        command: list[str | Path] = [TIFA, "annotate", text, "--format", form, "--glossary", path]
        seconds, busy, memory = timed(command)
        speed = size / 1e6 * 60 / seconds
        print(
            f"  tifa annotate --format {form}: {size / 1e6:.1f} MB in {seconds:.1f} s,"
            f" {busy:.1f} s of processor time; {speed:.1f} MB a minute, {memory:.0f} MB of memory",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
