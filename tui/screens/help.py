"""The keys that work here, taken from the bindings themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.cells import fit, lines, literal

KEYS_WIDTH = 16


class HelpScreen(ModalScreen[None]):
    """Lists the bindings given, by who offers them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Close help")
    ]
    BINDING_GROUP_TITLE = "Help"

    def __init__(self, body: Content) -> None:
        super().__init__()
        self._body = body

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Static(literal("Keys", "bold"), classes="dialog-title", markup=False)
            with VerticalScroll(id="help-body"):
                yield Static(self._body, markup=False)
            yield Static(
                literal("escape closes; tifa review --keys tells how to change them", "dim"),
                markup=False,
            )

    def on_mount(self) -> None:
        self.query_one("#help-body").focus()

    def action_close(self) -> None:
        self.dismiss(None)


def keys_help(bindings: Iterable[ActiveBinding], display: Callable[[Binding], str]) -> Content:
    """The bindings as text: a heading for each owner, the screen first, a line for each action.

    What the footer shows comes first, what every screen of Textual has comes last.

    Args:
        display: how a binding's key is written.
    """
    groups: dict[str, dict[str, list[str]]] = {}
    everywhere = {each.action for each in Binding.make_bindings(Screen.BINDINGS)}

    def rank(active: ActiveBinding) -> tuple[bool, bool, bool]:
        binding = active.binding
        is_screen = isinstance(active.node, Screen)
        return not is_screen, binding.action in everywhere, not binding.show

    for active in sorted(bindings, key=rank):
        binding = active.binding
        if binding.system or not binding.description:
            continue
        title = active.node.BINDING_GROUP_TITLE or type(active.node).__name__
        keys = groups.setdefault(title, {}).setdefault(binding.description, [])
        keys.append(display(binding))
    parts: list[Content] = []
    for title, actions in groups.items():
        parts += [literal(""), literal(title, "bold underline")]
        parts += [
            literal(fit(", ".join(keys), KEYS_WIDTH)) + literal(f"  {description}")
            for description, keys in actions.items()
        ]
    return lines(parts[1:])
