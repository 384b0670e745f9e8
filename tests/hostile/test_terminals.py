"""No text of a document, a file's name or a setting commands the terminal of who works with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from probing import Probes
from running import isolated, put_seeds
from terminals import shown_by

pytestmark = pytest.mark.hostile("controls on a terminal")

#: A title for the window, a colour in one character, another direction, lines that are no lines.
EVIL = "\x1b]0;owned\x07\x9b31m\u202e\x85\u2028\u206e"
#: What Rich sends by right: colours, places on the line, the cursor shown and hidden.
_RICH = re.compile(r"\x1b\[(?:[0-9;]*[mAK]|\?25[hl]|2K|1A)")
_COMMANDS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]"
)
TEXT, TABLE, STORE = f"evil{EVIL}.txt", f"t{EVIL}.csv", f"g{EVIL}.sqlite"

READERS: Sequence[tuple[str, ...]] = (
    *(("export", "-", "--format", form) for form in ("tbx", "csv", "tsv", "jsonl", "md", "tmx")),
    *(("export", f"o{EVIL}.{ending}") for ending in ("csv", "xlsx", "tbx", "pages")),
    ("export", f"no folder{EVIL}/o.csv"),
    ("lookup", "three firsts"),
    ("lookup", "three firsts", "--json"),
    ("lookup", f"nothing {EVIL}"),
    ("define", "三首", "--in", TEXT),
    ("define", f"nothing {EVIL}"),
    ("show", "三首"),
    ("show", "三首", "--json"),
    ("history",),
    ("history", "--json"),
    ("stats",),
    ("stats", "--json"),
    ("documents",),
    ("documents", "--json"),
    ("documents", "1", "--json"),
    ("annotate", TEXT),
    ("annotate", TEXT, "--format", "json"),
    ("annotate", TEXT, "--format", "html"),
    ("extract", TEXT),
    ("extract", TEXT, "--format", "jsonl"),
    ("check", "article.zh.txt", TEXT, "--force"),
    ("align", "article.zh.txt", TEXT, "--force", "--format", "tsv"),
    ("duplicates",),
    ("backup", f"b{EVIL}.sqlite"),
    ("describe", "1", "--title", f"title {EVIL}"),
    ("approve", f"x{EVIL}"),
    (f"no{EVIL}such",),
    ("lookup", f"--no{EVIL}such"),
    ("import", TABLE, "--dry-run"),
    ("import", f"missing{EVIL}"),
    ("lookup", "x", "--glossary", f"postgresql://u{EVIL}@[/x"),
    ("demo", f"d{EVIL}"),
)


@pytest.mark.usefixtures("warm")
def test_nothing_but_colours_reaches_a_terminal(tmp_path: Path, probes: Probes) -> None:
    environment = isolated(tmp_path) | {
        "TIFA_REVIEWER": f"who{EVIL}",
        "TIFA_GLOSSARY": str(tmp_path / STORE),
        "XDG_CACHE_HOME": str(tmp_path / f"cache{EVIL}"),
    }
    put_seeds(tmp_path)
    line = f"The {EVIL}three firsts{EVIL}: the first set, the first batch and the first version.\n"
    (tmp_path / TEXT).write_text(line * 3, "utf-8")
    table = (
        f"Chinese,English,Note\n三首,three firsts,n{EVIL}\n新质{EVIL}生产力,new {EVIL}forces,x\n"
    )
    (tmp_path / TABLE).write_text(table, "utf-8")
    for arguments in (("import", TABLE), ("add", TEXT), *READERS, ("cache",)):
        with probes.probe(" ".join(arguments[:2])):
            _, shown = shown_by(arguments, tmp_path, environment)
            assert shown
            assert "Traceback" not in shown
            assert _COMMANDS.findall(_RICH.sub("", shown)) == []
