"""The store of a glossary, in an SQLite file or on a database server.

It imports SQLAlchemy: import it where a glossary is opened, not before.
"""

from glossary.store.database.faults import ConceptConflictError, EmptyGlossaryError
from glossary.store.documents.adding import AddReport
from glossary.store.glossary import Glossary, new_id

__all__ = [
    "AddReport",
    "ConceptConflictError",
    "EmptyGlossaryError",
    "Glossary",
    "new_id",
]
