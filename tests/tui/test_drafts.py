"""Edits under way outlive the process, and definitions are taken from the evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import OptionList

from align.errors import InputError, OutputError
from align.model import Language
from glossary.model import Context, Origin, TermStatus
from tui.draft import Draft, TermDraft
from tui.drafts import DraftBox
from tui.screens.choice import ChoiceScreen
from tui.screens.edit import EditScreen
from tui.screens.quote import QuoteScreen
from tui.widgets.fields import Line, Paragraph

EN = Language.EN


def edited(concept):
    draft = Draft.of(concept)
    changed = replace(draft.terms[0], text="五位一体总布局", status=TermStatus.ADMITTED)
    new = TermDraft(EN, "five-sphere plan", TermStatus.ADMITTED)
    return replace(draft, terms=(changed, *draft.terms[1:], new), note="a\nb", subject="x")


def test_a_kept_edit_comes_back_as_it_was(five, drafts):
    box = drafts()
    box.keep(five, edited(five)).result()
    kept = drafts().kept(five.id)
    assert (kept.base, kept.draft) == (five, edited(five))
    assert [each.base.id for each in drafts().all()] == [five.id]


def test_the_last_edit_is_kept_and_a_dropped_one_is_gone(five, drafts):
    box = drafts()
    for number in range(20):
        box.keep(five, replace(Draft.of(five), note=str(number)))
    box.close()
    assert drafts().kept(five.id).draft.note == "19"
    drafts().drop(five.id).result()
    assert drafts().kept(five.id) is None


def test_edits_of_another_glossary_are_not_offered(five, drafts, tmp_path):
    drafts().keep(five, edited(five)).result()
    other = DraftBox(tmp_path / "drafts", "other")
    assert other.kept(five.id) is None
    assert list(other.all()) == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"form": 2}', b"\xff", b"{}" * 10])
def test_a_damaged_file_is_said_and_hides_no_other(five, plain, drafts, tmp_path, damage):
    other = plain("other", "三首", "three firsts")
    drafts().keep(other, Draft.of(other)).result()
    drafts().keep(five, edited(five)).result()
    path = next(p for p in (tmp_path / "drafts").iterdir() if "五位" in p.read_text("utf-8"))
    path.write_bytes(damage)
    with pytest.raises(InputError, match="no edit can be read"):
        drafts().kept(five.id)
    assert [each.base.id for each in drafts().all()] == [other.id]


def test_without_a_place_for_edits_that_is_said(five):
    with pytest.raises(OutputError, match="no home folder"):
        DraftBox(None, "g").keep(five, edited(five)).result()


async def test_what_a_crash_cut_short_is_offered_again_and_stored(start, five, stored, drafts):
    # A crash leaves what the box had written: no editor has closed it.
    base = None
    async with start(five) as desk:
        base = stored(five.id)
        await desk.press("e")
        desk.app.screen.query_one("#note", Paragraph).text = "half a thought"
        await desk.pilot.pause(0.5)
        await desk.settle()
        assert drafts().kept(five.id).draft.note == "half a thought"
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
    assert drafts().kept(five.id) is None


async def test_a_kept_edit_is_laid_over_what_others_changed_since(
    start, five, opened, stored, drafts
):
    async with start(five) as desk:
        await desk.settle()
    base = stored(five.id)
    drafts().keep(base, replace(Draft.of(base), note="mine")).result()
    with opened() as glossary:
        glossary.save(replace(base, subject="theirs"), who="Bo")
    async with start() as desk:
        await desk.press("e")
        await desk.settle()
        await desk.press("c", "ctrl+s")
    assert (stored(five.id).note, stored(five.id).subject) == ("mine", "theirs")


async def test_a_kept_edit_can_be_thrown_away_or_left(start, five, stored, drafts):
    async with start(five) as desk:
        base = stored(five.id)
        drafts().keep(base, replace(Draft.of(base), note="mine")).result()
        await desk.press("e")
        await desk.settle()
        await desk.press("l")
        assert not isinstance(desk.app.screen, EditScreen)
        assert drafts().kept(five.id) is not None
        await desk.press("e")
        await desk.settle()
        await desk.press("t", "escape")
        await desk.settle()
    assert drafts().kept(five.id) is None
    assert stored(five.id).note == base.note


async def test_an_edit_that_was_stored_or_thrown_away_is_not_offered(start, five, drafts):
    async with start(five) as desk:
        await desk.press("e")
        desk.app.screen.query_one("#note", Paragraph).text = "kept"
        await desk.pilot.pause(0.5)
        await desk.press("escape", "t")
        assert drafts().kept(five.id) is None
        await desk.press("e")
        desk.app.screen.query_one("#note", Paragraph).text = "stored"
        await desk.press("ctrl+s")
        await desk.pilot.pause(0.5)
        assert drafts().kept(five.id) is None
        await desk.press("e")
        assert isinstance(desk.app.screen, EditScreen)


async def test_a_sentence_of_the_contexts_becomes_the_definition_with_its_source(
    start, five, stored
):
    sentence = "The five-sphere integrated plan covers economic and political progress."
    context = Context("五位一体。", sentence, "plan.txt", en_segments=(7,))
    async with start(replace(five, contexts=(context,))) as desk:
        await desk.press("e", "f9")
        assert isinstance(desk.app.screen, QuoteScreen)
        options = desk.app.screen.query_one(OptionList)
        options.highlighted = options.option_count - 1
        await desk.press("enter")
        field = desk.app.screen.query_one("#definition", Paragraph)
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


async def test_one_that_has_no_contexts_offers_none(start, plain):
    async with start(plain("one", "三首", "three firsts")) as desk:
        await desk.press("e", "f9")
        assert "no contexts" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, EditScreen)
        assert desk.app.screen.query_one(Line)
