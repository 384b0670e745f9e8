"""Characters of symbol fonts, which documents name by their place in the font."""

from __future__ import annotations

#: Letters of the font Symbol (Adobe's encoding of it) for the ASCII letters in their places.
_GREEK = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)

#: Fonts use these places of Unicode's private area for those from 00 to FF.
_PRIVATE = range(0xF000, 0xF100)


def symbol(font: str, place: str) -> str:
    """What a symbol says: a letter, a plain character, or a blank for a picture.

    Args:
        font: its name.
        place: in hexadecimal digits.
    """
    try:
        code = int(place, 16)
        character = chr(code - _PRIVATE.start if code in _PRIVATE else code)
    except (ValueError, OverflowError):
        return " "
    if font.lower() == "symbol" and (code in _PRIVATE or code < 0x80):
        return _GREEK.get(character, character if character.isascii() else " ")
    return character if code not in _PRIVATE else " "
