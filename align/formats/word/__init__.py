"""Word documents (Office Open XML, ISO/IEC 29500, Transitional and Strict)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.formats import Content, UnreadableError
from align.text import counted

if TYPE_CHECKING:
    from align.formats.word.blocks import Block
    from align.formats.word.package import Package
    from align.formats.word.styles import Styles
    from align.formats.word.text import Text


@dataclass(frozen=True, slots=True)
class Word:
    """A document that was read.

    Attributes:
        blocks: its paragraphs and the cells of its tables in their order.
        losses: as in `align.model.Document`.
    """

    title: str
    blocks: list[Block]
    losses: tuple[str, ...]


def read(data: bytes) -> Content:
    """The paragraphs, those of tables, text boxes and notes too, in order between blank lines.

    All tracked changes are taken as accepted. Left out are hidden text, the sound above characters,
    comments, headers, footers, tables of contents and the prompts of empty controls. A text box and
    a note stand behind the paragraph that they belong to.

    Raises:
        UnreadableError: the bytes are no Word document, a damaged or encrypted one, or one beyond
            the limits (see `align.formats.word.package`).
    """
    word = opened(data)
    texts = [block.text for block in word.blocks if block.text]
    return Content("\n\n".join(texts), word.title, 0, word.losses)


def opened(data: bytes, *, placed: bool = False) -> Word:
    """The document that the bytes are; raises as `read`.

    Args:
        placed: say of the blocks where their characters stand.
    """
    from align.formats.word.package import DAMAGED, Package
    from align.formats.word.styles import Styles

    package = Package.of(data)
    main = package.main()
    related = package.related(main, "styles", "footnotes", "endnotes")
    styles = Styles(package.bounds)
    package.feed(related.get("styles", ""), styles)
    notes: dict[str, list[str]] = {}
    for kind in ("footnotes", "endnotes"):
        notes |= _text(package, related.get(kind, ""), styles, {}).of_notes
    text = _text(package, main, styles, notes, placed=placed)
    if not text.blocks and (package.losses or not text.root):
        raise UnreadableError("is a damaged Word document", DAMAGED)
    if text.root != "w:document":
        raise UnreadableError("is an Office file but no Word document", DAMAGED)
    if text.elsewhere:
        package.losses.append(
            f"{counted(text.elsewhere, 'file')} embedded in it not read; save it again in Word"
        )
    return Word(package.title(), text.blocks, tuple(package.losses))


def _text(
    package: Package,
    part: str,
    styles: Styles,
    notes: dict[str, list[str]],
    *,
    placed: bool = False,
) -> Text:
    """What stands in a part; where a field has no end, no field is told from text."""
    from align.formats.word.placed import PlacedText
    from align.formats.word.text import Text

    kind = PlacedText if placed else Text
    text = kind(styles, package.bounds, notes)
    package.feed(part, text)
    if text.has_open_fields:
        losses = len(package.losses)
        text = kind(styles, package.bounds, notes, fields=False)
        package.feed(part, text)
        del package.losses[losses:]
    return text
