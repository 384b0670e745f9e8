"""Findings that somebody has looked at and waived, in a file with the reasons.

A waiver names the rule, the term, and the digest of the sentences (see `Finding.digest`), so that
it holds as long as both sentences stay as they are:

    [[waiver]]
    rule = "term-rendering"
    term = "改革开放"
    digest = "0123456789abcdef"
    reason = "the speaker means the policy of 1978 alone"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from align.errors import InputError
from align.text import visible
from glossary.check.model import Finding, Rule

#: Larger files hold no waivers that people wrote.
MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that is not to be reported again.

    Attributes:
        reason: why; never empty.
    """

    rule: Rule
    term: str
    digest: str
    reason: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.rule, self.term, self.digest


@dataclass(frozen=True, slots=True)
class Waived:
    """Findings after waivers.

    Attributes:
        kept: those that nothing waives.
        waived: those that something does, with the waivers.
        unused: waivers of nothing that was found.
    """

    kept: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...]
    unused: tuple[Waiver, ...]


def read_waivers(data: bytes, source: str) -> list[Waiver]:
    """The waivers in a TOML file.

    Args:
        source: what to call the file in errors.

    Raises:
        InputError: it is no TOML in UTF-8 or too large, or a waiver lacks something, its reason
            above all.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"{source}: larger than {MAX_BYTES // 10**6} MB", "name a waiver file")
    try:
        read = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8", "save the file as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{source}: no TOML ({error})", "correct the file") from error
    entries = read.get("waiver", [])
    if set(read) - {"waiver"} or not isinstance(entries, list):
        raise InputError(f"{source}: holds something else than waivers", "write [[waiver]] entries")
    return [_waiver(entry, number, source) for number, entry in enumerate(entries, 1)]


def _waiver(entry: Any, number: int, source: str) -> Waiver:
    where = f"{source}, waiver {number}"
    fields = ("rule", "term", "digest", "reason")
    if not isinstance(entry, dict) or set(entry) - set(fields):
        raise InputError(f"{where}: has other fields than {', '.join(fields)}", "correct it")
    for name in fields:
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            remedy = "say why" if name == "reason" else "copy it from tifa check --write-waivers"
            raise InputError(f"{where}: its {name} is missing or empty", remedy)
    if entry["rule"] not in list(Rule):
        shown = visible(entry["rule"])
        raise InputError(f"{where}: no rule is called {shown}", f"use {', '.join(Rule)}")
    return Waiver(Rule(entry["rule"]), entry["term"], entry["digest"], entry["reason"])


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> Waived:
    """Take out the findings that are waived."""
    by_key = {waiver.key: waiver for waiver in waivers}
    kept, waived = [], []
    used = set()
    for finding in findings:
        waiver = by_key.get((finding.rule, finding.term, finding.digest))
        if waiver is None:
            kept.append(finding)
        else:
            waived.append((finding, waiver))
            used.add(waiver.key)
    unused = tuple(waiver for waiver in waivers if waiver.key not in used)
    return Waived(tuple(kept), tuple(waived), unused)


def to_toml(findings: Iterable[Finding]) -> Iterator[str]:
    """Waivers for findings, to be completed with reasons, piece by piece."""
    for finding in findings:
        yield (
            f"# {visible(finding.why)}\n[[waiver]]\n"
            f"rule = {_string(finding.rule)}\n"
            f"term = {_string(finding.term)}\n"
            f"digest = {_string(finding.digest)}\n"
            'reason = ""\n\n'
        )


def _string(text: str) -> str:
    """A basic string of TOML: quotation marks, backslashes and control characters escaped."""
    made = []
    for character in text:
        if character in '"\\':
            made.append("\\" + character)
        elif ord(character) < 0x20 or ord(character) == 0x7F:
            made.append(f"\\u{ord(character):04x}")
        else:
            made.append(character)
    return f'"{"".join(made)}"'
