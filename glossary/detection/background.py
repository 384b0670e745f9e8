"""How much of a term's use a background of ordinary texts explains.

Contrast of a text with general language, as in the "weirdness" of Ahmad, Gillam and Tostevin 1999
("University of Surrey participation in TREC8") and the comparison of corpora of Rayson and Garside
2000. The rankers that tell terms apart were fitted without such a corpus; what it says comes in as
one more term of their log odds, so that nothing need be fitted again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from align.errors import InputError
from align.model import Language, SegmentedDocument
from align.progress import Progress, silent
from glossary.language.forms import chinese, fold, tokens
from glossary.language.phrases import Phrases
from glossary.model import Candidate

#: The evidence of forms that the background has as well.
COMMON = "common in the background"
#: Log odds that a form loses which the background explains in full: its odds fall to a seventh.
#: Chosen, not fitted: about as much as the strongest single features of the rankers weigh.
WEIGHT = 2.0


class Background:
    """Frequencies in ordinary texts beside those in the texts at hand."""

    def __init__(
        self, texts: Sequence[SegmentedDocument], background: Sequence[SegmentedDocument]
    ) -> None:
        """Take the texts at hand and those of the background, in any languages.

        Raises:
            InputError: no text of the background is in a language of the texts at hand.
        """
        self._background = background
        theirs = {document.language for document in background}
        ours = {document.language for document in texts}
        if background and not theirs & ours:
            label = next(iter(theirs)).label
            raise InputError(
                f"the background is in {label} and the text is not",
                "give a background in the language of the text",
            )
        self._sizes = {
            language: (_size(texts, language), _size(background, language))
            for language in theirs & ours
        }

    def losses(
        self, candidates: Sequence[Candidate], progress: Progress = silent
    ) -> Mapping[str, float]:
        """Log odds that forms lose, by their form; those that lose none are left out.

        The loss is WEIGHT times the share of a form's occurrences that are to be expected if the
        text used it as often as the background does: 1 where it is as frequent there, 0 where the
        background lacks it. One occurrence more than were seen is counted, so that a chance
        meeting of a rare form in both says little.
        """
        found: dict[str, float] = {}
        for language, (ours, theirs) in self._sizes.items():
            own = [each for each in candidates if each.language is language]
            phrases = Phrases((each.form for each in own), language)
            counts = self._counts(phrases, progress)
            for each in own:
                expected = counts[phrases.form(each.form)] * ours / max(theirs, 1)
                loss = round(WEIGHT * min(1.0, expected / (each.frequency + 1)), 3)
                if loss > 0:
                    found[each.form] = loss
        return found

    def _counts(self, phrases: Phrases, progress: Progress) -> Counter[str]:
        counts: Counter[str] = Counter()
        documents = [d for d in self._background if d.language is phrases.language]
        total = sum(len(document.segments) for document in documents)
        done = 0
        for document in documents:
            for segment in document.segments:
                if done % 200 == 0:
                    progress("Background", done, total)
                counts.update(found.form for found in phrases.find(segment.reading.text))
                done += 1
        progress("Background", total, total)
        return counts


def _size(documents: Sequence[SegmentedDocument], language: Language) -> int:
    """Characters of Chinese text, or words of English."""
    measure = chinese if language is Language.ZH else None
    total = 0
    for document in documents:
        if document.language is language:
            for text in document.readings:
                folded = fold(text)
                total += len(measure(folded).text) if measure else len(tokens(folded))
    return total
