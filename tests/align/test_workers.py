"""Work on many items: the same results in the same order, whoever does it and whatever ends."""

from __future__ import annotations

import importlib.metadata
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from operator import mul
from pathlib import Path

import numpy as np
import pytest
from clusters import running

from align.cluster import connected
from align.errors import ClusterError, SettingsError
from align.processes import Processes, spare_cores
from align.workers import Workers

#: Not at once: who watches over a worker that ends as it begins does not begin another.
ENDS = "(__import__('time').sleep(0.5), __import__('os')._exit(1))"
ITEMS = ["1 + 1", "'a' * 3", "[]", "6 * 7", "None", "0"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(4) as address:  # more than end
        yield address


@pytest.fixture(params=["alone", "processes", "cluster"])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    if request.param == "cluster":
        with connected(request.getfixturevalue("address")) as cluster:
            yield cluster
    else:
        yield Processes(3 if request.param == "processes" else 1)


@pytest.fixture(params=["processes", "cluster"])
def others(request: pytest.FixtureRequest) -> Iterator[Workers]:
    """Workers that may end without this process."""
    if request.param == "cluster":
        with connected(request.getfixturevalue("address")) as cluster:
            yield cluster
    else:
        yield Processes(2)


def test_results_come_in_the_order_of_the_items(workers: Workers) -> None:
    many = ITEMS * 20
    assert [*workers.each(eval, many, str)] == [2, "aaa", [], 42, None, 0] * 20


def test_an_item_that_ends_its_worker_is_told_and_the_others_are_done(others: Workers) -> None:
    items = [*ITEMS[:2], ENDS, *ITEMS[2:]]
    made = [*others.each(eval, items, lambda item: f"lost: {item}")]
    assert made == [2, "aaa", f"lost: {ENDS}", [], 42, None, 0]


def test_what_a_worker_had_begun_is_done_elsewhere(others: Workers, tmp_path: Path) -> None:
    once = f"(p := __import__('pathlib').Path({str(tmp_path)!r}) / 'ended')"
    ends_once = f"{once} and (5 if p.exists() else (p.touch(), {ENDS}))"
    made = [*others.each(eval, [*ITEMS, ends_once, *ITEMS], lambda item: "lost")]
    assert made == [2, "aaa", [], 42, None, 0, 5, 2, "aaa", [], 42, None, 0]


def test_an_error_of_the_work_is_raised_and_ends_it(workers: Workers) -> None:
    with pytest.raises(ZeroDivisionError):
        [*workers.each(eval, [*ITEMS, "1 / 0"], str)]


@pytest.mark.filterwarnings("error::UserWarning")
def test_large_arrays_go_with_the_work(others: Workers) -> None:
    large, none = np.arange(2e6), np.zeros(0)
    made = [*others.each(partial(mul, (large, none)[0]), [1, 2, 3, 4], lambda item: none)]
    assert [each.sum() for each in made] == [large.sum() * times for times in (1, 2, 3, 4)]


def test_work_is_done_in_the_folder_of_who_asks(
    workers: Workers, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = "__import__('os').getcwd()"
    assert {*workers.each(eval, [here] * 4, str)} == {str(Path.cwd())}
    monkeypatch.chdir(tmp_path)
    with connected(address) as elsewhere:
        assert {*elsewhere.each(eval, [here] * 4, str)} == {str(tmp_path)}


def test_one_core_is_left_free_where_there_are_several() -> None:
    assert spare_cores() >= 1


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "no://where", "127.0.0.1:{port}"])
def test_a_cluster_that_does_not_answer_is_said(address: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        asked = address.format(port=closed.getsockname()[1])
        with (
            pytest.raises(ClusterError, match="no scheduler of dask answers at"),
            connected(asked, patience=1),
        ):
            pass


def test_a_cluster_without_workers_is_said() -> None:
    with (
        running(0) as address,
        pytest.raises(ClusterError, match="has no workers; begin some with"),
        connected(address, patience=5),
    ):
        pass


def test_workers_with_another_version_or_without_tifa_are_said(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import distributed.versions

    found = distributed.versions._version_cached
    monkeypatch.setattr(
        distributed.versions,
        "_version_cached",
        lambda name: "9.9" if name == "tifa-glossary" else found(name),
    )
    own = importlib.metadata.version("tifa-glossary")
    with (
        pytest.raises(ClusterError, match=rf"worker .* has tifa-glossary {own}, and this is 9\.9"),
        connected(address),
    ):
        pass


def test_workers_that_do_not_see_the_files_are_said(address: str, tmp_path: Path) -> None:
    with (
        pytest.raises(ClusterError, match=r"worker .* does not see .*/none.txt"),
        connected(address, [tmp_path / "none.txt"]),
    ):
        pass


def test_without_the_package_it_is_said_how_it_is_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(SettingsError, match=r"pip install 'tifa-glossary\[cluster\]'"),
        connected("tcp://127.0.0.1:1"),
    ):
        pass


def test_a_cluster_that_is_lost_is_said() -> None:
    until_ended = ExitStack()
    address = until_ended.enter_context(running(1))
    with until_ended, connected(address) as cluster:
        made = cluster.each(eval, ["1", "__import__('time').sleep(60)"], str)
        assert next(made) == 1
        until_ended.close()
        with pytest.raises(ClusterError, match="did not finish: the scheduler was lost"):
            next(made)
