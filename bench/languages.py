"""How well languages are told apart and their sentences found, in all that are registered.

    python -m bench.languages FOLDER [--errors N]

FOLDER holds texts in many languages: folders many-* with a file a language, a sentence a line.
Languages are identified from lines one by one and in tens. The lines are joined and split again as
in bench.segmentation, and the boundaries counted.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from align.identifying import Identified, identify
from align.languages import Language
from bench.segmentation import measure, sentences_of

_TOGETHER = 10
_SCRIPTS = {"zh": "Hans", "zh-tw": "Hant"}


def told(texts: Iterable[str], code: str) -> tuple[int, int, list[str]]:
    """How many texts with letters were told right, how many there are, and the others."""
    found = [(text, known) for text in texts if (known := identify(text)) is not None]
    wrong = [f"{known.name}: {text[:80]}" for text, known in found if not _is(known, code)]
    return len(found) - len(wrong), len(found), wrong


def _is(found: Identified, code: str) -> bool:
    is_script = found.script == _SCRIPTS.get(code, found.script)
    return found.code == code.partition("-")[0] and is_script


def report(path: Path, errors: int, show: Callable[[str], None] = print) -> None:
    """A line of figures of one text, and so many errors of each kind."""
    code, lines = path.name, sentences_of(path)
    tens = ["\n".join(lines[at : at + _TOGETHER]) for at in range(0, len(lines), _TOGETHER)]
    one, ten = told(lines, code), told(tens, code)
    language = Language(code.partition("-")[0])
    bounds, wrong = measure(lines, language)
    show(
        f"{path.parent.name:18}{code:6}{one[0]:5} of{one[1]:4}{ten[0]:5} of{ten[1]:3}"
        f"{bounds.precision:8.3f}{bounds.recall:7.3f}{bounds.f1:7.3f}"
    )
    for error in [*one[2][:errors], *ten[2][:errors], *map(str, wrong[:errors])]:
        show(f"    {error}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N of each kind")
    options = parser.parse_args(arguments)
    print(f"{'':24}{'one by one':>12}{'in tens':>11}  precision recall     F1")
    for folder in sorted(options.folder.glob("many-*")):
        for code in (folder / "langs").read_text("utf-8").split():
            report(folder / code, options.errors)


if __name__ == "__main__":
    main()
