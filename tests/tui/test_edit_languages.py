"""The editor's fields for languages that an entry has and lacks."""

from __future__ import annotations

from desks import Actions, Plain, Start, Stored
from textual.widgets import OptionList, Static

from glossary.model import Concept
from tui.widgets.fields import Line, Paragraph


async def test_a_language_that_the_entry_lacks_gets_terms_and_a_definition(
    start: Start, five: Concept, stored: Stored
) -> None:
    async with start(five, size=(120, 50)) as desk:
        await desk.press("e", "f5")
        listed = desk.app.screen.query_one(OptionList)
        offered = [str(each.prompt) for each in listed.options]
        assert offered[0] == "French  français"
        assert [each.split()[0] for each in offered[-2:]] == ["Chinese", "English"]
        listed.highlighted = offered.index("Arabic  العربية")
        await desk.press("enter")
        assert isinstance(desk.app.screen.focused, Line)
        await desk.paste(desk.app.screen.focused, "خطة شاملة")
        desk.app.screen.query_one("#definition-ar", Paragraph).text = "خطة من خمسة أبعاد"
        await desk.press("f5")
        listed = desk.app.screen.query_one(OptionList)
        listed.highlighted = 0
        await desk.press("enter")
        await desk.write("plan global")
        labels = [
            str(each.content) for each in desk.app.screen.query(".terms-row .label").results(Static)
        ]
        assert labels == ["Chinese", "English", "French", "Arabic"], "in the order of the registry"
        await desk.press("ctrl+s")
    concept = stored("five")
    assert [(str(term.language), term.text) for term in concept.terms[3:]] == [
        ("fr", "plan global"),
        ("ar", "خطة شاملة"),
    ]
    assert [str(each.language) for each in concept.definitions] == ["en", "zh", "ar"]
    assert concept.definitions[2].text == "خطة من خمسة أبعاد"


async def test_the_editor_says_what_takes_the_place_of_a_definition(
    start: Start, five: Concept
) -> None:
    async with start(five, size=(120, 50)) as desk:
        await desk.press("e")
        desk.app.screen.query_one("#definition-zh", Paragraph).text = ""
        await desk.settle()
        assert "edited, not saved yet; there is then no Chinese definition" in desk.text


async def test_fields_of_a_language_that_stay_empty_change_nothing(
    start: Start, plain: Plain, actions: Actions
) -> None:
    async with start(plain("one", "三首", "three firsts"), size=(120, 50)) as desk:
        await desk.press("e", "f5", "enter", "f4", "ctrl+s")
        assert desk.app.screen is desk.app.screen_stack[0]
    assert actions("one") == []
