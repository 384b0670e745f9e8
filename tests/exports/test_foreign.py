"""Glossaries of others that are only read: TBX-Min, MultiTerm XML, TMX of terms, OmegaT."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from align.errors import InputError
from align.model import CHINESE_ENGLISH, Language
from exports import omegat_rows, tmx_terms
from exports.exporting import export_glossary
from exports.registry import (
    GLOSSARY_FORMATS,
    READABLE_FORMATS,
    read_glossary,
    readable_format,
    readable_suffixes,
)
from exports.sniffing import format_of_file
from exports.tbx.reading import read
from glossary.exchange.incoming import Line
from glossary.model import Concept, Term, TermStatus
from glossary.model.attested import bare

ZH, EN = CHINESE_ENGLISH


def lines(text: str, encoding: str = "utf-8") -> list[Line]:
    return list(read(io.BytesIO(text.encode(encoding))))


def one(text: str, encoding: str = "utf-8") -> Concept:
    (line,) = lines(text, encoding)
    assert line.fault is None
    assert line.concept is not None
    return line.concept


def minimal(*, entry: str = "entry", section: str = "langGroup", term: str = "termGroup") -> str:
    """TBX-Min, whose elements changed their names over its versions."""
    return f"""<?xml version='1.0' encoding="UTF-8"?>
    <TBX dialect="TBX-Min">
      <header><id>x</id><languages source="zh-CN" target="en-US"/></header>
      <body><{entry} id="C7">
        <subjectField>industry</subjectField>
        <{section} xml:lang="zh-CN"><{term}><term>三首</term></{term}></{section}>
        <{section} xml:lang="en-US">
          <{term}><term>three firsts</term><termStatus>preferred</termStatus>
            <note>since 2021</note><partOfSpeech>noun</partOfSpeech></{term}>
          <{term}><term>three first</term><termStatus>notRecommended</termStatus></{term}>
        </{section}>
      </{entry}></body>
    </TBX>"""


MULTITERM = """<?xml version="1.0" encoding="UTF-16"?>
<mtf><conceptGrp>
  <concept>12</concept><system type="entryClass">0</system>
  <transacGrp><transac type="origination">li</transac><date>2024-05-27T11:28:48</date></transacGrp>
  <descripGrp><descrip type="Subject">industry</descrip></descripGrp>
  <languageGrp><language type="Chinese (PRC)" lang="ZH-CN"/>
    <termGrp><term>三首</term>
      <descripGrp><descrip type="Definition">首台套、首批次、首版次</descrip>
        <descripGrp><descrip type="Source">国资委</descrip></descripGrp></descripGrp>
    </termGrp>
  </languageGrp>
  <languageGrp><language type="English"/>
    <termGrp><term>three firsts</term>
      <descripGrp><descrip type="Context">They buy the three firsts.</descrip></descripGrp>
    </termGrp>
    <termGrp><term>three first</term>
      <descripGrp><descrip type="Status">forbidden</descrip></descripGrp></termGrp>
  </languageGrp>
</conceptGrp></mtf>"""


@pytest.mark.parametrize(
    "names",
    [
        {},
        {"entry": "conceptEntry"},
        {"entry": "termEntry", "section": "langSet", "term": "tig"},
    ],
)
def test_tbx_min_of_any_version_is_read(names: dict[str, str]) -> None:
    concept = one(minimal(**names))
    assert concept.id == ""
    assert concept.subject == "industry"
    assert concept.terms == (
        Term(ZH, "三首", TermStatus.PREFERRED),
        Term(EN, "three firsts", TermStatus.PREFERRED, note="since 2021"),
        Term(EN, "three first", TermStatus.DEPRECATED),
    )


def test_multiterm_xml_is_read_with_the_sources_of_its_definitions() -> None:
    concept = one(MULTITERM, "utf-16")
    assert [(term.language, term.text, term.status) for term in concept.terms] == [
        (ZH, "三首", TermStatus.PREFERRED),
        (EN, "three firsts", TermStatus.PREFERRED),
        (EN, "three first", TermStatus.DEPRECATED),
    ]
    (definition,) = concept.definitions
    assert (definition.text, definition.source) == ("首台套、首批次、首版次", "国资委")
    assert concept.subject == "industry"
    assert [context.text(Language.EN) for context in concept.contexts] == [
        "They buy the three firsts."
    ]


def test_what_multiterm_says_for_itself_alone_is_not_told() -> None:
    (line,) = lines(MULTITERM, "utf-16")
    assert line.ignored == ("origination",)


def test_an_entry_in_other_languages_is_named() -> None:
    (line,) = lines(MULTITERM.replace("Chinese (PRC)", "Dutch").replace("ZH-CN", "NL"), "utf-16")
    assert line.concept is not None
    (line,) = lines(
        MULTITERM.replace('lang="ZH-CN"', 'lang="NL"').replace('type="English"', 'type="Italian"'),
        "utf-16",
    )
    assert "no term in a language that tifa knows (its languages: Italian, NL)" in str(line.fault)


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.xml", MULTITERM.encode("utf-16"), "multiterm"),
        ("a.mtf", MULTITERM.encode("utf-16"), "multiterm"),
        ("a.xml", minimal().encode(), "tbx"),
        ("a.tbxm", minimal().encode(), "tbx"),
        ("a.xml", b"<martif type='TBX'><text/></martif>", "tbx2"),
        ("a.tbx", b"<martif type='TBX'><text/></martif>", "tbx"),
        ("-", MULTITERM.encode("utf-16"), "multiterm"),
        ("a.tmx", b"<tmx version='1.4'><body/></tmx>", "tmx"),
    ],
)
def test_the_format_is_told_by_the_ending_or_else_by_the_root(
    name: str, content: bytes, form: str
) -> None:
    stream = io.BytesIO(content)
    assert format_of_file(Path(name), stream) is READABLE_FORMATS[form]
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xml", b"<html/>", "the format cannot be told"),
        ("a.tbx", MULTITERM.encode("utf-16"), "is no TBX v3 .* looks like MultiTerm XML"),
        ("a.csv", MULTITERM.encode("utf-16"), "is no CSV, and looks like MultiTerm XML"),
        ("a.xlsx", b"zh,en\n", "is no Excel workbook, and looks like CSV"),
        ("a.odt", b"PK", "no format has this extension"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_refused(
    name: str, content: bytes, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        format_of_file(Path(name), io.BytesIO(content))


def test_every_ending_that_is_named_is_read() -> None:
    assert {readable_format(Path(f"a{suffix}")).reads for suffix in readable_suffixes()} == {True}


def memory(*units: str) -> bytes:
    head = "<?xml version='1.0'?><tmx version='1.4'><header srclang='zh'/><body>"
    return f"{head}{''.join(f'<tu>{unit}</tu>' for unit in units)}</body></tmx>".encode()


def variant(code: str, segment: str) -> str:
    return f"<tuv xml:lang='{code}'><seg>{segment}</seg></tuv>"


def units(*units: str) -> list[Line]:
    return list(tmx_terms.read(io.BytesIO(memory(*units))))


TERM = variant("zh-CN", "三首") + variant("EN-US", "three firsts")
SENTENCE = variant("zh", "我们要坚持改革开放，走共同富裕的道路。") + variant("en", "We go on.")


def test_the_units_of_a_memory_of_terms_are_entries() -> None:
    (line,) = units(f"<note>since 2021</note>{TERM}{variant('en-GB', 'the three firsts')}")
    assert line.concept is not None
    assert line.concept.note == "since 2021"
    assert line.concept.terms == (
        Term(ZH, "三首", TermStatus.PREFERRED),
        Term(EN, "three firsts", TermStatus.PREFERRED),
        Term(EN, "the three firsts", TermStatus.ADMITTED),
    )


def test_a_term_of_a_memory_holds_no_codes_and_no_line_ends() -> None:
    coded = variant("zh", "五位\n一体") + variant(
        "en", "<bpt i='1'>&lt;b></bpt>five<ept i='1'/> in"
    )
    (line,) = units(coded)
    assert line.concept is not None
    assert [term.text for term in line.concept.terms] == ["五位一体", "five in"]


def test_a_sentence_among_terms_is_named_by_its_line() -> None:
    first, second, _ = units(TERM, SENTENCE, TERM)
    assert first.fault is None
    assert "line 1: is a sentence, not a term: 我们要坚持改革开放" in str(second.fault)


def test_a_memory_of_sentences_is_no_list_of_terms() -> None:
    with pytest.raises(InputError, match="is a memory of sentences, not of terms") as caught:
        units(SENTENCE, SENTENCE, TERM)
    assert "tifa add" in caught.value.remedy


def test_other_languages_of_a_unit_are_told() -> None:
    (line,) = units(TERM + variant("it", "tre primi"))
    assert line.ignored == ("language it",)
    (line,) = units(variant("it", "tre primi"))
    assert "has no term in a language that tifa knows" in str(line.fault)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("chinese_first", [True, False])
def test_an_omegat_glossary_is_read_in_either_direction(encoding: str, chinese_first: bool) -> None:
    pairs = [("三首", 'the "three firsts"'), ("乡村振兴", "rural vitalization; rural revival")]
    rows = "".join("\t".join(pair if chinese_first else pair[::-1]) + "\tnote\n" for pair in pairs)
    stream = io.BytesIO(f"# Glossary\n{rows}# comment\n".encode(encoding))
    read = [line for line in omegat_rows.read(stream) if line.concept is not None]
    terms = [tuple(term.text for term in line.concept.terms) for line in read if line.concept]
    assert terms == pairs
    assert {line.concept.note for line in read if line.concept} == {"note"}


def test_what_is_written_for_omegat_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "glossary.utf8"
    terms = (Term(ZH, "“三首”", TermStatus.PREFERRED), Term(EN, 'three "firsts"'))
    export_glossary(bare([Concept("c1", terms)]), path, GLOSSARY_FORMATS["omegat"])
    with path.open("rb") as stream:
        form = format_of_file(path, stream)
        (line,) = read_glossary(form, stream)
    assert form is READABLE_FORMATS["omegat"]
    assert line.concept is not None
    assert [term.text for term in line.concept.terms] == ["“三首”", 'three "firsts"']
