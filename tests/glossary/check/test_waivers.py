"""Waivers: what they take out, when they cease to hold, and what is wrong with a file of them."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from checking import check, concept

from align.errors import InputError
from glossary.check import Finding
from glossary.check.waivers import MAX_BYTES, read_waivers, to_toml, waive

GREEN = concept("绿色发展", "green development")


def findings(english: str = "We pursue verdant progress.") -> list[Finding]:
    return check([("坚持绿色发展。", english)], GREEN)


def written(found: list[Finding], reason: str = "agreed with the client") -> bytes:
    return "".join(to_toml(found)).replace('reason = ""', f'reason = "{reason}"').encode()


def test_a_waived_finding_is_not_reported_and_keeps_its_reason() -> None:
    found = findings()
    checked = waive(found, read_waivers(written(found), "w.toml"))
    assert checked.kept == ()
    assert [waiver.reason for _, waiver in checked.waived] == ["agreed with the client"]
    assert checked.unused == ()


def test_a_waiver_holds_where_the_text_is_wrapped_anew_but_not_for_another_sentence() -> None:
    waivers = read_waivers(written(findings()), "w.toml")
    assert waive(findings("We  pursue   verdant progress."), waivers).kept == ()
    changed = waive(findings("We pursue verdant progress here."), waivers)
    assert len(changed.kept) == 1
    assert changed.unused == tuple(waivers)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_waiver_needs_a_reason(reason: str) -> None:
    with pytest.raises(InputError, match=r"w\.toml, waiver 1: its reason is missing"):
        read_waivers(written(findings(), reason), "w.toml")


WHOLE = 'rule = "number"\nterm = "3"\ndigest = "a"\nreason = "b"\n'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"[[waiver", "no TOML"),
        (b'[other]\na = "b"', "something else"),
        (b'waiver = "all"', "something else"),
        (b"waiver = [1]", "other fields"),
        (b"[[waiver]]\n", "its rule is missing"),
        (f"[[waiver]]\n{WHOLE}more = 1".encode(), "other fields"),
        (f"[[waiver]]\n{WHOLE}".replace("number", "every").encode(), "no rule is called every"),
        (b"#" * (MAX_BYTES + 1), "larger than"),
        (b"a = " + b"[" * 100_000, "no TOML"),
    ],
)
def test_what_is_wrong_with_a_waiver_file_is_one_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_waivers(data, "w.toml")
    assert "\n" not in str(caught.value)


def test_no_waivers_are_an_empty_file() -> None:
    assert read_waivers(b"", "w.toml") == []


def test_terms_of_any_characters_are_written_so_that_they_come_back() -> None:
    term = '引"号\\\x07\t“改革”'
    odd = concept("绿色发展", 'a "quoted" \\ \x1b rendering')
    (finding,) = check([("坚持绿色发展。", "We pursue verdant progress.")], odd)
    finding = replace(finding, term=term)
    read = tomllib.loads("".join(to_toml([finding])))
    assert read["waiver"][0]["term"] == term
