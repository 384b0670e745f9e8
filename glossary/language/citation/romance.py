"""French, Spanish and Portuguese, whose nouns have no cases: what stands before them is cut."""

from __future__ import annotations

from align.model import Language


def cited(form: str, language: Language) -> str | None:
    """The phrase without articles and prepositions before it, elided or contracted ones too."""
    grammar = language.profile.function_words
    for start, end in language.profile.split(form):
        if form[start:end].lower().replace("’", "'") not in grammar:
            return form[start:]
    return None
