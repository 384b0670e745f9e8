"""Names that a package offers from its modules, each imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def offered(package: str, where: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package (PEP 562) that offers names without importing their modules.

    Args:
        package: its name.
        where: for each name its place, as "module:name".
    """

    def get(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, _, own = where[name].partition(":")
        return getattr(import_module(module), own)

    return get
