"""What OmegaT and DeepL make of the files written for them, by their own readers."""

from __future__ import annotations

import os
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from deepl.util import convert_tsv_to_dict
from entries import AWKWARD, FULL
from programs import program
from waiting import PATIENCE

from align.model import Language
from align.normalise import normalised
from exports.exporting import export_glossary
from exports.pairs import one_line
from exports.registry import GLOSSARY_FORMATS
from glossary.model import Concept, ConceptStatus, Term
from glossary.model.attested import bare

OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
READER = Path(__file__).parents[1] / "data" / "ReadGlossary.java"
BREAKS = {f"U+{ord(each):04X}": f"a{each}b" for each in "\n\r\v\f\x1c\x1e\x7f\x85\x9b\u2028\u2029"}
TEXTS = {**AWKWARD, **BREAKS, "blanks": " \u3000a\u00a0 b ", "comment": "# a", "long": "三" * 400}


def awkward() -> list[Concept]:
    return [
        Concept(
            f"c{number}",
            (Term(Language.ZH, f"{text}首{number}"), Term(Language.EN, f"{text} first")),
            note=text,
            status=ConceptStatus.APPROVED,
        )
        for number, text in enumerate(TEXTS.values())
    ]


def export(name: str, folder: Path, *concepts: Concept) -> Path:
    path = folder / f"glossary{GLOSSARY_FORMATS[name].suffix}"
    export_glossary(bare(concepts), path, GLOSSARY_FORMATS[name])
    return path


def deepl(path: Path) -> dict[str, str]:
    """As DeepL's own library reads and checks it; it raises where it would refuse the glossary."""
    read: dict[str, str] = convert_tsv_to_dict(path.read_bytes().decode("utf-8"))
    return read


def omegat(path: Path) -> list[tuple[str, str, str]]:
    """As OmegaT's own reader has it."""
    java = program("java")
    if not OMEGAT.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("CI has no OmegaT: .ci/run installs it")
        pytest.skip("no OmegaT on this machine")
    command = [java, "-cp", str(OMEGAT), str(READER), str(path)]
    run = subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    parts = run.stdout.decode("utf-8").split("\0")[:-1]
    return list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))


def test_deepl_reads_each_chinese_term_once(tmp_path: Path) -> None:
    again = replace(FULL, id="c2")
    assert deepl(export("deepl", tmp_path, FULL, again)) == {
        "首台套、首批次、首版次": "first sets, batches and versions",
        "三首": "first sets, batches and versions",
    }


def test_deepl_refuses_nothing_that_is_written_for_it(tmp_path: Path) -> None:
    path = export("deepl", tmp_path, *awkward())
    read = deepl(path)
    assert len(read) == len(path.read_text("utf-8").split("\n")) - 1 >= len(TEXTS) - 4
    shown = {
        one_line(normalised(f"{text}首{number}")) for number, text in enumerate(TEXTS.values())
    }
    assert read.keys() <= shown
    assert read[f"{AWKWARD['formula']}首0"] == "=1+1 first"


def test_the_check_of_deepl_files_finds_what_is_wrong(tmp_path: Path) -> None:
    path = export("deepl", tmp_path, FULL)
    path.write_text(path.read_text("utf-8") * 2, "utf-8")
    with pytest.raises(ValueError, match="duplicates"):
        deepl(path)


def test_omegat_reads_every_pair_with_its_comment(tmp_path: Path) -> None:
    english = ("first sets, batches and versions", "3F", "three premieres")
    assert omegat(export("omegat", tmp_path, FULL)) == [
        (zh, en, FULL.note) for zh in ("首台套、首批次、首版次", "三首") for en in english
    ]


def test_omegat_reads_any_text_verbatim(tmp_path: Path) -> None:
    """But for the form of composed letters: it reads all as Unicode's normalisation form C."""
    assert omegat(export("omegat", tmp_path, *awkward())) == [
        tuple(
            unicodedata.normalize("NFC", one_line(part))
            for part in (normalised(f"{text}首{number}"), normalised(f"{text} first"), text)
        )
        for number, text in enumerate(TEXTS.values())
        if not text.startswith("#")
    ]
