"""Vectors kept on disk between runs: shown, cleared, limited, done without."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from running import Tifa, put_seeds

from align.encoders.cache import FILE


@pytest.fixture
def cache(environment: dict[str, str]) -> Path:
    """Where the cache of the test's user is."""
    return Path(environment["XDG_CACHE_HOME"]) / "tifa" / FILE


@pytest.fixture
def seeds(tmp_path: Path) -> tuple[Path, Path]:
    """The seed pair, Chinese first, of which no vector is cached."""
    return put_seeds(tmp_path)


def test_a_second_run_gives_the_same_and_adds_nothing(
    tifa: Tifa, seeds: tuple[Path, Path], cache: Path
) -> None:
    first = tifa("align", *seeds, "--format", "indices")
    shown = tifa("cache")
    assert re.fullmatch(
        rf"{re.escape(str(cache))}: \d+ vectors, \d\.\d MB \(at most 1024 MB\)\n", shown.stdout
    )
    second = tifa("align", *seeds, "--format", "indices")
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout == second.stdout == tifa("align", *seeds, "--format", "indices").stdout
    assert tifa("cache").stdout == shown.stdout


@pytest.mark.parametrize("command", [("align",), ("extract",), ("add",), ("demo",)])
def test_no_cache_leaves_nothing_on_disk(
    tifa: Tifa, seeds: tuple[Path, Path], cache: Path, command: tuple[str, ...]
) -> None:
    texts = () if command == ("demo",) else seeds
    assert tifa(*command, *texts, "--no-cache").returncode == 0
    assert not cache.exists()


def test_no_cache_is_known_where_words_are_aligned(tifa: Tifa, cache: Path) -> None:
    answer = tifa("align-words", "-", "--no-cache", input="农业 ||| agriculture\n")
    assert (answer.returncode, answer.stdout) == (0, "0-0\n")
    assert not cache.exists()


def test_folders_are_aligned_without_a_cache_too(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path, cache: Path
) -> None:
    for path, name in zip(seeds, ("zh", "en"), strict=True):
        (tmp_path / name).mkdir()
        path.rename(tmp_path / name / "article.txt")
    answer = tifa("align", "zh", "en", "-o", "out", "--format", "tsv", "--no-cache")
    assert answer.returncode == 0, answer.stderr
    assert not cache.exists()


def test_the_configuration_can_switch_it_off(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path, cache: Path
) -> None:
    (tmp_path / "tifa.toml").write_text("cache_megabytes = 0\n", "utf-8")
    assert tifa("align", *seeds, TIFA_CONFIG="tifa.toml").returncode == 0
    assert not cache.exists()
    assert "switched off" in tifa("cache", TIFA_CONFIG="tifa.toml").stdout


@pytest.mark.parametrize("value", ["-1", "'much'", "true", "1.5"])
def test_a_limit_that_is_no_number_of_megabytes_is_said(
    tifa: Tifa, tmp_path: Path, value: str
) -> None:
    (tmp_path / "tifa.toml").write_text(f"cache_megabytes = {value}\n", "utf-8")
    answer = tifa("cache", TIFA_CONFIG="tifa.toml")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "cache_megabytes must be a whole number" in answer.stderr
    assert answer.stderr.endswith("write cache_megabytes = 1024\n")


def test_clearing_says_what_was_freed_and_nothing_there_is_no_error(
    tifa: Tifa, seeds: tuple[Path, Path], cache: Path
) -> None:
    tifa("align", *seeds)
    assert re.fullmatch(r"\d\.\d MB freed\n", tifa("cache", "clear").stdout)
    assert list(cache.parent.iterdir()) == []
    answer = tifa("cache", "clear")
    assert (answer.returncode, answer.stdout) == (0, "nothing to clear\n")
    assert "0 vectors, 0.0 MB" in tifa("cache").stdout


def test_a_damaged_cache_is_said_in_one_line_and_begun_anew(
    tifa: Tifa, seeds: tuple[Path, Path], cache: Path
) -> None:
    expected = tifa("align", *seeds, "--no-cache").stdout
    cache.parent.mkdir(parents=True)
    cache.write_bytes(b"no database" * 1_000)
    shown = tifa("cache")
    assert (shown.returncode, len(shown.stderr.splitlines())) == (2, 1)
    answer = tifa("align", *seeds)
    assert (answer.returncode, answer.stdout) == (0, expected)
    assert len(answer.stderr.splitlines()) == 1
    assert f"{cache}: the cache of vectors was begun anew" in answer.stderr
    assert tifa("align", *seeds).stderr == ""


def test_a_cache_that_cannot_be_used_is_said_in_one_line_and_done_without(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path, cache: Path
) -> None:
    expected = tifa("align", *seeds, "--no-cache").stdout
    cache.parent.mkdir(parents=True)
    cache.symlink_to(tmp_path / "elsewhere")
    answer = tifa("align", *seeds)
    assert (answer.returncode, answer.stdout) == (0, expected)
    assert len(answer.stderr.splitlines()) == 1
    for said in (str(cache), "'tifa cache clear'", "--no-cache", "goes on without it"):
        assert said in answer.stderr
    assert not (tmp_path / "elsewhere").exists()
    shown = tifa("cache")
    assert (shown.returncode, len(shown.stderr.splitlines())) == (2, 1)
    assert tifa("cache", "clear").returncode == 0
    assert tifa("align", *seeds).stderr == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said_and_done_without(
    tifa: Tifa, seeds: tuple[Path, Path], cache: Path
) -> None:
    cache.parent.mkdir(parents=True)
    cache.parent.chmod(0o500)
    answer = tifa("align", *seeds)
    assert answer.returncode == 0
    assert "--no-cache" in answer.stderr


def test_each_subcommand_has_help(tifa: Tifa) -> None:
    assert "clear  Remove the vectors kept on disk." in tifa("cache", "--help").stdout
    assert "Remove the vectors" in tifa("cache", "clear", "--help").stdout
