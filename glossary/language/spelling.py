"""How else the terms of a language are typed: without accents, or on a Latin keyboard.

Chinese terms have several spellings each (`glossary.language.chinese.pinyin`).
"""

from __future__ import annotations

from align.model import Language


def spelled(key: str, language: Language) -> str | None:
    """The transcription or the bare letters of a key; None for Chinese, and where it is the same.

    >>> spelled("réforme", Language("fr")), spelled("реформа", Language("ru"))
    ('reforme', 'reforma')
    """
    if language is Language.ZH or key.isascii():
        return None
    made = language.profile.key(key)
    return made if made != key else None
