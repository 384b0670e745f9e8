"""TBX: valid by the schema and every rule, read by others, and read from others."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from contexts import context_of, marked
from entries import AWKWARD, FULL
from lxml import etree
from schematron import failures
from translate.storage.tbx import tbxfile

from align import xml_safe
from align.errors import InputError
from align.model import Language
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS
from exports.tbx.reading import language_of, read
from exports.xml_ids import text_of_id, xml_id
from glossary.exchange.incoming import Line
from glossary.exchange.overlay import overlay
from glossary.model import (
    Concept,
    Definition,
    Relation,
    RelationKind,
    RelationStatus,
    Term,
    TermStatus,
    TermType,
    in_language,
)
from glossary.model.attested import Linked, bare
from glossary.model.conditions import condition_of

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"


def wrong(path: Path) -> list[str]:
    """What a file breaks: the schema of the core structure, or rules of TBX-Basic."""
    core = etree.RelaxNG(etree.parse(SCHEMAS / "TBXcoreStructV03.rng"))
    valid = core.validate(etree.parse(path))
    said = [] if valid else [str(core.error_log.last_error)]
    return said + failures(SCHEMAS / "TBX-Basic_DCA.sch", path)


def export(folder: Path, *concepts: Concept, name: str = "tbx") -> Path:
    path = folder / "glossary.tbx"
    export_glossary(bare(concepts), path, GLOSSARY_FORMATS[name])
    return path


def lines(text: str) -> list[Line]:
    return list(read(io.BytesIO(text.encode("utf-8"))))


def one(text: str) -> Concept:
    (line,) = lines(text)
    assert line.fault is None
    assert line.concept is not None
    return line.concept


def martif(entry: str, head: str = "") -> str:
    body = f"<termEntry id='c1'>{entry}</termEntry>"
    return f"<martif type='TBX'>{head}<text><body>{body}</body></text></martif>"


def section(language: str, term: str, more: str = "") -> str:
    return f"<langSet xml:lang='{language}'><tig><term>{term}</term>{more}</tig></langSet>"


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("basic_bad.tbx", "/definition/ may only appear at level(s): conceptEntry, langSec"),
        ("core_structure_bad.tbx", "Permitted type value(s): customerSubset"),
    ],
)
def test_the_check_finds_what_is_wrong(name: str, rule: str) -> None:
    assert any(rule in said for said in wrong(SCHEMAS / name))


def test_the_check_passes_what_is_right() -> None:
    assert wrong(SCHEMAS / "Example_Astronomy_DCA_VALID.tbx") == []


def test_a_glossary_is_valid(tmp_path: Path) -> None:
    chinese = replace(FULL, id="1 甲_x0020_", terms=in_language(FULL.terms, Language.ZH))
    mixed = replace(FULL, id="c3", terms=(*FULL.terms[2:], *FULL.terms[:2]))
    split = replace(FULL, id="c4", terms=(FULL.terms[0], *FULL.terms[2:], FULL.terms[1]))
    assert wrong(export(tmp_path, FULL, chinese, mixed, split)) == []


def test_an_empty_glossary_is_valid(tmp_path: Path) -> None:
    assert wrong(export(tmp_path)) == []


def test_awkward_texts_are_valid(tmp_path: Path) -> None:
    concepts = [
        replace(
            FULL,
            id=text or "none",
            terms=(Term(Language.EN, text, note=text, source=text),),
            contexts=(context_of(text, text, text, ((0, 2), (1, 3)), ((0, len(text)),)),),
            definitions=(Definition(Language.ZH, text, text), Definition(Language.EN, text)),
            subject=text,
            note=text,
        )
        for text in AWKWARD.values()
    ]
    assert wrong(export(tmp_path, *concepts)) == []


@pytest.mark.parametrize("name", ["tbx", "tbx2"])
def test_any_order_of_terms_and_of_what_belongs_together_comes_back(
    name: str, tmp_path: Path
) -> None:
    terms = (FULL.terms[2], FULL.terms[0], FULL.terms[3])
    only_chinese = replace(FULL, id="甲 1", terms=FULL.terms[:1])
    path = export(tmp_path, replace(FULL, terms=terms), only_chinese, name=name)
    with path.open("rb") as stream:
        first, second = (line.concept for line in read(stream))
    assert first is not None
    assert second is not None
    assert [term.text for term in first.terms] == [term.text for term in terms]
    assert second.id == "甲 1"
    for concept in (first, second):
        assert [each.text for each in concept.definitions] == [d.text for d in FULL.definitions]
        assert [c.sides for c in concept.contexts] == [
            tuple(replace(side, segments=()) for side in c.sides) for c in FULL.contexts
        ]


def test_marks_that_overlap_are_said_to_be_left_out(tmp_path: Path) -> None:
    context = context_of("现代化建设", None, "a", ((0, 3), (0, 5), (2, 4)))
    path = tmp_path / "glossary.tbx"
    concept = replace(FULL, contexts=(context,))
    report = export_glossary(bare([concept]), path, GLOSSARY_FORMATS["tbx"])
    assert report.cut == ("marks of terms in contexts left out, which overlap others: 2",)
    with path.open("rb") as stream:
        (line,) = read(stream)
    assert line.concept is not None
    assert marked(line.concept.contexts[0], Language.ZH) == ((0, 5),)


@pytest.mark.parametrize("text", ["c1", "1", "a b", "_x0020_", "甲", "a_xb", "x:y", "𠮷", "-"])
def test_any_id_is_an_xml_name_and_comes_back(text: str) -> None:
    assert text_of_id(xml_id(text)) == text
    assert xml_id(text).isascii()
    assert etree.fromstring(f"<{xml_id(text)}/>") is not None


def test_translate_toolkit_reads_version_2(tmp_path: Path) -> None:
    with export(tmp_path, FULL, name="tbx2").open("rb") as stream:
        store = tbxfile.parsefile(stream)
    store.setsourcelanguage("zh")
    store.settargetlanguage("en")
    (unit,) = store.units
    assert (unit.source, unit.target) == (
        "首台套、首批次、首版次",
        "first sets, batches and versions",
    )


def test_the_example_of_the_standard_is_read() -> None:
    with (SCHEMAS / "Example_Astronomy_DCA_VALID.tbx").open("rb") as stream:
        read_lines = list(read(stream))
    first = read_lines[0].concept
    assert first is not None
    assert first.id == ""
    assert [(term.text, term.status) for term in first.terms] == [
        ("open cluster", TermStatus.PREFERRED),
        ("galactic cluster", TermStatus.SUPERSEDED),
        ("cúmulo abierto", TermStatus.PREFERRED),
    ]
    assert first.definitions[0].text == (
        "A group of stars formed together in the spiral arms of a galaxy."
    )
    assert first.definitions[0].source == "Oxford2007"
    assert first.subject == "General"
    assert read_lines[0].ignored == (
        "partOfSpeech",
        "transactionType",
        "xGraphic",
    )
    others = [line for line in read_lines if line.concept is None]
    assert others
    assert all("no term in a language that tifa knows" in str(line.fault) for line in others)


def test_the_style_with_categories_as_elements_is_read() -> None:
    concept = one(
        "<tbx xmlns='urn:iso:std:iso:30042:ed-2' style='dct' type='TBX-Basic' xml:lang='en'"
        " xmlns:min='http://www.tbxinfo.net/ns/min' xmlns:b='http://www.tbxinfo.net/ns/basic'>"
        "<text><body><conceptEntry id='c1'><min:subjectField>trade</min:subjectField>"
        "<langSec xml:lang='en-US'><descripGrp><b:definition>A rule.</b:definition>"
        "<b:source>WTO</b:source></descripGrp><termSec><term>tariff</term>"
        "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>"
        "<b:termType>shortForm</b:termType></termSec></langSec></conceptEntry></body></text></tbx>"
    )
    assert concept.subject == "trade"
    assert concept.terms == (
        Term(Language.EN, "tariff", TermStatus.DEPRECATED, TermType.SHORT_FORM),
    )
    assert [(d.text, d.source) for d in concept.definitions] == [("A rule.", "WTO")]


def test_groups_of_version_2_are_read() -> None:
    note = "<termNote type='normativeAuthorization'>deprecatedTerm</termNote>"
    concept = one(
        martif(
            "<langSet xml:lang='zh-Hans'><ntig><termGrp><term>三首</term>"
            f"{note}</termGrp></ntig></langSet>" + section("EN_gb", "three firsts")
        )
    )
    assert concept.terms == (
        Term(Language.ZH, "三首", TermStatus.DEPRECATED),
        Term(Language.EN, "three firsts", TermStatus.PREFERRED),
    )


def test_categories_are_known_as_term_bases_spell_them() -> None:
    said = "<termNote type='Usage status'>Obsolete</termNote>"
    meant = "<descrip type='Definition'>A plan.</descrip><descrip type='Subject'>law</descrip>"
    concept = one(martif(meant.replace(">A", " xml:lang='en'>A") + section("ZH-CN", "规划", said)))
    assert [each.text for each in concept.definitions] == ["A plan."]
    assert concept.subject == "law"
    assert concept.terms == (Term(Language.ZH, "规划", TermStatus.SUPERSEDED),)


def test_a_note_that_another_program_kept_of_our_file_is_a_condition_again() -> None:
    notes = "<note>Condition: after 世界</note><note>Condition: good</note>"
    (term,) = one(martif(section("EN", "great power", notes))).terms
    assert (term.conditions, term.note) == ((condition_of("after 世界"),), "Condition: good")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh", Language.ZH),
        ("zh-CN", Language.ZH),
        ("zh_Hant_TW", Language.ZH),
        ("cmn-Hans", Language.ZH),
        ("EN-us", Language.EN),
        ("eng", Language.EN),
        ("English (US)", Language.EN),
        ("de", Language("de")),
        ("it", None),
        ("enm", None),
        (None, None),
    ],
)
def test_languages_are_known_by_any_of_their_codes(
    code: str | None, language: Language | None
) -> None:
    assert language_of(code) is language


def test_wrapped_text_of_others_is_put_on_one_line_with_its_marks() -> None:
    context = (
        "<descripGrp><descrip type='context'>Over\n\t\t1100 <hi type='entailedTerm'>open\n"
        "\t clusters</hi>\n are known. </descrip></descripGrp>"
    )
    (found,) = one(martif(section("en", "open\n  cluster", context))).contexts
    (side,) = found.sides
    assert side.text == "Over 1100 open clusters are known."
    assert side.text[slice(*side.spans[0])] == "open clusters"


def test_what_has_no_place_is_ignored_and_said() -> None:
    entry = section("en", "firm", "<termNote type='grammaticalGender'>other</termNote>") + (
        section("it", "impresa")
    )
    (line,) = lines(martif(entry))
    assert line.ignored == ("grammaticalGender", "language it")


def refusal(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    with pytest.raises(InputError) as refused:
        list(read(io.BytesIO(data)))
    assert refused.value.remedy
    return refused.value.what


def test_entities_are_refused_before_they_grow(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    bomb = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    for declared in (
        f"<!ENTITY a0 'ha'>{bomb}",
        f"<!ENTITY a9 SYSTEM '{secret.as_uri()}'>",
        f"<!ENTITY % p SYSTEM '{secret.as_uri()}'> %p;",
    ):
        text = f"<!DOCTYPE martif [{declared}]>" + martif(section("en", "&a9;"))
        assert "declares entities" in refusal(text)


def test_an_entity_of_a_definition_that_is_not_loaded_is_refused(tmp_path: Path) -> None:
    definition = tmp_path / "martif.dtd"
    definition.write_text("<!ENTITY a 'secret'>")
    text = f"<!DOCTYPE martif SYSTEM '{definition.as_uri()}'>" + martif(section("en", "&a;"))
    assert "line 1: uses the entity &a;, which is unknown" in refusal(text)


def test_another_root_is_said_with_its_line() -> None:
    assert "line 2: is no TBX: its root is <tmx>, not <tbx> or <martif>" in refusal("\n<tmx/>")


def test_a_half_written_file_is_said_with_its_line() -> None:
    assert "line 2: no well-formed XML" in refusal(martif(section("en", "a\n"))[:-20])


@pytest.mark.parametrize("data", [b"", b"\x00" * 99, b"PK\x03\x04", b"<martif>\x01"])
def test_what_is_no_xml_is_said(data: bytes) -> None:
    assert "no well-formed XML" in refusal(data)


def test_damage_that_costs_its_place_is_said_and_the_rest_imported() -> None:
    text = martif(section("zh", "共同\x0b富裕") + section("en", "common prosperity"))
    for data, told, lost in (
        (text.encode(), "1 control character left out, in line 1", True),
        (text.replace("\x0b", "").encode("gb18030"), "was read as GB 18030", False),
    ):
        line, about = read(io.BytesIO(data))
        assert line.concept is not None
        assert (about.concept, about.fault) == (None, None)
        (remark,) = about.remarks
        assert told in remark.what + remark.place
        assert remark.lost is lost


def test_deep_and_endless_entries_are_refused() -> None:
    assert "more than 256 deep" in refusal(martif("<descripGrp>" * 300))
    assert "200,000 elements" in refusal(martif("<note/>" * 200_001))


def test_ids_made_to_do_harm_are_read_as_text() -> None:
    groups = "".join(
        f"<descripGrp id='x.context-{number}.en'><descrip type='context'>a</descrip></descripGrp>"
        for number in ("9" * 5000, "1", "1")
    )
    concept = one(
        "<martif><martifHeader><p>Exported by tifa</p></martifHeader><text><body>"
        f"<termEntry id='_x999999_'>{section('en', 'a', groups)}</termEntry>"
        "</body></text></martif>"
    )
    assert concept.id == "_x999999_"
    assert len(concept.contexts) == 2


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_safe, "MOST_BYTES", 100)
    assert "larger than" in refusal(martif(section("en", "a" * 100)))


def test_any_damage_is_told_and_never_a_crash(tmp_path: Path) -> None:
    whole = export(tmp_path, FULL).read_bytes()
    random = Random(30042)
    refused: list[str] = []
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(random.randint(1, 4)):
            at = random.randrange(len(data))
            data[at : at + random.randint(0, 9)] = random.choice(whole.split(b">")) + b">"
        try:
            list(read(io.BytesIO(bytes(data))))
        except InputError as error:
            refused.append(error.what)
    assert refused
    assert all("line" in what for what in refused)


@pytest.mark.parametrize("name", ["tbx", "tbx2"])
def test_relations_are_cross_references_to_entries_of_the_file(tmp_path: Path, name: str) -> None:
    kinds = [Relation(kind, "c2") for kind in RelationKind]
    lost, denied = (
        Relation(RelationKind.BROADER, "c9"),
        Relation(RelationKind.SEE_ALSO, "c3", RelationStatus.DENIED),
    )
    first = Concept("c1", (Term(Language.ZH, "三首"),), relations=(*kinds, lost, denied))
    others = [Concept(each, (Term(Language.ZH, each),)) for each in ("c2", "c3")]
    path = tmp_path / "glossary.tbx"
    report = export_glossary(bare([first, *others]), path, GLOSSARY_FORMATS[name])
    assert "relations left out, whose other concept is not in the file: 1" in report.cut
    if name == "tbx":
        assert wrong(path) == []
    said = [each for each in etree.parse(path).iter() if xml_safe.local_name(each) == "ref"]
    assert [(each.get("target"), each.text) for each in said] == [
        ("c2", str(kind)) for kind in RelationKind
    ]


@pytest.mark.parametrize("name", ["tbx", "tbx2"])
def test_relations_come_back_and_none_is_lost_by_a_file_without_it(
    tmp_path: Path, name: str
) -> None:
    to = [Relation(RelationKind.BROADER, "b"), Relation(RelationKind.SEE_ALSO, "c")]
    first = Concept("a", (Term(Language.ZH, "三首"),), relations=tuple(to))
    others = [Concept(each, (Term(Language.ZH, each),)) for each in ("b", "c")]
    path = tmp_path / "glossary.tbx"
    export_glossary(bare([first, *others]), path, GLOSSARY_FORMATS[name])
    with path.open("rb") as stream:
        (line,) = [each for each in read(stream) if each.concept and each.concept.id == "a"]
    assert line.concept is not None
    assert line.concept.relations == first.relations
    known = replace(first, relations=(Relation(RelationKind.MEMBER_OF, "d"), to[0]))
    made = overlay(known, line.concept, line.carried, line.languages)
    assert made.relations == (*known.relations, to[1])


@pytest.mark.parametrize(
    ("said", "kind", "inverse"),
    [
        ("<ref type='crossReference' target='c2'>broader</ref>", "see also", False),
        ("<descrip type='superordinateConceptGeneric' target='c2'>x</descrip>", "broader", False),
        ("<descrip type='subordinateConceptPartitive' target='c2'>x</descrip>", "broader", True),
        (
            "<descripGrp><descrip type='relatedConcept' target='c2'/></descripGrp>",
            "see also",
            False,
        ),
        (
            "<superordinateConceptGeneric target='#c2'>x</superordinateConceptGeneric>",
            "broader",
            False,
        ),
        ("<descrip type='Look also under' target='c2'>x</descrip>", "see also", False),
    ],
)
def test_links_to_ids_that_hold_in_one_file_only_are_links_of_the_file(
    said: str, kind: str, inverse: bool
) -> None:
    (line,) = lines(martif(said + section("zh", "三首")))
    assert line.concept is not None
    assert (line.concept.relations, line.ignored) == ((), ())
    (link,) = line.links
    assert (link.target, str(link.kind), link.inverse) == ("c2", kind, inverse)


def test_a_link_may_stand_at_a_term_and_name_no_more_than_a_term() -> None:
    term = "<tig id='t1'><term>三首</term><ref type='crossReference'>五首</ref></tig>"
    (line,) = lines(martif(f"<langSet xml:lang='zh'>{term}</langSet>"))
    assert "t1" in line.names
    assert [(each.target, each.term) for each in line.links] == [("", "五首")]


@pytest.mark.parametrize("name", ["tbx", "tbx2"])
def test_what_no_person_has_set_is_told_apart_and_does_not_come_back(
    tmp_path: Path, name: str
) -> None:
    concepts = [Concept(each, (Term(Language.ZH, each),)) for each in ("a", "b")]
    proposed = Linked(Relation(RelationKind.BROADER, "b", RelationStatus.PROPOSED))
    whole = replace(bare(concepts), related=lambda concept: [proposed] if concept.id == "a" else [])
    path = tmp_path / "glossary.tbx"
    export_glossary(whole, path, GLOSSARY_FORMATS[name])
    assert name != "tbx" or wrong(path) == []
    assert "broader (proposed)" in path.read_text(encoding="utf-8")
    with path.open("rb") as stream:
        found = list(read(stream))
    assert [each.concept.relations for each in found if each.concept] == [(), ()]
    assert [(each.links, each.ignored) for each in found] == [((), ()), ((), ())]
