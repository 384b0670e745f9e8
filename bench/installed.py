"""What an installation takes, by dependency: python -m bench.installed, in a fresh environment.

A dependency is counted with what would not be installed without it; what several need is counted
apart. Sizes are on disk, with the compiled modules that pip makes. Megabytes are 2**20 bytes.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = "tifa-glossary"
_BLOCK = 512
_LEAST = 1.0  #: megabytes of a line of its own


def name_of(text: str) -> str:
    """A distribution's name in its normal form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", text).lower()


def size(found: Distribution) -> float:
    """Megabytes on disk."""
    paths = (Path(str(found.locate_file(file))) for file in found.files or ())
    return sum(path.stat().st_blocks * _BLOCK for path in paths if path.is_file()) / 2**20


def requirements(found: Distribution) -> set[str]:
    """What it needs here, extras left out."""
    parsed = map(Requirement, found.requires or ())
    return {
        name_of(each.name)
        for each in parsed
        if each.marker is None or each.marker.evaluate({"extra": ""})
    }


def reached(graph: dict[str, set[str]], without: str = "") -> set[str]:
    """What is installed for tifa, and what would be without one of its dependencies."""
    seen: set[str] = set()
    waiting = [ROOT]
    while waiting:
        name = waiting.pop()
        if name not in seen and name != without and name in graph:
            seen.add(name)
            waiting += graph[name]
    return seen


def main() -> None:
    """Print a table in Markdown."""
    found = {name_of(each.name): each for each in distributions()}
    graph = {name: requirements(each) for name, each in found.items()}
    sizes = {name: size(each) for name, each in found.items()}
    everything = reached(graph)
    print("| package | MB | with it |\n| --- | --- | --- |")
    rows, alone = [], {ROOT}
    for name in graph[ROOT] & everything:
        own = everything - reached(graph, name)
        alone |= own
        rows.append((sum(sizes[each] for each in own), name, sorted(own - {name})))
    for total, name, brought in sorted(rows, reverse=True):
        if total >= _LEAST:
            print(f"| {name} | {total:.0f} | {', '.join(brought)} |")
    rest = sum(total for total, *_ in rows if total < _LEAST)
    print(f"| {ROOT} itself | {sizes[ROOT]:.0f} | |")
    print(f"| smaller ones | {rest:.0f} | |")
    shared = everything - alone
    print(f"| shared by several | {sum(sizes[each] for each in shared):.0f} | |")
    print(f"| **together** | **{sum(sizes[each] for each in everything):.0f}** | |")


if __name__ == "__main__":
    main()
