"""Files for CAT tools: valid, read by others, and without what is not to be used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from contexts import context_of
from entries import AWKWARD, FULL
from lxml import etree
from texts import document
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

from align.model import Bead, Bitext, Language
from exports.exporting import Report, export_glossary
from exports.registry import GLOSSARY_FORMATS, bitext_writer
from glossary.model import Concept, ConceptStatus, Term, TermStatus, in_language
from glossary.model.attested import bare

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
GLS = "{urn:oasis:names:tc:xliff:glossary:2.0}"
CORE = "{urn:oasis:names:tc:xliff:document:2.0}"


def export(name: str, folder: Path, *concepts: Concept) -> tuple[Path, Report]:
    path = folder / f"glossary{GLOSSARY_FORMATS[name].suffix}"
    return path, export_glossary(bare(concepts), path, GLOSSARY_FORMATS[name])


def is_valid_memory(path: Path) -> bool:
    with (SCHEMAS / "tmx14.dtd").open("rb") as stream:
        return etree.DTD(stream).validate(etree.parse(path))


def awkward() -> list[Concept]:
    return [
        replace(FULL, id=text, contexts=(context_of(text, f"{text}!", text),), note=text)
        for text in AWKWARD.values()
    ]


def test_tools_get_approved_concepts_unless_told_otherwise() -> None:
    for name in ("tmx", "xliff"):
        assert GLOSSARY_FORMATS[name].statuses == {ConceptStatus.APPROVED}


def test_memories_are_valid(tmp_path: Path) -> None:
    for concepts in ([], [FULL], awkward()):
        assert is_valid_memory(export("tmx", tmp_path, *concepts)[0])


def test_the_check_of_memories_finds_what_is_wrong(tmp_path: Path) -> None:
    path, _ = export("tmx", tmp_path, FULL)
    path.write_text(path.read_text("utf-8").replace("segtype", "kind"), "utf-8")
    assert not is_valid_memory(path)


def test_translate_toolkit_reads_a_memory(tmp_path: Path) -> None:
    with export("tmx", tmp_path, FULL)[0].open("rb") as stream:
        store = tmxfile.parsefile(stream)
    assert [(unit.source, unit.target) for unit in store.units] == [
        ("落实三首政策。", "Apply 3F."),
        ("三首和“三首”", "A <3F> & 3F"),
    ]


def test_a_pair_of_sentences_stands_once_in_a_memory(tmp_path: Path) -> None:
    other = replace(FULL, id="c2", contexts=(*FULL.contexts, context_of("甲。", "A.", "c")))
    alone = replace(FULL, id="c3", contexts=FULL.contexts[1:2])
    path, report = export("tmx", tmp_path, FULL, other, alone)
    assert len(etree.parse(path).findall("body/tu")) == 3
    assert report.cut == (
        "concepts left out, no context of which has a translation: 1",
        "contexts left out, which have no translation: 3",
    )


BITEXT = Bitext(
    document(Language.ZH, "甲。", "“乙”&<丙>", "丁"),
    document(Language.EN, "A.", "B & C"),
    (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.8), Bead((2,), (), 0.1)),
)


def test_a_whole_text_makes_a_valid_memory(tmp_path: Path) -> None:
    path = tmp_path / "text.tmx"
    with path.open("wb") as stream:
        bitext_writer("tmx").write(BITEXT, stream)
    assert is_valid_memory(path)
    with path.open("rb") as stream:
        assert [unit.source for unit in tmxfile.parsefile(stream).units] == ["甲。", "“乙”&<丙>"]


def test_translate_toolkit_reads_xliff(tmp_path: Path) -> None:
    with export("xliff", tmp_path, FULL)[0].open("rb") as stream:
        store = Xliff2File.parsefile(stream)
    units = [(unit.source, unit.target) for unit in store.units if unit.source]
    assert units == [("首台套、首批次、首版次", "first sets, batches and versions")]


def test_xliff_offers_every_rendering_that_may_be_used_and_no_other(tmp_path: Path) -> None:
    root = etree.parse(export("xliff", tmp_path, FULL)[0]).getroot()
    entries = root.findall(f".//{GLS}glossEntry")
    assert [entry.findtext(f"{GLS}term") for entry in entries] == [
        "首台套、首批次、首版次",
        "三首",
    ]
    for entry in entries:
        assert [each.text for each in entry.findall(f"{GLS}translation")] == [
            "first sets, batches and versions",
            "3F",
            "three premieres",
        ]
    assert [each.get("source") for each in entries[0].findall(f"{GLS}translation[2]")] == [
        "White Paper"
    ]
    (definition,) = entries[0].findall(f"{GLS}definition")
    assert definition.text == FULL.definitions[0].text
    assert definition.get("source") == "article.txt"
    assert root.findtext(f".//{CORE}unit/{CORE}notes/{CORE}note") == FULL.note


def test_what_the_glossary_module_cannot_hold_is_left_out_and_said(tmp_path: Path) -> None:
    english = replace(FULL, id="c2", terms=in_language(FULL.terms, Language.EN))
    bare_chinese = replace(
        FULL,
        id="c3",
        terms=(FULL.terms[0], Term(Language.EN, "no", TermStatus.DEPRECATED)),
        definitions=(),
    )
    path, report = export("xliff", tmp_path, english, bare_chinese, FULL)
    assert len(list(etree.parse(path).iter(f"{CORE}unit"))) == 1
    why = "which have no Chinese term, or neither rendering nor definition of it"
    assert report.cut == (f"concepts left out, {why}: 2",)


def test_awkward_texts_make_well_formed_xliff(tmp_path: Path) -> None:
    path, _ = export("xliff", tmp_path, *awkward())
    assert len(list(etree.parse(path).iter(f"{CORE}unit"))) == len(AWKWARD)
