"""What a term is: definitions drawn from context, and what texts and glossaries say of a term.

patterns, cues    signs that words beside a term may define it
evidence          what speaks for each span, as features
models            what judges them
draw              the definitions of texts, best first
answers           definition and members together, from texts and glossaries
signs             definitions and members in languages for which there are no models
batch             the same for passages of JSON Lines
"""

from glossary.defining.answers import Answer, AnswerPlace, Source, define, drawn_from, occurrences
from glossary.defining.draw import definitions, definitions_of
from glossary.defining.signs import can_define

__all__ = [
    "Answer",
    "AnswerPlace",
    "Source",
    "can_define",
    "define",
    "definitions",
    "definitions_of",
    "drawn_from",
    "occurrences",
]
