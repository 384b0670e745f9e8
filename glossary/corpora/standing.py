"""How the Chinese terms of a concept stand in corpora, in words and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.model import Language
from align.text import counted
from glossary.corpora.table import About, Corpus
from glossary.model import TO_AVOID, Concept, in_language, preferred
from glossary.model.keys import key

#: Terms of a concept that are told of.
_FORMS = 4
#: Years that are told one by one.
_MOST = 8
#: What is counted, and may be rare: words, which marks of enumerations may join.
_COUNTABLE = re.compile(r"[\w+#&.%\-]+(?:[、,;][\w+#&.%\-]+)*")


@dataclass(frozen=True, slots=True)
class Standing:
    """How often a form stands in a corpus.

    Attributes:
        units: in how many units of each year; None: in fewer than `corpus.least` of all.
    """

    corpus: About
    form: str
    units: tuple[int, ...] | None

    @property
    def told(self) -> str:
        """In words: "state TV news: 2022 0 days, 2023 17, 2024 178, 2025 158 (of 365 a year)"."""
        corpus = self.corpus
        total = sum(number for _, number in corpus.years)
        all_units = counted(total, corpus.unit)
        if self.units is None:
            return f"{corpus.name}: fewer than {corpus.least} of {all_units}"
        by_year = [(year, units) for (year, _), units in zip(corpus.years, self.units, strict=True)]
        if len(by_year) > _MOST:
            used = [(year, units) for year, units in by_year if units]
            most = max(used, key=lambda each: each[1])
            return (
                f"{corpus.name}: {sum(self.units):,} of {all_units}, first {used[0][0]}, last"
                f" {used[-1][0]}, most in {most[0]} ({most[1]:,})"
            )
        (year, units), *others = by_year
        told = [f"{year} {counted(units, corpus.unit)}", *(f"{y} {n:,}" for y, n in others)]
        sizes = {number for _, number in corpus.years}
        of = all_units
        if len(sizes) == 1:
            of = f"{sizes.pop():,} a year" if others else f"{total:,}"
        return f"{corpus.name}: {', '.join(told)} (of {of})"

    @property
    def as_json(self) -> dict[str, object]:
        """For programs; "units" is null where there are fewer than "least"."""
        years = [str(year) for year, _ in self.corpus.years]
        return {
            "corpus": self.corpus.name,
            "form": self.form,
            "unit": self.corpus.unit,
            "least": self.corpus.least,
            "units": self.units and dict(zip(years, self.units, strict=True)),
            "of": {str(year): number for year, number in self.corpus.years},
        }


def concept_standings(concept: Concept, corpora: Sequence[Corpus]) -> Iterator[Standing]:
    """How the Chinese terms of a concept that may be used stand in corpora, the best term first."""
    best = preferred(concept.terms, Language.ZH)
    own = in_language(concept.terms, Language.ZH)
    terms = [term for term in own if term.status not in TO_AVOID]
    terms.sort(key=lambda term: term is not best)
    return standings((term.text for term in terms[:_FORMS]), corpora)


def standings(forms: Iterable[str], corpora: Sequence[Corpus]) -> Iterator[Standing]:
    """How Chinese forms, as they are written, stand in corpora, each form once.

    Of what a corpus cannot hold, such as a whole sentence, nothing is said.
    """
    once = dict.fromkeys(key(form, Language.ZH) for form in forms)
    for form in once:
        for corpus in corpora:
            units = corpus.days(form)
            if any(units):
                yield Standing(corpus.about, form, units)
            elif len(form) <= corpus.about.longest and _COUNTABLE.fullmatch(form):
                yield Standing(corpus.about, form, None)
