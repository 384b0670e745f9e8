"""What extraction costs beside the parts that it stands on, with its memory and its growth.

    python -m bench.extraction_cost DATA [MEGABYTES...]

DATA is the folder of development texts (zh, en and gold.align in a folder each). They are joined,
and repeated with a number that makes each copy distinct, up to so many megabytes of both languages
together: 0.25, 0.5 and 1 by default. The parts are segmentation into sentences, Chinese words and
tags by jieba and by LAC, English tokens and tags, and the vector of every sentence. The whole is
`tifa extract`: the same, aligned, with the terms found, paired, defined and written as JSON lines.
Each is measured in a process of its own, with nothing in caches but the models and dictionaries
that any text needs; told is processor time, and the most memory that the process held.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from align import encoders
from align.model import CHINESE_ENGLISH, Document, Language
from align.segment import segment
from align.sentences import align
from bench.pairs import folders_in
from cli.main import collect_rarely
from glossary.exchange.lines import to_line
from glossary.extraction.extract import extract
from glossary.finding.reference import starter
from glossary.language.chinese.words import tagged, words
from glossary.language.english.tags import tokens

SIZES = (0.25, 0.5, 1.0)
#: What the whole may cost, in terms of its parts.
MOST = 2.0
_MEGABYTE = 1_000_000
_WARMING = {
    Language.ZH: "各地要坚持改革开放，推动高质量发展。",
    Language.EN: "All regions must stay with reform and opening up, and pursue good development.",
}


def texts(folders: Sequence[Path], size: float) -> tuple[Document, Document]:
    """The development texts joined until both sides together have so many bytes."""
    sides: dict[Language, list[str]] = {language: [] for language in CHINESE_ENGLISH}
    total = 0
    for copy in count():
        for folder in folders:
            lines = {
                language: (folder / language).read_text("utf-8").splitlines()
                for language in CHINESE_ENGLISH
            }
            share = min(1.0, (size - total) / sum(_bytes(own) for own in lines.values()))
            for language, own in lines.items():
                some = own[: max(1, round(share * len(own)))]
                made = [f"{line} {copy}" if copy else line for line in some]
                sides[language] += made
                total += _bytes(made)
            if share < 1.0:
                zh, en = (
                    Document("\n".join(s), str(language), language) for language, s in sides.items()
                )
                return zh, en
    raise AssertionError("counting does not end")


def _bytes(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def parts(pair: tuple[Document, Document], encoder: encoders.Encoder) -> int:
    """Segmentation, tagging and sentence vectors; returned is the number of sentences."""
    zh, en = (segment(document) for document in pair)
    for text in zh.readings:
        words(text)
    tagged(zh.readings)
    for text in en.readings:
        tokens(text)
    encoder.encode([*zh.readings, *en.readings])
    return len(zh.segments) + len(en.segments)


def whole(pair: tuple[Document, Document], encoder: encoders.Encoder) -> int:
    """The whole extraction; returned is the number of proposals."""
    zh, en = (segment(document) for document in pair)
    bitext = align(zh, en, encoder)
    found = extract([bitext], encoder=encoder, reference=starter())
    for proposal in found:
        json.dumps(to_line(proposal), ensure_ascii=False)
    return len(found)


def measure(what: str, folders: Sequence[Path], size: float) -> None:
    """Do one of both and print seconds, megabytes, and what was found."""
    collect_rarely()  # as the command does
    encoder = encoders.load()
    work = parts if what == "parts" else whole
    warming = tuple(Document(text, "-", language) for language, text in _WARMING.items())
    work((warming[0], warming[1]), encoder)
    pair = texts(folders, size * _MEGABYTE)
    start = time.process_time()
    found = work(pair, encoder)
    seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found)


def main(arguments: Sequence[str]) -> int:
    """Measure every size; 1 where the largest costs too much."""
    folders = folders_in(arguments[0])
    # Novels last: they are none of what terms are looked for in.
    folders.sort(key=lambda folder: (folder.name.startswith("mac-"), folder.name))
    if arguments[1:2] in (["parts"], ["whole"]):
        measure(arguments[1], folders, float(arguments[2]))
        return 0
    print("   MB   parts   whole   ratio   s/MB   memory  proposals")
    ratio = 0.0
    for size in arguments[1:] or map(str, SIZES):
        (base, _, _), (cost, memory, found) = (
            _in_its_own_process(arguments[0], what, size) for what in ("parts", "whole")
        )
        ratio = cost / base
        print(
            f"{float(size):5.2f} {base:6.1f}s {cost:6.1f}s {ratio:7.2f} {cost / float(size):6.1f}"
            f" {memory:5.0f} MB {found:9.0f}",
            flush=True,
        )
    return 0 if ratio <= MOST else 1


def _in_its_own_process(data: str, what: str, size: str) -> list[float]:
    command = [sys.executable, "-m", "bench.extraction_cost", data, what, size]
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [float(number) for number in answer.stdout.split()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
