"""One file that holds both languages is read as aligned pairs, whatever its format."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import Workbook

from align.bitexts import READERS, read_bitext
from align.errors import InputError
from align.model import Bead, Bitext
from align.reading import Reading

PAIRS = [
    ("改革开放。", "Reform and opening up."),
    ("“三农”<工作>", "Work on agriculture & rural areas"),
]


def tmx(pairs: list[tuple[str, str]]) -> bytes:
    units = "".join(
        f'<tu><tuv xml:lang="EN-us"><seg>{_xml(en)}</seg></tuv>'
        f'<tuv xml:lang="zh-Hans"><seg>{_xml(zh)}</seg></tuv></tu>'
        for zh, en in pairs
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">'
        f'<header srclang="en"/><body>{units}</body></tmx>'
    ).encode()


def xliff1(pairs: list[tuple[str, str]]) -> bytes:
    units = "".join(
        f'<trans-unit id="{number}"><source>{_xml(zh)}</source><target>{_xml(en)}</target>'
        "<alt-trans><target>no</target></alt-trans></trans-unit>"
        for number, (zh, en) in enumerate(pairs)
    )
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a"'
        f' source-language="zh-CN" target-language="en-GB"><body>{units}</body></file></xliff>'
    ).encode()


def xliff2(pairs: list[tuple[str, str]]) -> bytes:
    segments = "".join(
        f"<segment><source>{_xml(zh)}</source><target>{_xml(en)}</target></segment>"
        for zh, en in pairs
    )
    return (
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh"'
        f' trgLang="en"><file id="f"><unit id="u">{segments}</unit></file></xliff>'
    ).encode()


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def csv(pairs: list[tuple[str, str]]) -> bytes:
    rows = "".join(f'{number},"{zh}","{en}"\r\n' for number, (zh, en) in enumerate(pairs))
    return f"No,原文,译文\r\n{rows}".encode("gb18030")


def tsv(pairs: list[tuple[str, str]]) -> bytes:
    return "".join(f"0.9\t{en}\t{zh}\n" for zh, en in pairs).encode()


def jsonl(pairs: list[tuple[str, str]]) -> bytes:
    lines = [json.dumps({"texts": {"zh": zh, "en": en}, "score": 1}) for zh, en in pairs]
    return "\n".join(lines).encode()


def xlsx(pairs: list[tuple[str, str]]) -> bytes:
    workbook = Workbook()
    workbook.active.append(["about this workbook"])
    sheet = workbook.create_sheet("texts")
    for row in [
        ("English", "Note", "Chinese"),
        *((en, "a remark in English", zh) for zh, en in pairs),
    ]:
        sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def docx(pairs: list[tuple[str, str]]) -> bytes:
    document = WordDocument()
    document.add_paragraph("Title")
    table = document.add_table(rows=0, cols=2)
    for zh, en in pairs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = zh, en
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


Make = Callable[[list[tuple[str, str]]], bytes]
FORMATS: dict[str, tuple[str, Make]] = {
    "TMX": (".tmx", tmx),
    "XLIFF 1.2": (".xlf", xliff1),
    "XLIFF 2": (".xliff", xliff2),
    "CSV": (".csv", csv),
    "TSV": (".tsv", tsv),
    "beads": (".jsonl", jsonl),
    "workbook": (".xlsx", xlsx),
    "Word": (".docx", docx),
}


def texts(bitext: Bitext | None) -> list[tuple[str, str]]:
    assert bitext is not None
    return [
        (
            " ".join(bitext.source.texts[place] for place in bead.source),
            " ".join(bitext.target.texts[place] for place in bead.target),
        )
        for bead in bitext.beads
    ]


def read(folder: Path, suffix: str, data: bytes) -> Bitext | None:
    path = folder / f"text{suffix}"
    path.write_bytes(data)
    return read_bitext(str(path))


@pytest.fixture(params=FORMATS.values(), ids=list(FORMATS))
def form(request: pytest.FixtureRequest) -> tuple[str, Make]:
    suffix, make = request.param
    return suffix, make


def test_every_format_is_tried() -> None:
    tried = {suffix for suffix, _ in FORMATS.values()}
    assert all(tried & set(reader.suffixes) for reader in READERS)


def test_a_unit_is_a_bead_of_one_segment_a_side(form: tuple[str, Make], tmp_path: Path) -> None:
    suffix, make = form
    bitext = read(tmp_path, suffix, make(PAIRS))
    assert texts(bitext) == PAIRS
    assert bitext is not None
    assert bitext.beads == (Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0))
    assert [str(bitext.source.language), str(bitext.target.language)] == ["zh", "en"]
    for side in (bitext.source, bitext.target):
        text = side.document.text
        assert [text[each.start : each.end] for each in side.segments] == list(side.texts)
    assert bitext.source.document.source != bitext.target.document.source


def test_a_unit_without_translation_is_a_bead_of_one_side(
    form: tuple[str, Make], tmp_path: Path
) -> None:
    suffix, make = form
    bitext = read(tmp_path, suffix, make([*PAIRS, ("只有中文。", ""), PAIRS[0]]))
    assert texts(bitext) == [*PAIRS, ("只有中文。", ""), PAIRS[0]]


@pytest.mark.parametrize(
    "name", [name for name in FORMATS if name not in {"CSV", "TSV", "beads"}]
)  # half a table is a table
def test_a_half_written_file_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    suffix, make = FORMATS[name]
    data = make(PAIRS * 50)
    with pytest.raises(InputError) as refused:
        read(tmp_path, suffix, data[: len(data) // 2])
    assert str(refused.value).startswith(str(tmp_path / f"text{suffix}"))
    assert "\n" not in str(refused.value)


def test_a_word_document_in_one_language_is_a_text(tmp_path: Path) -> None:
    assert read(tmp_path, ".docx", docx([("Reform.", "Reform."), ("Opening.", "Open.")])) is None


@pytest.mark.parametrize("name", ["CSV", "TSV", "workbook"])
def test_a_table_in_one_language_is_refused(name: str, tmp_path: Path) -> None:
    suffix, make = FORMATS[name]
    table = make([("Reform.", "Reform."), ("Opening.", "Open.")])
    with pytest.raises(InputError, match="no units in two languages"):
        read(tmp_path, suffix, table)


@pytest.mark.parametrize("suffix", [reader.suffixes[0] for reader in READERS])
@pytest.mark.parametrize("data", [b"", b"\0\xff\xfe", b"PK\x03\x04", b"<", b"\xff" * 99, b"a,b"])
def test_any_bytes_are_refused_in_one_line(suffix: str, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, suffix, data)
    assert "\n" not in str(refused.value)
    assert refused.value.remedy


def test_control_characters_of_a_table_cost_their_place(tmp_path: Path) -> None:
    path, said = tmp_path / "a.tsv", list[str]()
    path.write_text("国有企业\x0b改革。\tthe state\x1eowned\x0bfirm\n共同\x1f富裕。\twe\x00ll\n")
    bitext = read_bitext(str(path), said.append)
    assert bitext is not None
    assert bitext.source.texts == ("国有企业改革。", "共同富裕。")
    assert bitext.target.texts == ("the state-owned firm", "we\ufffdll")
    assert said == [f"{path}: 1 control character in unit 2; \ufffd stands there"]
    assert not bitext.is_whole


@pytest.mark.parametrize(
    "titles",
    [
        "繁體中文,English (US)",
        "中文名称,English name",
        "Chinese (PRC),英语（美国）",
        "Source text,Target text",
        "源语言,目标语言",
    ],
)
def test_titles_in_any_words_are_no_unit(titles: str, tmp_path: Path) -> None:
    path, said = tmp_path / "a.csv", list[str]()
    path.write_text(f"sep=,\nNo,{titles},Notiz\n1,改革。,Reform.,y\n2,开放。,Opening.,x\n")
    bitext = read_bitext(str(path), said.append)
    assert bitext is not None
    assert bitext.source.texts == ("改革。", "开放。")
    assert bitext.target.texts == ("Reform.", "Opening.")
    assert said == [f"{path}: columns not read: A (No) and D (Notiz)"]


def test_a_row_that_is_longer_than_the_titles_is_said(tmp_path: Path) -> None:
    path, said = tmp_path / "a.tsv", list[str]()
    path.write_text("zh\ten\n改革。\tReform.\tmore\n开放。\tOpening.\t\t\n创新。\n")
    assert read_bitext(str(path), said.append) is not None
    assert said == [f"{path}: rows 2 and 4: not 2 cells, look whether all was read"]


@pytest.mark.parametrize("suffix", [".tmx", ".xlf"])
def test_entities_are_refused(suffix: str, tmp_path: Path) -> None:
    root = {".tmx": "tmx", ".xlf": "xliff"}[suffix]
    bomb = f'<!DOCTYPE {root} [<!ENTITY a SYSTEM "file:///etc/hostname">]><{root}>&a;</{root}>'
    with pytest.raises(InputError, match="entities"):
        read(tmp_path, suffix, bomb.encode())


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_archives_that_unpack_to_too_much_are_refused(suffix: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(9):
            archive.writestr(f"xl/{part}.xml", b" " * (64 * 2**20))
    with pytest.raises(InputError, match="unpacks to"):
        read(tmp_path, suffix, stream.getvalue())


def test_inline_codes_are_no_text(tmp_path: Path) -> None:
    data = tmx([("甲", "A")]).replace(
        b"<seg>A</seg>",
        b'<seg>A <bpt i="1">&lt;b></bpt><hi>bold</hi><ept i="1">&lt;/b></ept>.</seg>',
    )
    assert texts(read(tmp_path, ".tmx", data)) == [("甲", "A bold.")]
    data = xliff2([("甲", "A")]).replace(
        b"<target>A</target>", b'<target>A <pc id="1">bold</pc><ph id="2"/>.</target>'
    )
    assert texts(read(tmp_path, ".xlf", data)) == [("甲", "A bold.")]


def test_segments_that_a_tool_made_of_a_unit_are_kept(tmp_path: Path) -> None:
    data = xliff1([("甲。乙。", "x")]).replace(
        b"<target>x</target>",
        '<seg-source><mrk mtype="seg" mid="1">甲。</mrk><mrk mtype="seg" mid="2">乙。</mrk>'
        '</seg-source><target><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk>'
        "</target>".encode(),
    )
    assert texts(read(tmp_path, ".sdlxliff", data)) == [("甲。", "A."), ("乙。", "B.")]


def test_languages_that_are_not_known_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is in zh and tlh, not in two languages that are known"):
        read(tmp_path, ".xlf", xliff2(PAIRS).replace(b'"en"', b'"tlh"'))
    with pytest.raises(InputError, match=r"2 texts in tlh not read\); .*--languages zh,fr"):
        read(tmp_path, ".tmx", tmx(PAIRS).replace(b"zh-Hans", b"tlh"))


def test_a_word_document_with_a_small_table_stays_a_text(tmp_path: Path) -> None:
    document = WordDocument(io.BytesIO(docx(PAIRS[:1])))
    document.add_paragraph("A long English text about something else. " * 20)
    document.save(str(tmp_path / "a.docx"))
    assert read_bitext(str(tmp_path / "a.docx")) is None


def test_one_file_takes_the_place_of_a_pair_without_an_encoder(
    form: tuple[str, Make], tmp_path: Path
) -> None:
    suffix, make = form
    path = tmp_path / f"text{suffix}"
    path.write_bytes(make(PAIRS))
    reading = Reading(pytest.fail, lambda text: None)
    bitext = reading.read(str(path), None, lambda stage, done, total: None)
    assert isinstance(bitext, Bitext)
    assert texts(bitext) == PAIRS


def test_corrected_beads_take_the_place_of_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "text.tmx"
    path.write_bytes(tmx(PAIRS))
    beads = (Bead((0, 1), (0, 1), 1.0),)
    reading = Reading(pytest.fail, lambda text: None, lambda one, two: beads)
    bitext = reading.read(str(path), None, lambda stage, done, total: None)
    assert isinstance(bitext, Bitext)
    assert bitext.beads == beads


def test_a_file_that_holds_both_is_not_one_of_two(tmp_path: Path) -> None:
    path = tmp_path / "text.tmx"
    path.write_bytes(tmx(PAIRS))
    reading = Reading(pytest.fail, lambda text: None)
    with pytest.raises(InputError, match="holds both languages"):
        reading.read(str(path), str(path), lambda stage, done, total: None)


_SDL = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
    ' xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file original="a"'
    ' source-language="zh-CN" target-language="en-GB"><body><trans-unit id="6f1c">'
    '<source>{zh}</source><seg-source><mrk mtype="seg" mid="7">{zh}</mrk></seg-source>'
    '<target><mrk mtype="seg" mid="7">{en}</mrk></target>{sdl}'
    "</trans-unit></body></file></xliff>"
)
_SDL_PART = '<sdl:seg-defs><sdl:seg id="7" conf="Translated"/></sdl:seg-defs>'
_PARTS = (
    '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en">'
    '<file id="f"><unit id="u1">{parts}</unit></file></xliff>'
)
_PART = "<segment{id}><source>{zh}</source><target>{en}</target></segment>"


def _filled(template: str, **values: str) -> bytes:
    return template.format(zh="改革开放。", en="Reform and opening up.", **values).encode()


@pytest.mark.parametrize(
    ("name", "data", "called"),
    [
        ("a.sdlxliff", _filled(_SDL, sdl=_SDL_PART), ["segment 7"]),
        ("a.xlf", _filled(_SDL, sdl=""), ["segment 6f1c/7"]),
        ("a.mqxliff", xliff1(PAIRS), ["segment 0", "segment 1"]),
        (
            "b.xlf",
            _PARTS.format(parts=_filled(_PART, id=' id="s2"').decode() * 2).encode(),
            ["segment u1/s2"] * 2,
        ),
        ("c.xlf", _PARTS.format(parts=_filled(_PART, id="").decode()).encode(), ["segment u1"]),
        ("a.tmx", tmx(PAIRS), ["unit 1", "unit 2"]),
        ("b.tmx", tmx(PAIRS[:1]).replace(b"<tu>", b'<tu tuid="x-1">'), ["segment x-1"]),
        ("a.csv", "zh,en\n改革。,Reform.\n开放。,Opening.\n".encode(), ["row 2", "row 3"]),
    ],
)
def test_a_segment_is_called_what_the_program_of_the_file_shows(
    tmp_path: Path, name: str, data: bytes, called: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    bitext = read_bitext(str(path))
    assert bitext is not None
    assert [[each.name for each in side.segments] for side in bitext.sides] == [called, called]
