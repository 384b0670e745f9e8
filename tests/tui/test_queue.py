"""The queue and the list that draws it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest
from desks import Plain
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from align.model import Language
from glossary.model import ConceptFilter, ConceptStatus, DocumentFilter, Kind, StoredDocument
from glossary.model.authority import Authority
from glossary.store.reading.summaries import Attestation, Summary, summary
from tui.filtering import as_typed, parse
from tui.queue import Queue, Show, loaded
from tui.sorting import Order, Sort
from tui.widgets.filter_line import FilterSuggester
from tui.widgets.virtual_list import CURSOR, GAP, ListColumn, Row, VirtualList, widths

APPROVED = ConceptStatus.APPROVED
ZH, EN = Language.ZH, Language.EN
Entry: TypeAlias = Callable[..., Summary]


@pytest.fixture
def entry(plain: Plain) -> Entry:
    """A summary of a concept with one term in each language."""

    def make(concept_id: str, zh: str, en: str, **fields: Any) -> Summary:
        return summary(plain(concept_id, zh, en))._replace(**fields)

    return make


@pytest.fixture
def queue(entry: Entry) -> Queue:
    queue = Queue()
    queue.load(loaded(entry(f"c{n}", f"词{n}", f"term {n}", score=1 - n / 10) for n in range(5)))
    return queue


def ids(queue: Queue) -> list[str]:
    return [queue[row].id for row in range(len(queue))]


def found(queue: Queue, text: str) -> list[str]:
    queue.filter(show=Show.ALL, text=text)
    return ids(queue)


def test_of_terms_that_hold_what_is_typed_the_very_one_is_found_first(entry: Entry) -> None:
    queue = Queue()
    long = "Commission of the State Council for State-owned Assets"
    queue.load(
        loaded(
            [entry("a", "省国资委", "short"), entry("b", "国资委", long), entry("c", "国资", "x")]
        )
    )
    assert [each.id for each in queue.found("国资委", 5)] == ["b", "a"]


def test_confidence_then_uses_then_authority_decide_the_order(entry: Entry) -> None:
    central = StoredDocument(
        1,
        "a",
        "",
        Language.ZH,
        "x",
        datetime(2026, 1, 1, tzinfo=UTC),
        "",
        authority=Authority.CENTRAL,
    )
    queue = Queue()
    entries = [
        entry("sure", "甲", "a", score=0.9),
        entry("used", "乙", "b", score=0.501, frequency=9),
        entry("central", "丙", "c", score=0.501, frequency=2),
        entry("plain", "丁", "d", score=0.504, frequency=2),
    ]
    queue.load(loaded(reversed(entries), [Attestation(central, frozenset({"central"}))]))
    assert ids(queue) == ["sure", "used", "central", "plain"]


def test_a_decided_concept_leaves_and_an_undone_one_returns_to_its_place(queue: Queue) -> None:
    entry = queue[2]
    queue.put(entry._replace(status=APPROVED))
    assert ids(queue) == ["c0", "c1", "c3", "c4"]
    assert (queue.count(Show.PROPOSED), queue.count(Show.APPROVED)) == (4, 1)
    queue.put(entry)
    assert ids(queue) == ["c0", "c1", "c2", "c3", "c4"]


def test_reading_again_does_not_undo_what_is_newer(queue: Queue, entry: Entry) -> None:
    newer = queue[1]._replace(subject="newer", revision=7)
    queue.put(newer)
    queue.load(loaded([newer._replace(subject="older", revision=3)]))
    assert queue[0].subject == "newer"
    queue.load(loaded([newer._replace(subject="newest", revision=9)]))
    assert queue[0].subject == "newest"
    assert ids(queue) == ["c1"]


def test_what_is_no_longer_in_the_glossary_leaves_and_comes_back_when_it_is_put_back(
    queue: Queue,
) -> None:
    gone = queue[1]
    queue.remove("c1")
    assert ids(queue) == ["c0", "c2", "c3", "c4"]
    assert (queue.total, queue.get("c1")) == (4, None)
    queue.put(gone)
    assert ids(queue) == ["c0", "c1", "c2", "c3", "c4"]
    assert queue.total == 5


def test_a_new_concept_gets_a_row(queue: Queue, entry: Entry) -> None:
    queue.put(entry("new", "新", "new"))
    assert ids(queue)[-1] == "new"
    assert queue.row_of("new") == 5
    assert queue.total == 6


def test_the_next_open_concept_is_sought_below_then_from_the_top(queue: Queue) -> None:
    queue.filter(show=Show.ALL)
    for row in (1, 3, 4):
        queue.put(queue[row]._replace(status=APPROVED))
    assert queue.next_open(1) == 2
    assert queue.next_open(3) == 0
    for row in (0, 2):
        queue.put(queue[row]._replace(status=APPROVED))
    assert queue.next_open(3) is None


def test_what_is_in_review_counts_as_left(queue: Queue) -> None:
    queue.put(queue[0]._replace(status=ConceptStatus.IN_REVIEW))
    assert queue.count(Show.PROPOSED) == 5
    assert queue.count(Show.DEFERRED) == 1


def test_the_filter_takes_words_of_both_languages_pinyin_and_initials(entry: Entry) -> None:
    queue = Queue()
    queue.load(
        loaded(
            [
                entry("a", "新质生产力", "new quality productive forces"),
                entry("b", "共同體", "community"),
                entry("c", "五位一体", "five in one"),
            ]
        )
    )
    for text, expected in (
        ("生产", ["a"]),
        ("xzsc", ["a"]),
        ("xinzhi", ["a"]),
        ("xīnzhì", ["a"]),
        ("共同体", ["b"]),
        ("QUALITY forces", ["a"]),
        ("gongtong commu", ["b"]),
        ("ｆｉｖｅ", ["c"]),
        ("xzsc five", []),
        ("", ["a", "b", "c"]),
    ):
        assert found(queue, text) == expected, text


def test_fields_narrow_by_status_kind_subject_and_document(entry: Entry) -> None:
    report = StoredDocument(
        7, "report.txt", "工作报告", Language.ZH, "x", datetime(2026, 1, 1, tzinfo=UTC), ""
    )
    queue = Queue()
    entries = [
        entry("a", "甲", "first", kind=Kind.NUMERIC, subject="Industry policy"),
        entry("b", "乙", "second", kind=Kind.LAW, status=APPROVED),
        entry("c", "丙", "third", kind=Kind.NUMERIC, status=ConceptStatus.IN_REVIEW),
    ]
    queue.load(loaded(entries, [Attestation(report, frozenset({"b", "c"}))]))
    for text, expected in (
        ("kind:numeric", ["a", "c"]),
        ("kind:num kind:law", ["a", "b", "c"]),
        ("kind:numeric third", ["c"]),
        ("subject:industry", ["a"]),
        ('subject:"industry policy"', ["a"]),
        ("doc:report", ["b", "c"]),
        ("doc:7 status:approved", ["b"]),
        ("document:报告", ["b", "c"]),
        ("status:in-review", ["c"]),
        ("status:nothing", []),
        ("kind:", ["a", "b", "c"]),
        ("other:first", []),
    ):
        assert found(queue, text) == expected, text
    queue.filter(show=Show.PROPOSED, text="status:approved")
    assert ids(queue) == ["b"]


@given(st.text(st.sampled_from('ab:"kind statu词 doc'), max_size=20))
def test_no_filter_is_wrong(text: str) -> None:
    queue = Queue()
    queue.load(loaded([]))
    queue.filter(text=text)
    assert len(queue) == 0


@pytest.mark.parametrize("sort", [*(each for each in Sort if each is not Sort.WORTH), ZH, EN])
def test_rows_go_in_order_of_any_column_and_back(entry: Entry, sort: Order) -> None:
    queue = Queue()
    less = entry("a", "阿", "apple", score=0.9, frequency=9, kind=Kind.CONCEPT, subject="a")
    more = entry("b", "做", "Zebra", score=0.1, frequency=1, kind=Kind.LAW, subject="b")
    more = more._replace(status=ConceptStatus.IN_REVIEW)
    queue.load(loaded([more, less]))
    queue.sort_by(sort)
    assert ids(queue) == ["a", "b"]
    queue.sort_by(sort, reverse=True)
    assert ids(queue) == ["b", "a"]
    assert [queue.row_of(each) for each in ("a", "b")] == [1, 0]


def test_marks_stay_through_a_filter_and_are_told(queue: Queue) -> None:
    queue.toggle(0)
    queue.mark([2, 3])
    queue.filter(text="词3")
    assert [each.id for each in queue.marked_entries()] == ["c0", "c2", "c3"]
    assert queue.marked_hidden() == 2
    queue.toggle(0)
    assert [each.id for each in queue.marked_entries()] == ["c0", "c2"]


def test_a_field_and_its_values_are_completed() -> None:
    suggester = FilterSuggester()
    suggester.put("doc", ["report.txt"])
    for begun, expected in (
        ("sta", "status:"),
        ("kind:nu", "kind:numeric"),
        ("five kind:nu", "five kind:numeric"),
        ("doc:rep", "doc:report.txt"),
        ("five ", None),
        ("zzz", None),
    ):
        assert asyncio.run(suggester.get_suggestion(begun)) == expected


COLUMNS = st.lists(
    st.builds(
        ListColumn,
        label=st.just("x"),
        width=st.integers(1, 12),
        share=st.integers(0, 5),
        above=st.sampled_from([0, 40, 90]),
        most=st.sampled_from([0, 14]),
    ),
    min_size=1,
    max_size=6,
)


@given(COLUMNS, st.integers(1, 200))
def test_columns_fill_the_list_exactly_or_keep_their_least_widths(
    columns: list[ListColumn], total: int
) -> None:
    found = widths(columns, total)
    shown = [width for width in found if width]
    used = len(CURSOR) + sum(shown) + GAP * max(0, len(shown) - 1)
    kept = [column for column in columns if column.above <= total]
    least = [column.width for column in kept]
    full = max(total, len(CURSOR) + sum(least) + GAP * max(0, len(least) - 1))
    if any(column.share and not column.most for column in kept):
        assert used == full
    elif any(column.share for column in kept):
        assert used <= full
    else:
        assert shown == least
    for column, width in zip(kept, shown, strict=True):
        assert column.width <= width <= (column.most or width)


class Counted:
    """Many rows, and how many of them were asked for."""

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return 100_000

    def row(self, index: int) -> Row:
        self.asked.add(index)
        return Row((f"row {index}", "中文"))


class ListApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.rows = Counted()
        self.heard: list[int | None] = []
        self.opened: list[int] = []

    def compose(self) -> ComposeResult:
        yield VirtualList((ListColumn("A", 8, share=1), ListColumn("B", 4)), self.rows)

    def on_mount(self) -> None:
        self.query_one(VirtualList).rows_changed()

    def on_virtual_list_row_highlighted(self, event: VirtualList.RowHighlighted) -> None:
        self.heard.append(event.row)

    def on_virtual_list_row_selected(self, event: VirtualList.RowSelected) -> None:
        self.opened.append(event.row)


async def test_a_long_list_asks_for_the_rows_in_sight_only() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 12)) as pilot:
        for key in ("end", "pageup", "home", "pagedown", "down", "up"):
            await pilot.press(key)
            await pilot.pause()  # so that it is drawn
        assert len(app.rows.asked) < 100
        assert 99_999 in app.rows.asked
        assert app.query_one(VirtualList).cursor == 11
        assert app.heard[:3] == [0, 99_999, 99_988]


async def test_keys_stop_at_both_ends() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("up", "pageup")
        assert app.query_one(VirtualList).cursor == 0
        await pilot.press("end", "down", "pagedown", "enter")
        assert app.query_one(VirtualList).cursor == 99_999
        await pilot.pause()
        assert app.opened == [99_999]


async def test_a_click_moves_the_cursor_and_a_double_click_opens() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("end")
        await pilot.click(VirtualList, offset=(3, 2))
        assert app.query_one(VirtualList).cursor == 99_990
        await pilot.click(VirtualList, offset=(3, 0))
        assert app.query_one(VirtualList).cursor == 99_990
        await pilot.click(VirtualList, offset=(3, 4), times=2)
        await pilot.pause()
        assert app.opened == [99_992]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("issuer:国務院", ["c1"]),
        ("since:2022", ["c2"]),
        ("since:202", ["c0", "c1", "c2", "c3", "c4"]),  # half typed
        ("until:2021-06 authority:min", ["c1"]),
        ("doc:a.txt since:2022", []),
        ("min-score:0.7", ["c0", "c1", "c2", "c3"]),
        ("min-score:0.7 top:2", ["c0", "c1"]),
        ("doc:b.txt top:1", ["c2"]),
        ("top:0", ["c0", "c1", "c2", "c3", "c4"]),
    ],
)
def test_the_filter_narrows_by_documents_scores_and_number(
    entry: Entry, text: str, expected: list[str]
) -> None:
    def document(number: int, source: str, issuer: str, dated: str) -> StoredDocument:
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        rank = Authority.MINISTRY if number == 1 else None
        return StoredDocument(
            number, source, "", ZH, "", moment, "li", issuer, dated, authority=rank
        )

    documents = [
        Attestation(document(1, "a.txt", "国务院", "2021-03-05"), frozenset({"c1"})),
        Attestation(document(2, "b.txt", "新华社", "2022"), frozenset({"c2"})),
    ]
    queue = Queue()
    entries = [entry(f"c{n}", f"词{n}", f"term {n}", score=1 - n / 10) for n in range(5)]
    queue.load(loaded(entries, documents))
    assert found(queue, text) == expected


def test_the_top_leaves_out_no_entry_that_people_decided_on_or_changed(entry: Entry) -> None:
    queue = Queue()
    entries = [entry(f"c{n}", f"词{n}", f"term {n}", score=1 - n / 10) for n in range(6)]
    entries[5] = entries[5]._replace(status=APPROVED)
    queue.load(loaded(entries, touched=["c4"]))
    assert found(queue, "top:2") == ["c0", "c1", "c4", "c5"]
    assert queue.left_out == 2
    queue.put(entries[0]._replace(status=APPROVED))
    assert ids(queue) == ["c0", "c1", "c4", "c5"]
    queue.put(entry("new", "新词", "a new term", score=0.0))
    assert ids(queue) == ["c0", "c1", "c4", "c5", "new"]
    assert found(queue, "top:2") == ["c0", "c1", "c2", "c4", "c5", "new"]  # the next one comes
    queue.sort_by(Sort.WORTH, reverse=True)
    assert ids(queue) == ["new", "c5", "c4", "c2", "c1", "c0"]
    assert found(queue, "") == ["new", "c5", "c4", "c3", "c2", "c1", "c0"]
    assert queue.left_out == 0


def test_what_options_ask_for_is_typed_as_the_filter_reads_it() -> None:
    wanted = ConceptFilter(
        0.25,
        (Kind.NUMERIC, Kind.LAW),
        DocumentFilter(
            "2021", "2022-03", ("State Council",), ("报告",), (Authority.STATE_COUNCIL,)
        ),
        top=50,
    )
    query = parse(as_typed(wanted))
    assert (query.least(), query.top()) == (0.25, 50)
    assert query.kinds() == frozenset(wanted.kinds)
    assert query.documents() == replace(wanted.documents, sources=(), issuers=("state council",))
    assert query.fields["doc"] == ("报告",)
    assert as_typed(ConceptFilter()) == ""
