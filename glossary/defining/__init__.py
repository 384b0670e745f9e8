"""What a term is: definitions drawn from context, and what texts and glossaries say of a term.

patterns, cues    signs that words beside a term may define it
evidence          what speaks for each span, as features
models            what judges them
draw              the definitions of texts, best first
answers           definition and members together, from texts and glossaries
batch             the same for passages of JSON Lines
"""

from glossary.defining.answers import Answer, AnswerPlace, Source, define, drawn_from, occurrences
from glossary.defining.draw import definitions, definitions_of

__all__ = [
    "Answer",
    "AnswerPlace",
    "Source",
    "define",
    "definitions",
    "definitions_of",
    "drawn_from",
    "occurrences",
]
