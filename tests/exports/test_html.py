"""The page of the glossary is read and searched offline, and no text of it becomes markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from contexts import context_of
from entries import AWKWARD, FULL
from programs import program

from align.model import Language
from align.normalise import normalised
from align.text import storable, visible
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS
from glossary.model import (
    Concept,
    ConceptStatus,
    Kind,
    Relation,
    RelationKind,
    RelationStatus,
    Term,
)
from glossary.model.attested import bare

HOSTILE = {
    "end of script": "</script><script>document.title='run'</script>",
    "end of json": '"]}],"x":[{"',
    "comment": "<!--<script>",
    "image": "<img src=x onerror=\"document.title='run'\">",
    "entity": "&lt;b&gt;",
    "template": "${document.title='run'}",
    **AWKWARD,
}
TERMS = [
    ("新质生产力", "new quality productive forces", Kind.CONCEPT),
    ("生产力", "productive forces", Kind.CONCEPT),
    ("绿色发展", "green development", Kind.DOCTRINE),
    ("三农", "agriculture, rural areas and farmers", Kind.NUMERIC),
]


def entry(number: int, zh: str, en: str, kind: Kind = Kind.CONCEPT) -> Concept:
    terms = (Term(Language.ZH, zh), Term(Language.EN, en))
    return Concept(f"c{number}", terms, kind=kind, status=ConceptStatus.APPROVED)


def written(folder: Path, *concepts: Concept) -> Path:
    path = folder / "glossary.html"
    export_glossary(bare(concepts), path, GLOSSARY_FORMATS["html"])
    return path


def hostile() -> list[Concept]:
    return [
        replace(
            entry(number, text, text),
            note=text,
            subject=text,
            definitions=tuple(replace(each, text=text, source=text) for each in FULL.definitions),
            contexts=tuple(context_of(text, text, each.source) for each in FULL.contexts),
        )
        for number, text in enumerate(HOSTILE.values())
    ]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield browser
        browser.close()


class Page:
    """A page that was opened, with what went wrong in it and all that it asked for."""

    def __init__(self, browser: Any, path: Path, **how: Any) -> None:
        self.page = browser.new_page(**how)
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda line: self.wrong.append(line.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    def find(self, query: str) -> list[str]:
        self.page.fill("#query", query)
        return self.heads()

    def heads(self) -> list[str]:
        heads: list[str] = self.page.locator("article h2 [lang=zh]").all_text_contents()
        return heads

    def says(self) -> str:
        return str(self.page.text_content("#found"))


@pytest.fixture(scope="module")
def opened(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Two thousand entries, those of `TERMS` last."""
    many = (entry(number, f"词{number}", f"word {number}") for number in range(2_000))
    last = (entry(3_000 + number, *term) for number, term in enumerate(TERMS))
    return Page(browser, written(tmp_path_factory.mktemp("page"), *many, *last))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("新质", "新质生产力"),
        ("生产力", "生产力"),
        ("Green DEV", "绿色发展"),
        ("forces quality", "新质生产力"),
        ("xinzhi shengchanli", "新质生产力"),
        ("xīn zhì", "新质生产力"),
        ("xin1zhi4", "新质生产力"),
        ("xzscl", "新质生产力"),
        ("lvse", "绿色发展"),
        ("lǜ sè", "绿色发展"),
        ("sn", "三农"),
    ],
)
def test_an_entry_is_found(opened: Page, query: str, first: str) -> None:
    assert opened.find(query)[0] == first
    assert opened.wrong == []


def test_what_is_not_there_is_not_found(opened: Page) -> None:
    assert opened.find("量子") == opened.find("zzzz") == []
    assert opened.says() == "Nothing found."


def test_long_results_are_shown_page_by_page(opened: Page) -> None:
    assert len(opened.find("词")) == 50
    assert opened.says() == "1–50 of 2,000"
    opened.page.click("#next")
    assert opened.heads()[0] == "词50"
    opened.page.click("#previous")
    assert opened.heads()[0] == "词0"
    assert opened.page.is_disabled("#previous")


def test_a_choice_narrows_what_is_found(opened: Page) -> None:
    opened.find("")
    opened.page.select_option("#kind", "doctrine")
    assert opened.heads() == ["绿色发展"]
    opened.page.select_option("#kind", "")


def test_a_slash_leads_to_the_search(opened: Page) -> None:
    opened.page.evaluate("document.activeElement.blur()")
    opened.page.keyboard.press("/")
    assert opened.page.evaluate("document.activeElement.id") == "query"


def test_all_that_was_found_is_printed(opened: Page) -> None:
    opened.find("词")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(opened.heads()) == 2_000
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(opened.heads()) == 50


def test_no_text_is_run_and_nothing_is_loaded(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path, *hostile())
    opened = Page(browser, path)
    assert opened.page.title() == "Glossary"
    assert opened.wrong == []
    assert opened.asked == [path.as_uri()]
    assert opened.page.locator("main img, main script").count() == 0
    assert opened.heads() == [visible(normalised(storable(text))) for text in HOSTILE.values()]


def test_a_script_that_got_in_would_not_be_run(browser: Any, tmp_path: Path) -> None:
    path = written(tmp_path, entry(1, "三首", "three firsts"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("<main", "<script>document.title='run'</script><main"), "utf-8")
    opened = Page(browser, path)
    assert opened.page.title() == "Glossary"
    assert any("Content Security Policy" in line for line in opened.wrong)


def test_an_entry_shows_what_it_carries_with_the_term_marked(browser: Any, tmp_path: Path) -> None:
    opened = Page(browser, written(tmp_path, FULL))
    text = opened.page.text_content("main")
    for said in ("literal calque", "White Paper", "first batch", FULL.note, "落实三首政策。"):
        assert said in text
    marks = opened.page.locator("mark").all_text_contents()
    assert marks[:2] == ["三首", "3F"]


def test_a_phone_shows_it_without_scrolling_sideways(browser: Any, tmp_path: Path) -> None:
    long = replace(FULL, note="x" * 500)
    size = {"width": 320, "height": 640}
    opened = Page(browser, written(tmp_path, long, *hostile()), viewport=size)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_light_or_dark_as_the_reader_wants(
    browser: Any, tmp_path: Path, scheme: str
) -> None:
    opened = Page(browser, written(tmp_path, FULL), color_scheme=scheme)
    colour = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    red = int(re.findall(r"\d+", colour)[0])
    assert (red < 60) == (scheme == "dark")


def test_the_entries_are_json_that_cannot_end_its_element(tmp_path: Path) -> None:
    text = written(tmp_path, *hostile()).read_text(encoding="utf-8")
    (island,) = re.findall(r'<script type="application/json" id="entries">([^<]*)</script>', text)
    assert not re.search("[<>&]", island)
    assert len(json.loads(island)) == len(HOSTILE)


def test_related_entries_are_links_from_either_end(browser: Any, tmp_path: Path) -> None:
    grown, small = entry(1, "四个自信", "four"), entry(2, "三个自信", "three")
    said = (
        Relation(RelationKind.SUPERSEDES, small.id),
        Relation(RelationKind.BROADER, "nowhere"),
        Relation(RelationKind.SEE_ALSO, small.id, RelationStatus.DENIED),
    )
    path = written(tmp_path, replace(grown, relations=said), small)
    page = Page(browser, path)
    texts = page.page.locator("article", has=page.page.locator("a")).all_text_contents()
    assert ["supersedes: 三个自信" in texts[0], "superseded by: 四个自信" in texts[1]] == [True] * 2
    assert page.page.locator("article a").count() == 2
    page.page.locator("article a").first.click()
    page.page.wait_for_function("document.querySelectorAll('article').length === 1")
    assert page.heads() == ["三个自信"]
    assert page.find("四个") == ["四个自信"]
    assert page.wrong == []
