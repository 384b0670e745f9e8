"""What the pages of documentation show is what the program prints."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pages import DOCS, ROOT, Example, examples, is_told, run
from running import isolated

from seeds import seed

#: Pages whose examples go on from one another, in one folder.
SESSIONS = (
    ("tutorial.md",),
    ("translator.md",),
    ("terminologist.md",),
    ("a-year-of-news.md", "analyst.md"),
)
COLUMNS = 118  # of the terminal in which the pages were written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the texts that the pages speak of."""
    made = tmp_path / "home" / "work"
    made.mkdir(parents=True)
    for name in ("article.zh.txt", "article.txt"):
        shutil.copy(str(seed(name)), made / name)
    shutil.copytree(DOCS / "example", made / "news")
    return made


def environment(folder: Path) -> dict[str, str]:
    mine = isolated(folder.parent.parent)
    return {
        **mine,
        "COLUMNS": str(COLUMNS),
        "TIFA_GLOSSARY": "glossary.sqlite",
        "TIFA_REVIEWER": "Li Hua",
    }


def untold(told: list[Example], seen: list[str]) -> list[str]:
    return [
        f"{example.page}: $ {example.command}\n{output}"
        for example, output in zip(told, seen, strict=True)
        if not is_told(example.printed, output)
    ]


@pytest.mark.long
@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("pages", SESSIONS, ids=lambda pages: pages[-1])
def test_examples_print_what_the_pages_say(pages: tuple[str, ...], folder: Path) -> None:
    told = [example for page in pages for example in examples(DOCS / page)]
    seen = run(told, folder, environment(folder))
    if pages == ("tutorial.md",):
        block = (ROOT / "README.md").read_text("utf-8").split("```\n3/6")[1].split("```")[0]
        demo = Example("README.md", "make demo", f"…\n3/6{block}…")
        told.append(demo)
        seen.append(seen[0].replace("texts/", "build/demo/"))
    assert not untold(told, seen)


def test_no_example_is_left_out() -> None:
    shown = {page.name for page in DOCS.glob("*.md") if next(examples(page), None)}
    assert shown == {page for pages in SESSIONS for page in pages}


@pytest.mark.parametrize(
    ("printed", "seen", "told"),
    [
        ("90 added", "93  added\n", True),
        ("90 added", "110 added", False),
        ("score 0.84", "score 0.81", True),
        ("one\n…\nfour", "one\ntwo\nthree\nfour\n", True),
        ("one\n…\nfour", "one\ntwo\nthree\n", False),
        ("", "an error", False),
    ],
)
def test_what_is_told_may_leave_out_and_be_near(printed: str, seen: str, told: bool) -> None:
    assert is_told(printed, seen) is told
