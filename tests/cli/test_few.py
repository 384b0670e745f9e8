"""Few concepts rather than many, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Tifa

from align.model import Document, Language
from align.segment import segment_lines
from glossary.model import Context, Kind, Particulars, Proposal, Side, Term
from glossary.store import Glossary

ZH = Language.ZH


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A glossary of three proposals out of two dated documents."""
    texts = {"a.txt": "三首。改革。", "b.txt": "三首。双碳。"}
    found = {"三首": (0.9, Kind.NUMERIC), "改革": (0.5, Kind.CONCEPT), "双碳": (0.3, Kind.STRATEGY)}
    proposals = [
        Proposal(
            (Term(ZH, name, frequency=1),),
            kind,
            score,
            1,
            contexts=tuple(
                Context((Side(ZH, f"{name}。", ((0, 2),), (0,)),), source)
                for source, said in texts.items()
                if name in said
            ),
        )
        for name, (score, kind) in found.items()
    ]
    about = {
        "a.txt": Particulars(dated="2021", issuer="国务院"),
        "b.txt": Particulars(dated="2024"),
    }
    documents = [segment_lines(Document(said, each, ZH)) for each, said in texts.items()]
    with Glossary.open(str(tmp_path / "glossary.sqlite")) as glossary:
        glossary.add(proposals, documents, who="li", about=about)
    return tmp_path


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--min-score 0.5", ["三首", "改革"]),
        ("--top 1", ["三首"]),
        ("--kind strategy --kind concept", ["改革", "双碳"]),
        ("--since 2023", ["三首", "双碳"]),
        ("--until 2022 --kind concept", ["改革"]),
        ("--issuer 国务院 --top 1", ["三首"]),
        ("--document b.txt --min-score 0.1", ["三首", "双碳"]),
    ],
)
def test_options_mean_the_same_everywhere(
    tifa: Tifa, filled: Path, options: str, expected: list[str]
) -> None:
    written = tifa("export", "-", "--format", "jsonl", *options.split())
    names = [json.loads(line)["terms"][0]["text"] for line in written.stdout.splitlines()]
    counts = tifa("stats", "--json", *options.split())
    assert names == expected
    assert json.loads(counts.stdout)["statuses"]["proposed"] == len(expected)
    left = 3 - len(expected)
    said = f"{left} concept{'s' if left > 1 else ''} left out by "
    for answer in (written, counts):
        assert answer.returncode == 0
        (line,) = (line for line in answer.stderr.splitlines() if said in line)
        assert sorted(line.partition(said)[2].split()) == sorted(options.split())


def test_adding_says_how_many_proposals_it_leaves_out(tifa: Tifa, seeds: tuple[Path, Path]) -> None:
    answer = tifa("add", seeds[1], "--top", "2", "--kind", "institution")
    assert answer.returncode == 0
    assert answer.stdout.startswith("2 added, 0 extended, 0 unchanged, 0 rejected before: ")
    assert " proposals left out by --min-score 0.1 --kind institution --top 2\n" in answer.stderr


def test_without_options_nothing_is_left_out(tifa: Tifa, filled: Path) -> None:
    written = tifa("export", "all.jsonl")
    assert (written.stdout, written.stderr) == ("3 concepts written to all.jsonl\n", "")
    assert tifa("stats").stderr == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [("--since Monday", "'Monday' is no date"), ("--top 0", "--top"), ("--kind idea", "--kind")],
)
def test_what_means_nothing_is_refused_and_nothing_is_written(
    tifa: Tifa, filled: Path, options: str, said: str
) -> None:
    answer = tifa("export", "few.jsonl", *options.split())
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert not (filled / "few.jsonl").exists()
