"""The errors of tifa.

    TifaError
    ├── InputError        a file or text that was given cannot be used
    │   ├── UnrelatedError    two texts do not translate each other
    │   └── SameLanguageError two texts are in one language
    ├── OutputError       a file cannot be written
    ├── SettingsError     an option, environment variable or configuration value is wrong
    ├── EncoderError      a sentence encoder cannot be had
    ├── ModelError        the parameters of another model cannot be read
    ├── ClusterError      the workers of a cluster cannot be reached or used
    └── GlossaryError     the glossary cannot be opened, read or written
        ├── ConflictError     somebody else changed the concept in the meantime
        └── NotFoundError     no concept has that id or term

Every error is raised where the cause is known and turned into one line of text only by the command
line and the review application.
"""

from __future__ import annotations


class TifaError(Exception):
    """What went wrong, and what to try.

    Args:
        what: what happened and where, without a final full stop ("article.txt: no such file").
        remedy: what the user can try, as an imperative clause ("check the path"); may be empty.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}; {self.remedy}" if self.remedy else self.what


class InputError(TifaError):
    """A file or text that was given cannot be used."""


class UnrelatedError(InputError):
    """Two texts that were given as translations of each other do not seem to be."""


class SameLanguageError(InputError):
    """Two texts that were given as translations of each other are in one language."""


class OutputError(TifaError):
    """A file cannot be written."""


class SettingsError(TifaError):
    """An option, environment variable or configuration value is wrong."""


class EncoderError(TifaError):
    """A sentence encoder cannot be had."""


class ModelError(TifaError):
    """The parameters of a model other than a sentence encoder are missing or damaged."""


class ClusterError(TifaError):
    """The workers of a cluster cannot be reached or used."""


class GlossaryError(TifaError):
    """The glossary cannot be opened, read or written."""


class ConflictError(GlossaryError):
    """Somebody else changed the concept since it was read; nothing was saved."""


class NotFoundError(GlossaryError):
    """No concept has that id or term."""
