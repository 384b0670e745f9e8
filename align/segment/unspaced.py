"""Where sentences end in Chinese (GB/T 15834-2011, use of punctuation marks) and Japanese."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from align.languages import Language
from align.segment.marks import CONTINUING, Mark, is_wide

_SOFT = frozenset("….⋯． \t")


@dataclass(frozen=True, slots=True)
class Unspaced:
    """The rules of a language.

    Attributes:
        binding: what binds a quotation to the sentence that goes on: “为什么？”的问题.
    """

    binding: tuple[str, ...]

    def ends_sentence(self, text: str, mark: Mark, begin: int) -> bool:
        """Whether a mark ends the sentence that began at `begin`.

        Full stop, question and exclamation mark end it, with the quotation marks and brackets that
        close behind them; a semicolon does not. An ellipsis ends it only with a quotation.
        """
        if mark.last:
            return True
        if mark.enclosed(text, begin) or text[mark.next] in CONTINUING:
            return False
        closed = mark.after > mark.end
        if closed and text.startswith(self.binding, mark.next):
            return False
        run = text[mark.start : mark.end]
        if not _SOFT.issuperset(run):
            return True
        if run in {".", "．"}:
            return _full_stop(text, mark)
        return closed


@cache
def rules(language: Language) -> Unspaced:
    """The rules of a language."""
    return Unspaced(language.profile.lists["binding"].words)


def _full_stop(text: str, mark: Mark) -> bool:
    """Whether a point among Chinese characters stands for a Chinese full stop."""
    before = text[mark.start - 1 : mark.start]
    if not is_wide(before) and before not in "”’」』）)】》":
        return False
    following = text[mark.next]
    return mark.next > mark.after or is_wide(following) or following in "“‘「『（《"
