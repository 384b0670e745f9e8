"""Edits under way outlive the process, and definitions are taken from the evidence."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
from contexts import context_of
from desks import Drafts, Opened, Plain, Start, Stored
from textual.widgets import OptionList

from align.errors import InputError, OutputError
from align.model import Language
from glossary.model import Concept, Origin, TermStatus
from tui.draft import Draft, TermDraft
from tui.drafts import DraftBox, KeptDraft
from tui.screens.choice import ChoiceScreen
from tui.screens.edit import EditScreen
from tui.screens.quote import QuoteScreen
from tui.widgets.fields import Line, Paragraph

EN = Language.EN


def edited(concept: Concept) -> Draft:
    draft = Draft.of(concept)
    changed = replace(draft.terms[0], text="五位一体总布局", status=TermStatus.ADMITTED)
    new = TermDraft(EN, "five-sphere plan", TermStatus.ADMITTED, conditions="in law")
    return replace(draft, terms=(changed, *draft.terms[1:], new), note="a\nb", subject="x")


def left(box: DraftBox, concept: Concept) -> list[KeptDraft]:
    """The edits of a concept that a box offers; damage is an error here."""

    def fail(error: Exception) -> None:
        raise error

    return box.left(concept.id, fail)


def of_a_crash(drafts: Drafts, concept: Concept, note: str = "mine") -> None:
    """Keep an edit as a window does that ends without a word."""
    box = drafts()
    box.keep(concept, replace(Draft.of(concept), note=note)).result()
    box.close()


def test_a_kept_edit_comes_back_as_it_was_once_its_window_has_ended(
    five: Concept, drafts: Drafts
) -> None:
    box = drafts()
    box.keep(five, edited(five)).result()
    assert left(drafts(), five) == []
    assert drafts().all_left() == []
    box.close()
    (kept,) = left(drafts(), five)
    assert (kept.base, kept.draft) == (five, edited(five))
    assert [each.base.id for each in drafts().all_left()] == [five.id]


def test_the_last_edit_is_kept_and_a_dropped_one_is_gone(five: Concept, drafts: Drafts) -> None:
    box = drafts()
    for number in range(20):
        box.keep(five, replace(Draft.of(five), note=str(number)))
    box.close()
    (kept,) = left(drafts(), five)
    assert kept.draft.note == "19"
    drafts().throw_away(kept).result()
    assert left(drafts(), five) == []
    box = drafts()
    box.keep(five, edited(five))
    box.drop(five.id)
    box.close()
    assert left(drafts(), five) == []


def test_no_window_writes_over_or_drops_what_another_has(five: Concept, drafts: Drafts) -> None:
    boxes = drafts(), drafts()
    for number, box in enumerate(boxes):
        box.keep(five, replace(Draft.of(five), note=str(number))).result()
    third = drafts()
    third.keep(five, edited(five)).result()
    third.drop(five.id).result()
    third.close()
    for box in boxes:
        box.close()
    assert [each.draft.note for each in left(drafts(), five)] == ["1", "0"]


def test_an_edit_that_was_left_is_taken_by_one_window(five: Concept, drafts: Drafts) -> None:
    of_a_crash(drafts, five)
    first, second = drafts(), drafts()
    (kept,), (same,) = left(first, five), left(second, five)
    assert first.take(kept).result() is True
    assert second.take(same).result() is False
    assert left(second, five) == []
    first.close()  # it ends, and has not stored it either
    assert [each.draft.note for each in left(second, five)] == ["mine"]


def test_a_window_that_was_killed_has_ended(five: Concept, drafts: Drafts, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import os, pathlib, sys\n"
        "from align.model import Language\n"
        "from glossary.model import Concept, Term\n"
        "from tui.draft import Draft\n"
        "from tui.drafts import DraftBox\n"
        "concept = Concept(id='five', terms=(Term(Language.ZH, '三首'),))\n"
        f"box = DraftBox(pathlib.Path({str(tmp_path / 'drafts')!r}), 'glossary')\n"
        "box.keep(concept, Draft.of(concept)).result()\n"
        "print('kept', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command: list[str | Path] = [sys.executable, program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"kept\n"
        assert left(drafts(), five) == []
        process.kill()
    assert [each.base.terms[0].text for each in left(drafts(), five)] == ["三首"]


def test_windows_that_ended_leave_nothing_but_their_edits(
    five: Concept, drafts: Drafts, tmp_path: Path
) -> None:
    of_a_crash(drafts, five)
    (tmp_path / "drafts" / "0123456789abcdef.lock").touch()  # one killed before it kept anything
    live, idle = drafts(), drafts()
    live.keep(five, edited(five)).result()
    (kept,) = live.all_left()
    live.throw_away(kept).result()
    idle.all_left()
    idle.close()
    live.drop(five.id)
    live.close()
    assert list((tmp_path / "drafts").iterdir()) == []


def test_edits_of_before_windows_had_their_own_are_offered(
    five: Concept, drafts: Drafts, tmp_path: Path
) -> None:
    of_a_crash(drafts, five)
    (path,) = (tmp_path / "drafts").glob("*.json")
    path.rename(path.with_name(f"{path.name.partition('.')[0]}.json"))
    assert [each.draft.note for each in left(drafts(), five)] == ["mine"]
    assert len(drafts().all_left()) == 1


def test_edits_of_another_glossary_are_not_offered(
    five: Concept, drafts: Drafts, tmp_path: Path
) -> None:
    of_a_crash(drafts, five)
    other = DraftBox(tmp_path / "drafts", "other")
    assert left(other, five) == []
    assert other.all_left() == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"form": 2}', b"\xff", b"{}" * 10])
def test_a_damaged_file_is_said_and_hides_no_other(
    five: Concept, plain: Plain, drafts: Drafts, tmp_path: Path, damage: bytes
) -> None:
    other = plain("other", "三首", "three firsts")
    of_a_crash(drafts, other)
    of_a_crash(drafts, five)
    path = next(p for p in (tmp_path / "drafts").glob("*.json") if "五位" in p.read_text("utf-8"))
    path.write_bytes(damage)
    of_a_crash(drafts, five, "another")
    with pytest.raises(InputError, match="no edit can be read"):
        left(drafts(), five)
    assert [each.draft.note for each in drafts().left(five.id, lambda _: None)] == ["another"]
    assert {each.base.id for each in drafts().all_left()} == {other.id, five.id}


def test_without_a_place_for_edits_that_is_said(five: Concept) -> None:
    with pytest.raises(OutputError, match="no home folder"):
        DraftBox(None, "g").keep(five, edited(five)).result()


async def test_what_a_crash_cut_short_is_offered_again_and_stored(
    start: Start, five: Concept, stored: Stored, drafts: Drafts
) -> None:
    # What ends the application here closes no editor.
    base = None
    async with start(five) as desk:
        base = stored(five.id)
        await desk.press("e")
        desk.app.screen.query_one("#note", Paragraph).text = "half a thought"
        await desk.pilot.pause()
    assert [each.draft.note for each in left(drafts(), five)] == ["half a thought"]
    async with start() as desk:
        assert any("An edit was not stored: 五位一体" in notice for notice in desk.notices)
        await desk.press("e")
        await desk.settle()
        assert isinstance(desk.app.screen, ChoiceScreen)
        assert "half a thought" in desk.text
        await desk.press("c")
        assert desk.app.screen.query_one("#note", Paragraph).text == "half a thought"
        await desk.press("ctrl+s")
    assert stored(five.id).note == "half a thought"
    assert stored(five.id).terms == base.terms
    assert left(drafts(), five) == []


async def test_an_edit_is_kept_while_somebody_types_without_a_pause(
    start: Start, five: Concept, drafts: Drafts, tmp_path: Path
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        field = desk.app.screen.query_one("#note", Paragraph)
        typed = kept = ""
        end = monotonic() + 60
        while not kept and monotonic() < end:
            typed += "x"
            field.text = typed
            await desk.pilot.pause(0.05)
            for path in (tmp_path / "drafts").glob("*.json"):
                kept = json.loads(path.read_text("utf-8"))["note"]
        assert kept
        assert typed.startswith(kept)
        assert len(typed) <= 20 or len(kept) > 1  # within a second, where the machine is free
        await desk.press("escape", "t")


async def test_the_edit_of_a_window_that_lives_is_neither_offered_nor_touched(
    start: Start, five: Concept, stored: Stored, drafts: Drafts
) -> None:
    async with start(five) as desk:
        base = stored(five.id)
        other = drafts()
        other.keep(base, replace(Draft.of(base), note="theirs")).result()
        await desk.press("e")
        await desk.settle()
        assert isinstance(desk.app.screen, EditScreen)
        desk.app.screen.query_one("#note", Paragraph).text = "mine"
        await desk.pilot.pause(0.5)
        await desk.press("escape", "t")
        other.close()
        assert [each.draft.note for each in left(drafts(), five)] == ["theirs"]


async def test_a_kept_edit_is_laid_over_what_others_changed_since(
    start: Start, five: Concept, opened: Opened, stored: Stored, drafts: Drafts
) -> None:
    async with start(five) as desk:
        await desk.settle()
    base = stored(five.id)
    of_a_crash(drafts, base)
    with opened() as glossary:
        glossary.save(replace(base, subject="theirs"), who="Bo")
    async with start() as desk:
        await desk.press("e")
        await desk.settle()
        await desk.press("c", "ctrl+s")
    assert (stored(five.id).note, stored(five.id).subject) == ("mine", "theirs")


async def test_two_windows_that_crashed_leave_two_edits_and_both_are_offered(
    start: Start, five: Concept, stored: Stored, drafts: Drafts
) -> None:
    async with start(five) as desk:
        base = stored(five.id)
        of_a_crash(drafts, base, "first")
        of_a_crash(drafts, base, "second")
        await desk.press("e")
        await desk.settle()
        assert "(1 more)" in desk.text
        assert "second" in desk.text
        await desk.press("l")
        assert "first" in desk.text
        await desk.press("c")
        assert desk.app.screen.query_one("#note", Paragraph).text == "first"
        await desk.press("ctrl+s", "e")
        await desk.settle()
        assert "second" in desk.text
        await desk.press("t", "escape")
    assert left(drafts(), five) == []
    assert stored(five.id).note == "first"


async def test_a_kept_edit_can_be_thrown_away_or_left(
    start: Start, five: Concept, stored: Stored, drafts: Drafts
) -> None:
    async with start(five) as desk:
        base = stored(five.id)
        of_a_crash(drafts, base)
        await desk.press("e")
        await desk.settle()
        await desk.press("l")
        assert not isinstance(desk.app.screen, EditScreen)
        assert len(left(drafts(), five)) == 1
        await desk.press("e")
        await desk.settle()
        await desk.press("t", "escape")
        await desk.settle()
    assert left(drafts(), five) == []
    assert stored(five.id).note == base.note


async def test_an_edit_that_was_stored_or_thrown_away_is_not_offered(
    start: Start, five: Concept, drafts: Drafts, tmp_path: Path
) -> None:
    kept = tmp_path / "drafts"
    async with start(five) as desk:
        await desk.press("e")
        desk.app.screen.query_one("#note", Paragraph).text = "kept"
        await desk.pilot.pause(0.5)
        await desk.press("escape", "t")
        await desk.settle()
        await desk.press("e")
        desk.app.screen.query_one("#note", Paragraph).text = "stored"
        await desk.press("ctrl+s")
        await desk.pilot.pause(0.5)
        await desk.press("e")
        assert isinstance(desk.app.screen, EditScreen)
    assert list(kept.iterdir()) == []


async def test_a_sentence_of_the_contexts_becomes_the_definition_with_its_source(
    start: Start, five: Concept, stored: Stored
) -> None:
    sentence = "The five-sphere integrated plan covers economic and political progress."
    context = context_of("五位一体。", sentence, "plan.txt", en_segments=(7,))
    async with start(replace(five, contexts=(context,))) as desk:
        await desk.press("e", "f9")
        assert isinstance(desk.app.screen, QuoteScreen)
        options = desk.app.screen.query_one(OptionList)
        options.highlighted = options.option_count - 1
        await desk.press("enter")
        field = desk.app.screen.query_one("#definition-en", Paragraph)
        assert field.text == sentence
        at = sentence.index("economic")
        field.selection = type(field.selection)((0, at), (0, len(sentence) - 1))
        await desk.press("ctrl+t")
        assert field.text == "economic and political progress"
        await desk.press("ctrl+s")
    first = stored(five.id).definitions[0]
    assert (first.text, first.source, first.segment) == (
        "economic and political progress",
        "plan.txt",
        7,
    )
    assert first.origin is Origin.CONTEXT


async def test_one_that_has_no_contexts_offers_none(start: Start, plain: Plain) -> None:
    async with start(plain("one", "三首", "three firsts")) as desk:
        await desk.press("e", "f9")
        assert "no contexts" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, EditScreen)
        assert desk.app.screen.query_one(Line)
