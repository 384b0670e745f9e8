"""Parts of sentences have both of two marks or none, whatever the language of the marks."""

from __future__ import annotations

import pytest

from glossary.language.halves import whole

#: A sentence, what is cut from it, and that without half a pair.
CUT = {
    # the other mark stands right beside
    "straight": ('The "Two Calls" study', 'Two Calls" study', '"Two Calls" study'),
    "curly": ("the “Three Lines” rule", "the “Three Lines", "the “Three Lines”"),
    "single": ("the 'four forms' of work", "four forms' of work", "'four forms' of work"),
    "chinese": ("推进“一带一路”建设", "推进“一带一路", "推进“一带一路”"),
    "titles": ("按《廉洁准则》办事", "廉洁准则》办", "《廉洁准则》办"),
    "japanese": ("新しい「発展」の理念", "「発展", "「発展」"),
    "korean": ("모두의 ‘변화’를 위해", "‘변화", "‘변화’"),
    "french": ("le « nouveau modèle » du pays", "« nouveau modèle", "« nouveau modèle »"),
    "german": ("das „neue Muster“ der Welt", "„neue Muster", "„neue Muster“"),
    "german books": ("das »neue Muster« der Welt", "»neue Muster", "»neue Muster«"),
    "russian": ("новая «Красная книга» мира", "новая «Красная книга", "новая «Красная книга»"),
    "arabic": ("خطة «الحزام والطريق» في", "خطة «الحزام والطريق", "خطة «الحزام والطريق»"),
    "brackets": ("Small Firms Act (SFA) applies", "Firms Act (SFA", "Firms Act (SFA)"),
    "behind a stop": ("of “from each to his work.” So", "“from each to his work", None),
    # it stands elsewhere
    "half a quotation": ("work on the “Three Lines” rule", "the “Three", "the Three"),
    "begins with a half": ("the “Three Lines” rule", "“Three", "Three"),
    "no other at all": ('biggest "friend of all', 'biggest "friend', "biggest friend"),
    "opens an aside": ("the Council (the Cabinet of old)", "Council (the Cabinet", "Council"),
    "behind an aside": ("the plan (of old) law", "old) law", "law"),
    "of a list": ("1) the plan", "1) the plan", "the plan"),
    # no marks
    "apostrophe": ("the workers' own rights", "workers' own", "workers' own"),
    "apostrophe in quotation": ("a ‘people’s law’ now", "‘people’s law", "‘people’s law’"),
    "inches": ('a 5" pipe', '5" pipe', '5" pipe'),
}


@pytest.mark.parametrize(("text", "part", "expected"), CUT.values(), ids=CUT)
def test_a_part_has_no_half_of_two_marks(text: str, part: str, expected: str | None) -> None:
    start = text.index(part)
    made, first, last = whole(text, start, start + len(part))
    assert made == (expected or f"{part}”")
    assert text[first:last].startswith(made[:1])


def test_marks_within_marks_belong_together_from_inside() -> None:
    text = "他说：“要读《论（一）》和“新篇””。"
    for mark, other in ("《》", "（）"):
        start = text.index(mark)
        end = text.index(other)
        assert whole(text, start, end)[0] == text[start : end + 1]
