"""Where settings come from, and what happens where there are none."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from align.errors import SettingsError
from cli.encoding import Encoding
from cli.settings import (
    Settings,
    cache_folder,
    glossary_location,
    read_settings,
    reviewer_name,
)


def raises(*_arguments: object, **_options: object) -> Path:
    raise RuntimeError("could not determine the home directory")


def is_relative(*_arguments: object, **_options: object) -> Path:
    return Path("~/.local/share/tifa")


@pytest.fixture(params=[raises, is_relative])
def homeless(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home, as platformdirs tells it in its newer and older versions."""
    answer: Callable[..., Path] = request.param
    monkeypatch.setattr(platformdirs, "user_data_path", answer)
    monkeypatch.setattr(platformdirs, "user_config_path", answer)
    monkeypatch.setattr(platformdirs, "user_cache_path", answer)
    monkeypatch.delenv("TIFA_GLOSSARY", raising=False)
    monkeypatch.delenv("TIFA_CONFIG", raising=False)


@pytest.mark.usefixtures("homeless")
def test_without_a_home_there_is_no_configuration() -> None:
    assert read_settings({}) == Settings()


@pytest.mark.usefixtures("homeless")
def test_without_a_home_a_glossary_is_asked_for() -> None:
    with pytest.raises(SettingsError, match="no home folder") as raised:
        glossary_location(None)
    assert "TIFA_GLOSSARY" in raised.value.remedy
    assert glossary_location("own.sqlite") == "own.sqlite"


@pytest.mark.usefixtures("homeless")
def test_without_a_home_the_work_goes_on_without_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cache_folder() is None
    assert Encoding().load().encode(["一"]).shape == (1, 512)
    assert list(tmp_path.iterdir()) == []


def test_a_configuration_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is a directory; check TIFA_CONFIG"):
        read_settings({"TIFA_CONFIG": str(tmp_path)})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('keys = "y"', r"keys must be tables; write \[keys.queue\]"),
        ('[keys]\nqueue = "y"', "keys must be tables"),
        ("[keys.queue]\napprove = 1", "keys.queue.approve must be text"),
    ],
)
def test_keys_are_tables_of_texts(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=said):
        read_settings({"TIFA_CONFIG": str(path)})
    path.write_text('[keys.queue]\napprove = "y"\n[keys.reader]\njoin = "ctrl+j"', "utf-8")
    wanted = {"queue.approve": "y", "reader.join": "ctrl+j"}
    assert read_settings({"TIFA_CONFIG": str(path)}).keys == wanted


@pytest.fixture
def only_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which nothing but git names the reviewer; its path and git's own file."""
    for name, value in {
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "TIFA_CONFIG": os.devnull,
        "TIFA_REVIEWER": "",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q", "."], check=True)
    return tmp_path / "gitconfig"


def test_git_may_name_the_reviewer_in_any_encoding_and_that_is_said(
    only_git: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only_git.write_bytes(b"[user]\n\tname = Jos\xe9 \x1b[31m\n")
    assert reviewer_name(None) == "Jos\ufffd \u241b[31m"
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Jos\ufffd \u241b[31m, git's user.name" in said
    assert reviewer_name("Li") == "Li"
    assert capsys.readouterr().err == ""


def test_a_repository_names_nobody(only_git: Path) -> None:
    subprocess.run(["git", "config", "--local", "user.name", "Mallory"], check=True)
    assert "Mallory" not in reviewer_name(None)
    only_git.write_text("[user]\n\tname = Li\n", "utf-8")
    assert reviewer_name(None) == "Li"


def test_no_git_of_the_current_folder_is_run(
    only_git: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = only_git.with_name("git")
    program.write_text("#!/bin/sh\necho Mallory\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    assert "Mallory" not in reviewer_name(None)


def test_a_reviewer_s_name_holds_no_controls() -> None:
    assert reviewer_name(" Li\x1b]0;x\x07\u202e\n ") == "Li\u241b]0;x\u2407\ufffd"
