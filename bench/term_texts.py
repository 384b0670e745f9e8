"""Aligned texts with the terms that a terminologist found in them."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.model import Bead, Bitext, Document, Language, SegmentedDocument
from align.segment import segment_lines
from bench.pairs import beads

_MARKS = re.compile("[“”‘’\"'「」『』《》〈〉\\s]")
POL_DEV = "pol-dev"
#: The terms of passages of the news, by file and lines from 0; the passages are not ours to keep.
NEWS_TERMS = Path(__file__).parent / "news_terms.jsonl"
#: The terms of passages of laws, regulations and decisions of Chinese organs of state, with the
#: passages: nobody has copyright in these (Copyright Law of the People's Republic of China, article
#: 5 (1)). Passages of other texts stand by file in the development data and lines from 0.
STATUTE_TERMS = Path(__file__).parent / "statute_terms.jsonl"
_NO_TEXT = re.compile(r"<!--|\[查看原文\]")
_MARKUP = re.compile(r"^#+ |^\*\*|\*\*$")


def plain(text: str) -> str:
    """A form as gold is matched: without quotation marks and blanks."""
    return _MARKS.sub("", text)


def is_mark(character: str) -> bool:
    """Whether matching passes a character over."""
    return bool(_MARKS.match(character))


@dataclass
class Gold:
    """Terms that count, and terms that neither count nor cost."""

    terms: dict[str, dict[str, Any]]
    optional: set[str]

    def is_term(self, form: str) -> bool:
        return plain(form) in self.terms

    def counts(self, form: str) -> bool:
        return plain(form) not in self.optional


def read_lines(path: str, language: Language) -> SegmentedDocument:
    return segment_lines(Document(Path(path).read_text("utf-8"), path, language))


def read_beads(path: str) -> tuple[Bead, ...]:
    return tuple(Bead(source, target, 1.0) for source, target in beads(Path(path)))


def read_records(path: str) -> list[dict[str, Any]]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def part_of(bitext: Bitext, low: int, high: int) -> tuple[Bitext, range, range]:
    """Beads low..high as a bitext of their own, with the lines of both sides that it covers."""
    beads = bitext.beads[low:high]
    ours = [n for bead in beads for n in bead.source]
    theirs = [n for bead in beads for n in bead.target]
    first, second = min(ours), min(theirs)
    shifted = tuple(
        Bead(tuple(n - first for n in b.source), tuple(n - second for n in b.target), b.score)
        for b in beads
    )
    source = SegmentedDocument(
        bitext.source.document, bitext.source.segments[first : max(ours) + 1]
    )
    target = SegmentedDocument(
        bitext.target.document, bitext.target.segments[second : max(theirs) + 1]
    )
    return (
        Bitext(source, target, shifted),
        range(first, max(ours) + 1),
        range(second, max(theirs) + 1),
    )


def read_gold(terms: str, optional: Sequence[str]) -> Gold:
    """Gold terms, and the optional ones that are not among them."""
    records = {plain(record["zh"]): record for record in read_records(terms)}
    others = {plain(record["zh"]) for path in optional for record in read_records(path)}
    return Gold(records, others - set(records))


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its translation, if it has one, and its terms."""

    name: str
    bitext: Bitext
    gold: Gold


def read_texts(data: Path) -> list[Text]:
    """The annotated texts of the development data, in the order of their names.

    Line k of the translation renders line k, but for `POL_DEV`, which has an alignment.
    """
    found = [read_text(folder) for folder in sorted((data / "terms/texts").iterdir())]
    folder, terms = data / "alignment" / POL_DEV, data / "terms" / POL_DEV
    gold = read_gold(f"{terms}.jsonl", [f"{terms}-optional.jsonl"])
    return [*found, read_text(folder, gold)]


def read_text(folder: Path, gold: Gold | None = None) -> Text:
    """The text of a folder; its gold is in gold.jsonl and optional.jsonl unless it is given."""
    source = read_lines(f"{folder / 'zh'}", Language.ZH)
    target = read_lines(f"{folder / 'en'}", Language.EN)
    alignment = folder / "gold.align"
    if alignment.exists():
        aligned = read_beads(str(alignment))
    else:
        count = min(len(source.segments), len(target.segments))
        aligned = tuple(Bead((line,), (line,), 1.0) for line in range(count))
    if gold is None:
        gold = read_gold(str(folder / "gold.jsonl"), [str(folder / "optional.jsonl")])
    return Text(folder.name, Bitext(source, target, aligned), gold)


def read_passages(data: Path) -> list[Text]:
    """Passages of the news, of statutes and of declarations with their terms, without translation.

    They were annotated by the guideline of the other texts, once, by a language model.
    """
    return [*read_news(data), *(statute(each, data) for each in read_records(str(STATUTE_TERMS)))]


def read_news(data: Path) -> list[Text]:
    """The passages of the news."""
    records = read_records(str(NEWS_TERMS))
    wanted = {record["file"] for record in records}
    lines = dict(_news_lines(data / "policy-news" / "news-2022-2025.tar.xz", wanted))
    return [_passage(each["file"], _lines(each, lines[each["file"]]), each) for each in records]


def statute(record: dict[str, Any], data: Path) -> Text:
    """A passage that its record holds, or that stands in a file of the development data."""
    if "text" in record:
        return _passage(record["source"], record["text"].splitlines(), record)
    lines = (data / record["file"]).read_text(encoding="utf-8").splitlines()
    return _passage(record["file"], _lines(record, lines), record)


def _news_lines(archive: Path, wanted: set[str]) -> Iterator[tuple[str, list[str]]]:
    with tarfile.open(archive) as opened:
        for member in opened:
            file = opened.extractfile(member) if Path(member.name).name in wanted else None
            if file is not None:
                yield Path(member.name).name, file.read().decode("utf-8").splitlines()


def _lines(record: dict[str, Any], lines: Sequence[str]) -> list[str]:
    low, high = record["lines"]
    stripped = (line.strip() for line in lines[low:high])
    return [_MARKUP.sub("", line) for line in stripped if line and not _NO_TEXT.match(line)]


def _passage(name: str, lines: Sequence[str], record: dict[str, Any]) -> Text:
    source = segment_lines(Document("\n".join(lines), name, Language.ZH))
    target = SegmentedDocument(Document("", name, Language.EN), ())
    terms = {plain(form): {"zh": form, "en": [], "zh_lines": []} for form in record["terms"]}
    optional = {plain(form) for form in record["optional"]}
    return Text(name, Bitext(source, target, ()), Gold(terms, optional - set(terms)))
