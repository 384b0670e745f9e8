"""`tifa propose`: what others found is verified and judged as our own finds are."""

from __future__ import annotations

import json
from pathlib import Path

from running import Tifa

LINES = [
    {"terms": {"zh": "新质生产力", "en": "new quality productive forces"}, "kind": "strategy"},
    {"terms": {"zh": "新质生產力"}},
    {"terms": {"zh": "走深走实"}},
    {"terms": {"zh": "新质生产力", "en": "new quality production capacity"}},
]


def written(folder: Path, *lines: object) -> Path:
    file = folder / "found.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    return file


def test_what_holds_goes_in_under_the_name_of_who_found_it(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path
) -> None:
    found = written(tmp_path, *LINES)
    done = tifa("propose", found.name, *(path.name for path in seeds), "--by", "Model X", "--json")
    assert done.returncode == 1
    assert "found.jsonl, line 2: 新质生產力 does not stand in article.zh.txt" in done.stderr
    assert "2 added, 0 extended, 0 unchanged, 0 rejected before" in done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["line"] for each in told] == [1, 2, 3, 4]
    first, bad, third, again = told
    assert "refused" in bad
    assert again["concept"] == first["concept"] != third["concept"]
    # A term scores what extraction gives it, and not more for having been proposed.
    assert third["score"] < 0.5 < first["score"]

    entry = json.loads(tifa("show", "新质生产力", "--json").stdout)
    assert (entry["status"], entry["kind"]) == ("proposed", "strategy")
    preferred = [term["text"] for term in entry["terms"] if term["status"] == "preferred"]
    assert preferred == ["新质生产力", "new quality production capacity"]
    assert "new quality productive forces" in {term["text"] for term in entry["terms"]}
    assert entry["contexts"]
    (revision,) = map(json.loads, tifa("history", "新质生产力", "--json").stdout.splitlines())
    assert (revision["who"], revision["why"]) == ("Model X", "proposed in found.jsonl")

    assert tifa("reject", "走深走实", "--reason", "no term").returncode == 0
    more = written(tmp_path, {"terms": {"zh": "走深走实"}, "document": 1})
    last = tifa("propose", more.name, "--json")
    assert last.returncode == 0
    assert json.loads(last.stdout)["status"] == "rejected"
    assert "0 added, 0 extended, 0 unchanged, 1 rejected before" in last.stderr


def test_where_nothing_holds_nothing_is_stored(tifa: Tifa, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("我们要深化改革。", encoding="utf-8")
    found = written(
        tmp_path, {"terms": {"zh": "中国梦"}}, {"terms": {"zh": "改革"}, "document": "x"}
    )
    done = tifa("propose", found.name, text.name)
    assert (done.returncode, done.stdout) == (1, "nothing to propose in found.jsonl\n")
    assert "line 2: the glossary has no document yet; give DOCUMENT" in done.stderr
    assert not (tmp_path / "glossary.sqlite").exists()
    twice = tifa("propose", "-", "-")
    assert (twice.returncode, "both FILE and a text" in twice.stderr) == (2, True)
    alone = tifa("propose", found.name)
    assert "line 1: no document is named; give DOCUMENT, or --stored NAME" in alone.stderr
