"""What is said for renderings, and those that differ between issuers, for people and programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from align.text import visible

if TYPE_CHECKING:
    from rich.text import Text

    from glossary.model.attested import Attested
    from glossary.store.reading.ladder import Ladder, Rung


def rendering_lines(renderings: Sequence[Attested]) -> list[Text]:
    """How reliable each rendering is, and by what."""
    from rich.text import Text

    told = [each for each in renderings if each.documents or each.decided]
    if not told:
        return []
    lines = [Text("  renderings", "bold")]
    for each in told:
        by = "; ".join(_signs(each))
        said = f"  {each.reliability.label}, {each.lifecycle}: {by}"
        lines.append(Text.assemble("    ", visible(each.term.text), (said, "dim")))
    return lines


def _signs(each: Attested) -> Iterator[str]:
    from cli.console import counted

    if each.decided:
        yield "a person's decision"
    if each.highest is not None:
        documents = counted(each.documents, "independent document")
        issuers = f" of {counted(each.issuers, 'issuer')}" if each.issuers else ""
        highest = f", the highest {each.highest}" if each.issuers else ""
        yield f"{documents}{issuers}{highest}"
        yield f"{each.share:.0%} of uses"


def ladder_lines(ladders: Iterable[Ladder]) -> list[Text]:
    """Each rendering by rank with its documents, and below them which one to prefer."""
    from rich.text import Text

    lines = []
    for ladder in ladders:
        lines.append(Text(f"  {ladder.language.label} by rank", "bold"))
        for rung in ladder.rungs:
            lines += _rung(rung)
        lines += _verdicts(ladder)
    return lines


def _rung(rung: Rung) -> list[Text]:
    from rich.text import Text

    from cli.console import plain

    return [
        Text.assemble(
            (f"    {rung.authority:<14}  ", "dim"),
            (visible(rung.text), ""),
            (f"  {rung.said}", "dim"),
        ),
        Text.assemble(" " * 20, plain(rung.named), style="dim"),
    ]


def _verdicts(ladder: Ladder) -> list[Text]:
    from rich.text import Text

    return [
        Text.assemble(
            (f"    {each.by}: ", "dim"),
            (visible(each.text), "" if place else "bold"),
            (visible(each.why), "dim"),
        )
        for place, each in enumerate(ladder.verdicts)
    ]


def rendering_as_json(each: Attested) -> dict[str, object]:
    """What is said for a rendering, as programs read it."""
    return {
        "language": each.term.language,
        "text": each.term.text,
        "lifecycle": each.lifecycle,
        "reliability": each.reliability.label,
        "stars": int(each.reliability),
        "documents": each.documents,
        "issuers": each.issuers,
        "highest": each.highest,
        "share": round(each.share, 4),
        "decided": each.decided,
    }


def ladder_as_json(ladder: Ladder) -> dict[str, object]:
    """A ladder as `tifa show --json` has it; documents by their numbers."""
    decided = ladder.decided
    return {
        "language": ladder.language,
        "proposed": ladder.proposed,
        "by": ladder.reason,
        "decided": decided
        and {
            "text": decided.text,
            "who": decided.who,
            "when": decided.when.isoformat(),
            "action": decided.action,
        },
        "rungs": [
            {
                "authority": rung.authority,
                "text": rung.text,
                "lifecycle": rung.lifecycle,
                "uses": rung.uses,
                "documents": [each.id for each in rung.documents],
                "first": rung.first,
                "last": rung.last,
            }
            for rung in ladder.rungs
        ],
    }
