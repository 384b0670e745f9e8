"""The store of a glossary, in an SQLite file or on a database server.

It imports SQLAlchemy: import it where a glossary is opened, not before.
"""

from .adding import AddReport
from .faults import ConceptConflictError
from .glossary import Glossary, StoredDocument, new_id

__all__ = [
    "AddReport",
    "ConceptConflictError",
    "Glossary",
    "StoredDocument",
    "new_id",
]
