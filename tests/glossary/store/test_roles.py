"""The roles of docs/team.md, on a real server: who reads, who proposes, who decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy.engine import make_url

from align.errors import GlossaryError
from align.model import CHINESE_ENGLISH, Document
from align.segment import segment
from glossary.model import Concept, ConceptStatus, Kind, Proposal, Term, TermStatus
from glossary.store import Glossary
from glossary.store.changing.joining import merge
from glossary.store.changing.undoing import undo
from glossary.store.changing.workflow import decide

if TYPE_CHECKING:
    from postgres import Server

ZH, EN = CHINESE_ENGLISH
PAGE = Path(__file__).parents[3] / "docs" / "team.md"
ROLES = ("reader", "proposer", "reviewer")


def concept(concept_id: str, chinese: str) -> Concept:
    return Concept(concept_id, (Term(ZH, chinese, TermStatus.PREFERRED), Term(EN, concept_id)))


@pytest.fixture
def shared(server: Server) -> str:
    """A glossary with an approved and a proposed concept, whose owner ran the page's statements."""
    url = server.database()
    with Glossary.open(url) as glossary:
        glossary.save_all([concept("approved", "三首"), concept("proposed", "三农")], who="owner")
        decide(glossary, ["approved"], ConceptStatus.APPROVED, who="owner", why="")
    (script,) = re.findall(r"```sql\n(-- roles\.sql\n.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    for _ in range(2):  # it may be run again
        server.run(script, url=url)
    database = make_url(url).database
    server.run(
        *(f"CREATE ROLE {role}_{database} LOGIN IN ROLE tifa_{role}" for role in ROLES), url=url
    )
    return url


def as_role(url: str, role: str) -> Glossary:
    user = f"{role}_{make_url(url).database}"
    return Glossary.open(url.replace("tifa@", f"{user}@"), create=False)


@contextmanager
def refused(said: str) -> Iterator[None]:
    with pytest.raises(GlossaryError, match=said) as raised:
        yield
    assert "\n" not in str(raised.value)


def test_a_reader_reads_and_changes_nothing(shared: str) -> None:
    with as_role(shared, "reader") as glossary:
        assert {each.id for each in glossary.concepts()} == {"approved", "proposed"}
        with refused("permission denied"):
            glossary.save(concept("new", "三新"), who="reader")
        with refused("permission denied"):
            decide(glossary, ["proposed"], ConceptStatus.APPROVED, who="reader", why="")


def test_a_proposer_proposes_and_does_not_decide(shared: str) -> None:
    with as_role(shared, "proposer") as glossary:
        text = segment(Document("落实三首，发展三新。", "speech.txt", ZH))
        proposals = [Proposal((Term(ZH, each),), Kind.CONCEPT, 0.5, 1) for each in ("三首", "三新")]
        glossary.add(proposals, [text], who="proposer")
        approved, proposed = glossary.concept("approved"), glossary.concept("proposed")
        assert approved.frequency == 1
        edited = glossary.save(replace(proposed, note="about farms"), who="proposer")
        (new,) = glossary.matching("三新", ZH)
        merge(glossary, edited, new, who="proposer")
        for status in (ConceptStatus.APPROVED, ConceptStatus.REJECTED, ConceptStatus.IN_REVIEW):
            with refused("keeps decisions to reviewers"):
                decide(glossary, ["proposed"], status, who="proposer", why="")
        with refused("keeps decisions to reviewers"):
            glossary.save(replace(approved, note="mine"), who="proposer")
        with refused("keeps decisions to reviewers"):
            merge(glossary, glossary.concept("proposed"), approved, who="proposer")
        finished = replace(concept("done", "三去"), status=ConceptStatus.APPROVED)
        with refused("keeps decisions to reviewers"):
            glossary.save(finished, who="proposer")
        assert glossary.concept("approved") == approved
        assert glossary.concept("proposed").status is ConceptStatus.PROPOSED


def test_a_reviewer_decides_edits_and_takes_back(shared: str) -> None:
    with as_role(shared, "reviewer") as glossary:
        decide(glossary, ["proposed"], ConceptStatus.APPROVED, who="reviewer", why="")
        edited = glossary.save(replace(glossary.concept("approved"), note="x"), who="reviewer")
        undo(glossary, edited.revision, who="reviewer")
        assert glossary.concept("approved").note == ""
        merge(glossary, glossary.concept("approved"), glossary.concept("proposed"), who="reviewer")
        assert len(glossary.concepts()) == 1


def test_nobody_but_the_owner_rewrites_the_history(server: Server, shared: str) -> None:
    user = f"reviewer_{make_url(shared).database}"
    url = shared.replace("tifa@", f"{user}@")
    for statement in ("DELETE FROM revision", "UPDATE tifa_version SET version_num = '9999'"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            server.run(statement, url=url)
    with Glossary.open(shared) as glossary:  # the owner decides too
        decide(glossary, ["proposed"], ConceptStatus.REJECTED, who="owner", why="no term")
