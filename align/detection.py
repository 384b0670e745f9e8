"""Which of the two languages a text is written in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from align.errors import InputError
from align.languages.language import Language

#: Characters looked at, from the beginning: enough for any document, and a bound on the time.
_SAMPLE = 200_000

#: Han characters that make up one Chinese word on average, so that words are weighed with words.
_HAN_PER_WORD = 1.6

#: Share of a language among the words from which on a text counts as written in it.
_DOMINANT = 0.5

#: Japanese text is half kana; Chinese text quotes hardly any.
_KANA_LIMIT = 0.15

_SCRIPTS: dict[str, re.Pattern[str]] = {
    "Latin": re.compile(
        "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+"
    ),
    "Han": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+"),
    "Japanese": re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9f]+"),
    "Korean": re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+"),
    "Cyrillic": re.compile("[\u0400-\u052f]+"),
    "Arabic": re.compile("[\u0620-\u064a\u0671-\u06d3]+"),
    "Greek": re.compile("[\u0386-\u03ff\u1f00-\u1fff]+"),
    "Tibetan": re.compile("[\u0f40-\u0fbc]+"),
}
_WORDS = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
#: Latin text without two small letters in a row.
_NUMBER = re.compile(r"[\d\W_年月日号時时分秒]*\d[\d\W_年月日号時时分秒]*")
_CAPITALS = re.compile(r"(?:[A-Z\u00c0-\u00d6\u00d8-\u00de]|[a-z](?![a-z])|[\W\d_])*")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Frequent words without meaning of their own. English is refused only where another language's
#: are clearly more frequent, so that headings and lists of names still pass.
_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "English": _words(
        "the of and to in a is that for with on as be by are was it this from at or an have has "
        "not will we our their its which must should all"
    ),
    "French": _words(
        "le la les des et en un une du que est pour dans qui sur au aux par plus ne pas sont avec "
        "ce cette nous leur être été"
    ),
    "German": _words(
        "der die das und den von zu mit ist des im dem nicht ein eine auf für sich auch als werden "
        "wird sind wir einer aus bei nach"
    ),
    "Spanish": _words(
        "el la los las de y en que un una del se por con para es su al lo como más no sus esta ha "
        "son nuestro"
    ),
    "Italian": _words(
        "il di e che la in un una del della per con non sono si le dei da al alla è più nel gli ha "
        "anche delle"
    ),
    "Portuguese": _words(
        "o a de e que do da em um uma para com não os as dos das por se no na mais ao é são seu foi"
    ),
    "Dutch": _words(
        "de het een van en in is dat op te zijn met voor niet die aan er ook als bij door naar "
        "wordt worden"
    ),
    "Vietnamese": _words(
        "và của là các có trong được cho không với một những người này để đã về từ khi như"
    ),
    "Indonesian": _words(
        "yang dan di dengan untuk dari pada ini itu dalam tidak akan oleh telah sebagai juga para "
        "kami"
    ),
}


@dataclass(frozen=True, slots=True)
class Shares:
    """What the words of a text are written in; the shares lie between 0 and 1.

    Attributes:
        letters: letters counted.
        chinese: share of Chinese words, estimated from Han characters.
        english: share of words in Latin letters.
        scripts: share of each script among the letters, largest first.
    """

    letters: int
    chinese: float
    english: float
    scripts: tuple[tuple[str, float], ...]

    def of(self, language: Language) -> float:
        """The share of one language."""
        return self.chinese if language is Language.ZH else self.english


def shares(text: str) -> Shares:
    """What the words at the beginning of a text are written in.

    A Han character is a fraction of a word and a Latin letter a smaller one, so words are
    compared, not letters: a Chinese text full of English names stays Chinese.
    """
    sample = text[:_SAMPLE]
    words: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    total = 0
    for run in _WORDS.findall(sample):
        total += len(run)
        for script, pattern in _SCRIPTS.items():
            for part in pattern.findall(run):
                letters[script] += len(part)
                words[script] += 1
    words["Han"] = max(1, round(letters["Han"] / _HAN_PER_WORD)) if letters["Han"] else 0
    words["Japanese"] = round(letters["Japanese"] / _HAN_PER_WORD)
    known = letters.total()
    letters["other"] = words["other"] = max(total - known, 0)
    all_words = max(words.total(), 1)
    return Shares(
        letters=total,
        chinese=words["Han"] / all_words,
        english=words["Latin"] / all_words,
        scripts=tuple((name, n / total) for name, n in letters.most_common() if n),
    )


@cache
def _own_letter(language: Language) -> re.Pattern[str]:
    return re.compile(f"[{language.profile.letters}]")


def has_letters(text: str, language: Language) -> bool:
    """Whether a text has a letter of a language."""
    return _own_letter(language).search(text) is not None


def may_be_in(text: str, language: Language) -> bool:
    """Whether a short text, as a term, may be in a language.

    It has a letter of it, or none of any. What is not written in Latin letters has abbreviations
    and codes in capitals, so that GDP, 5G and PM2.5 are Chinese too, and "GDP growth" is not. A
    number or date is of any language, as spreadsheets show it: 1931年9月18日.
    """
    if has_letters(text, language) or not _LETTER.search(text) or _NUMBER.fullmatch(text):
        return True
    is_latin = "Latn" in language.profile.scripts
    return not is_latin and _CAPITALS.fullmatch(_ADDRESS.sub("", text)) is not None


def detect_language(text: str) -> Language:
    """The language that most of a text is written in.

    Raises:
        InputError: the text has no letters, or is written in neither Chinese nor English; the
            message says what was seen.
    """
    found = shares(text)
    if not found.letters:
        raise InputError("the text has no letters", "give a text in Chinese or English")
    scripts = dict(found.scripts)
    kana = scripts.get("Japanese", 0.0)
    japanese = kana > _KANA_LIMIT * (kana + scripts.get("Han", 0.0))
    if found.chinese >= found.english and found.chinese >= _DOMINANT and not japanese:
        return Language.ZH
    if found.english > found.chinese and found.english >= _DOMINANT:
        other = latin_language(text)
        if other is None:
            return Language.EN
        raise _neither(f"its words look {other}")
    seen = ", ".join(f"{share:.0%} {name}" for name, share in found.scripts[:3])
    raise _neither(f"its letters are {seen}")


def _neither(seen: str) -> InputError:
    return InputError(
        f"the text is in neither Chinese nor English ({seen})", "give a text in Chinese or English"
    )


def latin_language(text: str, language: Language = Language.EN) -> str | None:
    """The English name of another language that a text in Latin letters is plainly in.

    None where it is not plain that it is in another than the given one.
    """
    words = Counter(_WORDS.findall(text[:_SAMPLE].lower()))
    hits = {
        language: sum(words[word] for word in function_words)
        for language, function_words in _FUNCTION_WORDS.items()
    }
    best = max(hits, key=lambda language: hits[language])
    plain = hits[best] >= 3 and hits[best] > 2 * hits[language.label]
    enough = hits[best] > words.total() / 12
    # One word over and over is no language: a column of a table, a code.
    several = sum(word in words for word in _FUNCTION_WORDS[best]) > 1
    return best if plain and enough and several else None
