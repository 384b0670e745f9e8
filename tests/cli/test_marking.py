"""Terms of the glossary in use are read once while it stays as it is."""

from __future__ import annotations

from pathlib import Path

from align.model import Document, Language
from cli.reference import Asked
from cli.serving.marking import Marking
from glossary.model import Concept, ConceptStatus, Term
from glossary.store import Glossary, new_id

ZH = Language.ZH
TEXT = Document("落实青溪规划，发展白河规划。", "text", ZH)


def keep(path: Path, term: str) -> None:
    with Glossary.open(str(path)) as glossary:
        glossary.save(
            Concept(new_id(), (Term(ZH, term),), status=ConceptStatus.APPROVED), who="tests"
        )


def test_a_glossary_that_comes_in_the_place_of_another_is_read(tmp_path: Path) -> None:
    path, other = tmp_path / "glossary.sqlite", tmp_path / "other.sqlite"
    keep(path, "青溪规划")
    keep(other, "白河规划")
    marking = Marking(Asked(str(path), no_glossary=False))

    def marked() -> list[str]:
        found = marking.marks(TEXT, frozenset({ConceptStatus.APPROVED}))
        return [TEXT.text[mark.start : mark.end] for mark in found]

    assert marked() == ["青溪规划"]
    other.replace(path)
    assert marked() == ["白河规划"]
    keep(path, "青溪规划")
    assert marked() == ["青溪规划", "白河规划"]
