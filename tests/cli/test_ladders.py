"""Renderings that differ between issuers, as `tifa show` has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

from align.model import CHINESE_ENGLISH, Document
from glossary.model import Context, Kind, Particulars, Proposal, Side, Term
from glossary.model.authority import Authority
from glossary.store import Glossary

ZH, EN = CHINESE_ENGLISH
DOCUMENTS = (
    ("dual carbon", "新华社", Authority.MEDIA, "2021-03-01"),
    ("dual carbon", "新华社", Authority.MEDIA, "2022-04-01"),
    ("carbon peak and neutrality", "中央", Authority.CENTRAL, "2022"),
)


@pytest.fixture
def filled(tmp_path: Path) -> None:
    with Glossary.open(str(tmp_path / "glossary.sqlite")) as glossary:
        for number, (english, issuer, rank, dated) in enumerate(DOCUMENTS):
            zh = Document(f"双碳。{number}", f"{number}.zh", ZH)
            en = Document(f"{english}. {number}", f"{number}.en", EN)
            sides = (Side(ZH, "双碳。", ((0, 2),), (0,)), Side(EN, english, (), (0,)))
            terms = (Term(ZH, "双碳", frequency=1), Term(EN, english, frequency=1))
            contexts = (Context(sides, zh.source),)
            found = Proposal(terms, Kind.CONCEPT, 0.5, 1, contexts=contexts)
            said = Particulars(issuer=issuer, authority=rank, dated=dated)
            glossary.add([found], [zh, en], who="li", about={zh.source: said, en.source: said})


def test_renderings_are_shown_by_rank_with_the_one_to_prefer(tifa: Tifa, filled: None) -> None:
    lines = tifa("show", "双碳").stdout.splitlines()
    start = lines.index("  English by rank")
    assert [line.rstrip() for line in lines[start + 1 : start + 6]] == [
        "    central         carbon peak and neutrality  proposed: 1 use in 1 document, 2022",
        "                    2.en",
        "    official media  dual carbon  current: 2 uses in 2 documents, 2021-03-01 to 2022-04-01",
        "                    0.en; 1.en",
        "    proposed: carbon peak and neutrality by rank",
    ]


def test_what_a_person_decided_is_shown_above_what_is_proposed(tifa: Tifa, filled: None) -> None:
    assert tifa("approve", "双碳", "--reviewer", "Ana").returncode == 0
    lines = tifa("show", "双碳").stdout.splitlines()
    (place,) = (n for n, line in enumerate(lines) if line.startswith("    decided: "))
    assert lines[place].startswith("    decided: dual carbon, approve by Ana, ")
    assert lines[place + 1] == "    proposed: carbon peak and neutrality by rank"


def test_programs_read_the_same(tifa: Tifa, filled: None) -> None:
    (ladder,) = json.loads(tifa("show", "双碳", "--json").stdout)["ladders"]
    assert (ladder["language"], ladder["proposed"], ladder["by"], ladder["decided"]) == (
        "en",
        "carbon peak and neutrality",
        "rank",
        None,
    )
    assert ladder["rungs"][1] == {
        "authority": "official media",
        "text": "dual carbon",
        "lifecycle": "current",
        "uses": 2,
        "documents": [2, 4],
        "first": "2021-03-01",
        "last": "2022-04-01",
    }


def test_show_and_lookup_say_how_reliable_a_rendering_is_and_by_what(
    tifa: Tifa, filled: None
) -> None:
    lines = [line.rstrip() for line in tifa("show", "双碳").stdout.splitlines()]
    start = lines.index("  renderings")
    said = [line.split("  ")[2:] for line in lines[start + 1 : start + 3]]
    assert [(text, remark.split(": ")) for text, remark in said] == [
        (
            "dual carbon",
            [
                "reliable, current",
                "2 independent documents of 1 issuer, the highest official media; 67% of uses",
            ],
        ),
        (
            "carbon peak and neutrality",
            [
                "minimum reliability, proposed",
                "1 independent document of 1 issuer, the highest central; 33% of uses",
            ],
        ),
    ]
    for command in ("show", "lookup"):
        first, _ = json.loads(tifa(command, "双碳", "--json").stdout)["renderings"]
        assert first == {
            "language": "en",
            "text": "dual carbon",
            "lifecycle": "current",
            "reliability": "reliable",
            "stars": 3,
            "documents": 2,
            "issuers": 1,
            "highest": "official media",
            "share": 0.6667,
            "decided": False,
        }
