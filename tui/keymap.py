"""Which keys can be changed, and what is wrong with those that somebody wants instead."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, Keys, key_to_character

from align.errors import SettingsError
from tui.app import ReviewApp
from tui.screens.documents import DocumentsScreen
from tui.screens.edit import EditScreen
from tui.screens.finding import FindScreen
from tui.screens.over_time import OverTimeScreen
from tui.screens.reader import ReaderScreen
from tui.screens.review import ReviewScreen
from tui.widgets.fields import Line, Paragraph
from tui.widgets.key_words import KeyWordsView
from tui.widgets.page import Page
from tui.widgets.reader_view import ReaderView
from tui.widgets.term_row import TermRow
from tui.widgets.virtual_list import VirtualList

#: The screens whose keys can be changed, each with the widgets that have keys of their own there.
SCREENS: Mapping[str, tuple[type[DOMNode], ...]] = {
    "queue": (ReviewScreen, VirtualList),
    "editor": (EditScreen, TermRow, Line, Paragraph),
    "documents": (DocumentsScreen, VirtualList),
    "reader": (ReaderScreen, ReaderView),
    "finding": (FindScreen, KeyWordsView, Page),
    "use": (OverTimeScreen, Page),
}
_TYPED_IN = "editor"  # where a key that writes a character cannot do anything else
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super"})
_HELP = "tifa review --keys lists all actions with their keys"


def keymap(wanted: Mapping[str, str]) -> dict[str, str]:
    """Keys by the ids of bindings, checked.

    Args:
        wanted: for actions as "queue.approve", a key or several with commas between them.

    Raises:
        SettingsError: there is no such action or key, or the key does something else there.
    """
    made = {action: ",".join(dict.fromkeys(_keys(action, keys))) for action, keys in wanted.items()}
    for screen in dict.fromkeys(action.partition(".")[0] for action in made):
        _check(screen, made)
    return made


def listed() -> Iterator[str]:
    """The actions with our keys, as lines of the configuration."""
    for screen in SCREENS:
        yield f"[keys.{screen}]"
        for action, bindings in _own(screen).items():
            keys = json.dumps(", ".join(map(_typed, bindings)), ensure_ascii=False)
            yield f"{action.partition('.')[2]} = {keys}  # {next(iter(bindings.values()))}"
        yield ""


def _keys(action: str, keys: str) -> Iterator[str]:
    screen, _, name = action.partition(".")
    if screen not in SCREENS:
        raise SettingsError(f"keys: there is no screen {screen!r}", f"use {', '.join(SCREENS)}")
    known = {each.partition(".")[2] for each in _own(screen)}
    if name not in known:
        near = get_close_matches(name, known, 1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise SettingsError(f"keys.{screen}: there is no action {name!r}", meant + _HELP)
    for key in (each.strip() for each in keys.split(",")):
        if not _is_key(key):
            raise SettingsError(
                f"keys.{action}: there is no key {key!r}", "write them as a, A, ctrl+a, f2, comma"
            )
        (made,) = Binding.make_bindings([Binding(key, "")])
        if screen == _TYPED_IN and key_to_character(made.key):
            raise SettingsError(
                f"keys.{action}: {key} is typed into fields there",
                "use one with ctrl, or f1 to f12",
            )
        yield made.key


def _check(screen: str, made: Mapping[str, str]) -> None:
    """Refuse a key that two actions of a screen have, or one that cannot be changed."""
    fixed = dict(reversed(list(_fixed(screen))))  # the nearest of several says what a key does
    taken: dict[str, str] = {}
    for action, bindings in _own(screen).items():
        if action not in made:
            taken.update((key, action) for key in bindings)
    for action, keys in made.items():
        for key in keys.split(",") if action in _own(screen) else ():
            if key in fixed and key not in _own(screen)[action]:
                said = f"keys.{action}: {key} always means {fixed[key]} there"
                raise SettingsError(said, "choose another")
            if key in taken:
                said = f"keys.{action}: {key} is the key of {taken[key]} already"
                raise SettingsError(said, "choose another, or give that another too")
            taken[key] = action


@lru_cache
def _own(screen: str) -> Mapping[str, Mapping[str, str]]:
    """The actions of a screen whose keys can be changed: their keys, and what each does."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for binding in _bindings(SCREENS[screen]):
        if binding.id:
            found[binding.id][binding.key] = binding.description
    return found


def _fixed(screen: str) -> Iterator[tuple[str, str]]:
    """The keys that cannot be changed, and what they do."""
    yield App.COMMAND_PALETTE_BINDING, '"Commands"'
    for binding in _bindings((*SCREENS[screen], ReviewApp)):
        if not binding.id:
            yield binding.key, f'"{binding.description or binding.action}"'


def _bindings(classes: Iterable[type[DOMNode]]) -> Iterator[Binding]:
    for each in classes:
        for base in each.__mro__:
            yield from Binding.make_bindings(vars(base).get("BINDINGS", ()))


def _is_key(text: str) -> bool:
    """Whether a terminal may send it."""
    *modifiers, key = text.split("+") if len(text) > 1 else [text]
    if not key or not _MODIFIERS.issuperset(modifiers):
        return False
    if len(key) == 1:
        return key.isprintable() and not key.isspace() and not (modifiers and key.isupper())
    named = {*(each.value for each in Keys), *KEY_NAME_REPLACEMENTS.values()}
    return key in named or key_to_character(key) is not None


def _typed(key: str) -> str:
    """A key as one types it into the configuration."""
    character = key_to_character(REPLACED_KEYS.get(key, key)) or ""
    return character if character.isprintable() and character.strip(" ,") else key
