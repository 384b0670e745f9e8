"""The form under which dictionaries list a term, of the forms in which texts have it.

Texts inflect, dictionaries list the nominative. A module of a language says what the citation form
of a phrase is where that is safe: words that agree are changed together or not at all. A form that
stands in a text is preferred to one that is made, and what is neither is shown as it stands most
often.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import cast

from align.model import Language

#: The modules with a function `cited`, which gives the citation form of a phrase or None.
MODULES = {
    "ar": "glossary.language.citation.clitics",
    "de": "glossary.language.citation.german",
    "es": "glossary.language.citation.romance",
    "fr": "glossary.language.citation.romance",
    "ko": "glossary.language.citation.clitics",
    "pt": "glossary.language.citation.romance",
    "ru": "glossary.language.citation.russian",
}
#: A form that stands so often as another one is as good as usual.
_USUAL = 1 / 3


def has_citation_forms(language: Language) -> bool:
    """Whether forms of a term in a language are told apart from the one that dictionaries list."""
    return language in MODULES


def citation(forms: Mapping[str, int], language: Language) -> str:
    """The citation form of a term.

    Args:
        forms: how often each form of it stands in texts, one at least; the first of those that tie
            counts more.
    """
    order = sorted(forms, key=lambda form: -forms[form])
    if language not in MODULES:
        return order[0]
    votes: dict[str, int] = {}
    for form in order:
        made = cited(form, language)
        if made is not None:
            votes[made] = votes.get(made, 0) + forms[form]
    if not votes:
        return order[0]
    most = max(votes.values())
    usual = [form for form, count in votes.items() if count >= _USUAL * most]
    usual.sort(key=lambda form: (form not in forms, len(form), -votes[form]))
    return usual[0]


@lru_cache(maxsize=1 << 14)
def cited(form: str, language: Language) -> str | None:
    """The citation form of a phrase as it stands in a text; None where it is not safe to say."""
    module = MODULES.get(language)
    if module is None:
        return form
    told = cast("Callable[[str, Language], str | None]", importlib.import_module(module).cited)
    return told(form, language)
