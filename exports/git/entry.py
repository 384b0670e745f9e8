"""A concept as TOML 1.0 in which every field has lines of its own, always in the same order.

Git merges by lines, and takes neighbouring lines that two branches changed for a conflict. So each
field stands where it is empty too, and a line that never changes stands between two fields.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields

from align.errors import InputError
from align.languages import languages
from align.text import clean
from glossary.model import Concept, Context, Definition, Relation, Side, Term
from glossary.model.serial import from_json, to_json

LONGEST = 16 * 2**20  #: bytes of a file

#: A concept's parts that are records themselves, and what stands above them.
_PARTS = {
    "definitions": (Definition, "definitions"),
    "contexts": (Context, "contexts"),
    "relations": (Relation, "relations to other concepts"),
}
_OF_THIS_GLOSSARY = "revision"
#: What has no default stands nowhere where it is None; texts alone say these.
_MARK = re.compile(rb"^(?:<<<<<<<|=======$|>>>>>>>)", re.MULTILINE)
#: Keys of so many parts are none of ours, and reading one takes the square of its parts.
_DEEP_KEY = re.compile(rb"""(?<![\w.-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){100}""")
#: What a text has otherwise in its file; lines that begin as git's marks do are among it.
_UNESCAPED = re.compile(
    '[\x00-\x09\x0b-\x1f\x7f]|\\\\|"""|"$|(?m:^(?:<(?=<{6})|>(?=>{6})|=(?==={5}$)))'
)


def written(concept: Concept) -> bytes:
    """The file of a concept; `read` makes an equal one of it but for its revision.

    Its terms stand by language, in their order.
    """
    data = to_json(concept)
    own = [each.name for each in fields(Concept) if each.name not in ("terms", *_PARTS)]
    lines = [_pair(name, _value(data, Concept, name)) for name in own if name != _OF_THIS_GLOSSARY]
    for language in languages():
        lines.append(f"# {language.label} terms")
        terms = [each for each in _records(data, "terms") if each["language"] == language]
        lines += _tables(f"terms.{language}", terms, Term, without="language")
    for name, (record, title) in _PARTS.items():
        lines.append(f"# {title}")
        lines += _tables(name, _records(data, name), record)
    return ("\n\n".join(lines) + "\n").encode()


def read(content: bytes) -> tuple[Concept, int]:
    """The concept of a file, and how many characters of it cannot be stored.

    Raises:
        InputError: it is not UTF-8, no TOML, or holds no concept; the message has the place.
    """
    if mark := _MARK.search(content):
        line = content.count(b"\n", 0, mark.start()) + 1
        raise InputError(
            f"two versions that git could not join (line {line})",
            "keep one of them, and delete the lines of marks",
        )
    if _DEEP_KEY.search(content):
        raise InputError("a key of more than 100 parts", "take the file back with git")
    try:
        text = content.decode("utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", "convert the file to UTF-8") from error
    except (ValueError, RecursionError) as error:  # ValueError: a number of thousands of digits
        raise InputError(f"no TOML ({error})", "correct it, or take it back with git") from error
    terms = data.get("terms", {})
    if not isinstance(terms, dict) or not all(isinstance(each, list) for each in terms.values()):
        raise InputError("terms are not in tables", "write [[terms.zh]] above each")
    data["terms"] = [
        {**each, "language": language} if isinstance(each, dict) else each
        for language, said in terms.items()
        for each in said
    ]
    return from_json(data), clean(text)[1]


def _records(data: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = data.get(name, [])
    assert isinstance(found, list)
    return found


def _tables(
    name: str, records: list[Mapping[str, object]], record: type, without: str = ""
) -> Iterator[str]:
    for each in records:
        members = [field.name for field in fields(record) if field.name not in (without, "sides")]
        pairs = [_pair(member, _value(each, record, member)) for member in members]
        yield "\n\n".join([f"[[{name}]]\n{pairs[0]}", *filter(None, pairs[1:])])
        if record is Context:
            yield from _tables(f"{name}.sides", _records(each, "sides"), Side)


def _value(data: Mapping[str, object], record: type, name: str) -> object:
    default = next(each.default for each in fields(record) if each.name == name)
    return data.get(name, default)


def _pair(name: str, value: object) -> str:
    """A key with its value; "" for None, which TOML does not have."""
    return "" if value is None else f"{name} = {_toml(value)}"


def _toml(value: object) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list | tuple):
        if any(isinstance(each, str) for each in value):
            return "[\n" + "".join(f"  {_toml(each)},\n" for each in value) + "]"
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value)


def _string(text: str) -> str:
    """A text on one line, or on the lines that it has."""
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return '"""\n' + _UNESCAPED.sub(_escaped, text) + '"""'


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\u{ord(each):04x}" if each not in '\\"' else f"\\{each}" for each in found[0])
