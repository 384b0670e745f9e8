"""The pages of documentation as programs read them: links, headings, and examples that are run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import shells
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_MARK = "\x1e"
_NUMBER = r"\d[\d,.]*\d|\d"


@dataclass(frozen=True, slots=True)
class Example:
    """A command as a page shows it, and what the page says that it prints."""

    page: str
    command: str
    printed: str


def links(page: Path) -> list[str]:
    """Where the links and pictures of a page lead."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))
    inside = [child for token in tokens for child in token.children or ()]
    targets = (child.attrGet("href") or child.attrGet("src") for child in inside)
    return [str(target) for target in targets if target]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings that are the same on GitHub as on the site."""
    tokens = MarkdownIt("commonmark").parse(page.read_text("utf-8"))
    titles = [
        "".join(child.content for child in tokens[place + 1].children or ())
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    return {_on_github(title) for title in titles if _on_github(title) == _on_site(title)}


def _on_github(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _on_site(title: str) -> str:
    kept = re.sub(r"[^\w\s-]", "", title.encode("ascii", "ignore").decode()).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def examples(page: Path) -> Iterator[Example]:
    """The commands in a page's blocks of the kind `console`, in order."""
    for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
        if token.type == "fence" and token.info == "console":
            for part in re.split(r"^\$ ", token.content, flags=re.MULTILINE)[1:]:
                command, _, printed = re.sub(r"\\\n\s*", "", part).partition("\n")
                yield Example(page.name, command, printed)


def run(told: Sequence[Example], folder: Path, environment: dict[str, str]) -> list[str]:
    """What the commands print, one after the other in one shell."""
    lines = [f"printf '{_MARK}'\n{example.command}" for example in told]
    script = folder.parent / "examples.sh"
    script.write_text("\n".join(lines), "utf-8")
    return shells.run(script, folder, environment).split(_MARK)[1:]


def is_told(printed: str, seen: str) -> bool:
    """Whether a page tells what was seen.

    `…` stands for what a page leaves out, a line of it for any number of lines. Blanks and rules
    may be of any length, as in a terminal of another width, and numbers off by a tenth, since
    weights are fitted anew and processors differ.
    """
    numbers = _read(printed.split("…"), seen)
    if numbers is None:
        return False
    expected = re.findall(_NUMBER, printed)
    return all(_near(ours, theirs) for ours, theirs in zip(expected, numbers, strict=True))


def _read(pieces: Sequence[str], seen: str) -> list[str] | None:
    """The numbers where pieces stand one after the other; None where they do not.

    Each is looked for where it stands first, and the last at the end: one pattern of them all would
    try every place of each.
    """
    numbers: list[str] = []
    place = 0
    for order, piece in enumerate(pieces):
        pattern = _piece(piece)
        if order == len(pieces) - 1:
            pattern += r"\s*\Z"
        find = re.compile(pattern).match if order == 0 else re.compile(pattern).search
        match = find(seen, place)
        if match is None:
            return None
        numbers += match.groups()
        place = match.end()
    return numbers


def _piece(text: str) -> str:
    between = r"\s+".join(map(_pattern, text.split()))
    before = r"\s+" if text[:1].isspace() and between else ""
    after = r"\s+" if text[-1:].isspace() and between else ""
    return (before or r"\s*") + between + after


def _pattern(word: str) -> str:
    parts = re.split(f"({_NUMBER})", word)
    return "".join(_part(part) for part in parts)


def _part(part: str) -> str:
    if set(part) == {"─"}:
        return "─+"
    return rf"({_NUMBER})" if re.fullmatch(_NUMBER, part) else re.escape(part)


def _near(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    try:
        one, other = (float(number.replace(",", "")) for number in (ours, theirs))
    except ValueError:  # a date with dots
        return False
    return abs(one - other) <= max(0.1 * max(one, other), 0.05 if "." in ours else 2)
