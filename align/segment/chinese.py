"""Where Chinese sentences end (GB/T 15834-2011, use of punctuation marks)."""

from __future__ import annotations

from align.segment.marks import CONTINUING, Mark, is_wide

#: After a quotation these bind it to the sentence that goes on: “为什么？”的问题.
_BINDING = frozenset("的之等和与及或")

_SOFT = frozenset("….⋯． \t")


def ends_sentence(text: str, mark: Mark, begin: int) -> bool:
    """Whether a mark ends the sentence that began at `begin`.

    Full stop, question and exclamation mark end it, with the quotation marks and brackets that
    close behind them; a semicolon does not. An ellipsis ends it only with a quotation.
    """
    if mark.last:
        return True
    if mark.enclosed(text, begin):
        return False
    following = text[mark.next]
    if following in CONTINUING:
        return False
    closed = mark.after > mark.end
    if closed and following in _BINDING:
        return False
    run = text[mark.start : mark.end]
    if not _SOFT.issuperset(run):
        return True
    if run in {".", "．"}:
        return _full_stop(text, mark)
    return closed


def _full_stop(text: str, mark: Mark) -> bool:
    """Whether a point among Chinese characters stands for a Chinese full stop."""
    before = text[mark.start - 1 : mark.start]
    if not is_wide(before) and before not in "”’」』）)】》":
        return False
    following = text[mark.next]
    return mark.next > mark.after or is_wide(following) or following in "“‘「『（《"
