"""What is new in some texts against others, what is gone from them, and what became of it.

model     changes of formulations, and formulations that became others
counting  in how many documents or sentences forms stand
formulations  which forms are formulations rather than names, events or things
changes   which differences are more than chance, and their order
altered   formulations that became others, by their forms and their sentences
"""

from glossary.comparing.changes import compare
from glossary.comparing.model import Alteration, Change, Comparison, FormChange

__all__ = ["Alteration", "Change", "Comparison", "FormChange", "compare"]
