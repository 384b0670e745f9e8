"""Relations between terms that sentences say."""

from __future__ import annotations

from glossary.relating.changes import changes
from glossary.relating.classes import classes
from glossary.relating.model import Known, Saying

__all__ = ["Known", "Saying", "changes", "classes"]
