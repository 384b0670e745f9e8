"""What align, glossary and exports offer to programs: all of it is there, and its examples run."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

import align
import exports
import glossary

PACKAGES = (align, glossary, exports)
ZH = """我们要加快发展新质生产力。
抓好科技创新、产业升级、人才培养这三个重点。
高质量发展是首要任务。
"""
EN = """We should accelerate the development of new quality productive forces.
We should do well in the three priorities: innovation in science, upgrading of industry and training of talent.
High-quality development is the first task.
"""  # noqa: E501


def offered(package: ModuleType) -> list[tuple[str, Any]]:
    return [(name, getattr(package, name)) for name in package.__all__]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_every_name_is_there_and_says_what_it_is(package: ModuleType) -> None:
    for name, thing in offered(package):
        assert inspect.getdoc(thing) or not callable(thing), name
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = package.nonsense


FUNCTIONS = {
    f"{package.__name__}.{name}": thing
    for package in PACKAGES
    for name, thing in offered(package)
    if isinstance(inspect.unwrap(thing), FunctionType)
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_an_example_that_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("speech.zh.txt").write_text(ZH, encoding="utf-8")
    Path("speech.en.txt").write_text(EN, encoding="utf-8")
    Path("draft.en.txt").write_text(EN, encoding="utf-8")
    function = inspect.unwrap(FUNCTIONS[name])
    assert run(function.__doc__ or "", name, function.__globals__) > 0


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_the_example_of_every_package_runs(package: ModuleType) -> None:
    assert run(package.__doc__ or "", package.__name__, {}) > 0


def test_the_walk_from_two_texts_to_a_workbook_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (Path(__file__).parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
    assert run(page, "docs/python.md", {}) > 20


def run(text: str, name: str, names: dict[str, Any]) -> int:
    """The number of examples in a docstring, all of which must come out as they say."""
    example = doctest.DocTestParser().get_doctest(text, dict(names), name, None, 0)
    said: list[str] = []
    failed, tried = doctest.DocTestRunner().run(example, out=said.append)
    assert not failed, "".join(said)
    return tried


def test_offering_names_imports_no_module_of_theirs() -> None:
    program = (
        "import sys, align, glossary, exports\n"
        "print([name for name in ('numpy', 'sqlalchemy', 'jieba') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
