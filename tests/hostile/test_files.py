"""Files made to grow, to reach out of their place or to break their reader are read or refused."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import forked
import openpyxl
import pytest
from probing import Probes, require_orderly
from running import isolated, put_seeds
from word_files import archive

pytestmark = [pytest.mark.usefixtures("warm")]

SECRET = "nobody-else-may-read-this"
SECONDS, MEGABYTES = 60, 1_500
_LAUGHS = "".join(
    f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 10)
)
#: Declarations before the root element, and what then stands in a text: growth, and files fetched.
DECLARED = {
    "billion laughs": (f'<!ENTITY l0 "ha">{_LAUGHS}', "&l9;"),
    "quadratic growth": (f'<!ENTITY q "{"q" * 50_000}">', "&q;" * 5_000),
    "an entity of itself": ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
    "a file": ('<!ENTITY f SYSTEM "file://{secret}">', "&f;"),
    "a device": ('<!ENTITY f SYSTEM "file:///dev/zero">', "&f;"),
    "an address": ('<!ENTITY f SYSTEM "http://127.0.0.1:9/f">', "&f;"),
    "a declaration elsewhere": ('<!ENTITY % p SYSTEM "file://{secret}">%p;', "x"),
}
_TBX = (
    '<martif type="TBX" xml:lang="en"><martifHeader><fileDesc/></martifHeader><text><body>'
    '<termEntry id="c1"><langSet xml:lang="zh"><tig><term>三首</term></tig></langSet>'
    '<langSet xml:lang="en"><tig><term>{}</term></tig></langSet></termEntry></body></text></martif>'
)
_TMX = (
    '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>三首。</seg></tuv>'
    '<tuv xml:lang="en"><seg>{}</seg></tuv></tu></body></tmx>'
)
_XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a"'
    ' source-language="zh" target-language="en"><body><trans-unit id="1">'
    "<source>三首。</source><target>{}</target></trans-unit></body></file></xliff>"
)
_HTML = "<html><body><p>The three firsts of the State Council. {}</p></body></html>"
#: Formats in XML or like it: the root, and a file with a place for a text.
FORMATS = {
    "tbx": ("martif", _TBX),
    "tmx": ("tmx", _TMX),
    "xliff": ("xliff", _XLIFF),
    "html": ("html", _HTML),
}
_DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "{}</w:body></w:document>"
)
_PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def word(*paragraphs: str) -> bytes:
    data = io.BytesIO()
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(data)
    return data.getvalue()


def workbook(*rows: tuple[object, ...]) -> bytes:
    data = io.BytesIO()
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def with_part(data: bytes, name: str, part: bytes | str) -> bytes:
    """An archive whose part of that name is another, or is added."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts: dict[str, bytes | str] = {each: whole.read(each) for each in whole.namelist()}
    return archive({**parts, name: part})


def documents(secret: Path, length: int) -> Mapping[str, bytes]:
    """Documents by name, which ends as their format does; some say one thing `length` times."""
    sound = word("The three firsts of the State Council.", "改革")
    body = "word/document.xml"
    one_run = _DOCUMENT.format(_PARAGRAPH.format("a" * 10**7))
    loop = b"1 0 obj<</Type/Pages/Kids[1 0 R]/Count 999999999>>endobj\n" * 9
    found: dict[str, bytes] = {
        "zeros.docx": with_part(sound, body, b"\0" * 300_000_000),
        "blanks.docx": with_part(sound, body, _DOCUMENT.format(" " * 300_000_000)),
        "one long run.docx": with_part(sound, body, one_run),
        "runs without text.docx": with_part(
            sound, body, _DOCUMENT.format("<w:p>" + "<w:r/>" * 2_000_000 + "</w:p>")
        ),
        "deep tables.docx": with_part(
            sound, body, _DOCUMENT.format("<w:tbl><w:tr><w:tc>" * 20_000 + _PARAGRAPH.format("a"))
        ),
        "many parts.docx": archive({f"p{n}": b"" for n in range(20_000)}),
        "out of its place.docx": with_part(sound, "../../../../escaped.txt", b"escaped"),
        "no document.docx": archive({"a": b""}),
        "an archive.docx": archive({"word/document.xml": archive({"x": b"\0" * 10**7})}),
        "deep.html": b"<div>" * 100_000 + b"<p>The three firsts of the State Council.</p>",
        "attributes.html": b"<p " + b" ".join(b"a%d=x" % n for n in range(80_000)) + b">text</p>",
        "comments.html": b"<!-- " * 100_000,
        "tables.html": b"<table><tr><td>" * 5_000 + b"text",
        "base.html": b"<base href=file:///><link rel=import href=/etc/passwd><p>The text here.</p>",
        "lists.md": b"".join(b" " * n + b"- The item\n" for n in range(2_000)),
        "quotes.md": b">" * 20_000 + b" The text.",
        "links.md": b"[" * 50_000 + b"](" * 50_000,
        "stars.md": b"*a **a " * 20_000,
        "endless.pdf": b"%PDF-1.7\n" + loop + b"trailer<</Root<</Pages 1 0 R>>>>",
        "nothing.pdf": b"%PDF-1.7\n%%EOF",
        "noise.pdf": b"%PDF-1.4\n" + random.Random(1).randbytes(100_000),
    }
    for name, (declared, used) in DECLARED.items():
        declaration = f"<!DOCTYPE {{}} [{declared.replace('{secret}', str(secret))}]>"
        text = f"The three firsts. {used}"
        for ending, (root, form) in FORMATS.items():
            found[f"{name}.{ending}"] = (declaration.format(root) + form.format(text)).encode()
        entity = declaration.format("w:document") + _DOCUMENT.format(_PARAGRAPH.format(text))
        found[f"{name}.docx"] = with_part(sound, body, entity)
    for ending, (_, form) in FORMATS.items():
        found[f"deep.{ending}"] = form.format("<g>" * 100_000 + "text").encode()
        found[f"cut.{ending}"] = form.format("text")[:-40].encode()
        found[f"long.{ending}"] = form.format("three firsts " * length).encode()
    return found


def tables(secret: Path, length: int) -> Mapping[str, bytes]:
    """Files for the import by name; some have `length` rows."""
    sound = workbook(("Chinese", "English"), ("三首", "three firsts"))
    sheet = "xl/worksheets/sheet1.xml"
    head = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    row = '<row r="{}"><c r="A{}" t="inlineStr"><is><t>三首</t></is></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    fetches = '=WEBSERVICE("http://127.0.0.1:9")'
    far = head + row.format(1, 1) + row.format(1_048_576, 1_048_576) + "</sheetData></worksheet>"
    return {
        "zeros.xlsx": with_part(sound, sheet, b"\0" * 300_000_000),
        "far.xlsx": with_part(sound, sheet, far),
        "merged.xlsx": with_part(
            sound, sheet, far.replace("</worksheet>", f"{merged}</worksheet>")
        ),
        "a formula.xlsx": workbook(("Chinese", "English"), ("三首", fetches)),
        "entities.xlsx": with_part(
            sound, sheet, f'<!DOCTYPE w [<!ENTITY l0 "ha">{_LAUGHS}]>' + far.replace("三首", "&l9;")
        ),
        "no workbook.xlsx": archive({"a": b""}),
        "wide.csv": b"Chinese,English" + b",x" * 100_000 + b"\n" + "三首,three firsts\n".encode(),
        "an open quote.csv": 'Chinese,English\n三首,"three firsts\n'.encode() + b"x,y\n" * length,
        "quotes.csv": b"Chinese,English\n" + b'"' * 1_000_001,
        "a long cell.csv": "Chinese,English\n三首,".encode() + b"a" * 20_000_000,
        "NUL.csv": "Chinese,English\n三首,three\0firsts\n".encode(),
        "lines.jsonl": b"[" * 200_000,
        "a number.jsonl": b"1" * 100_000,
        "cells.tsv": b"Chinese\tEnglish\n" + "三首\tthree firsts\t\n".encode() * length,
        **{
            f"{name}.tbx": (
                f"<!DOCTYPE martif [{declared.replace('{secret}', str(secret))}]>"
                + FORMATS["tbx"][1].format(used)
            ).encode()
            for name, (declared, used) in DECLARED.items()
        },
    }


@pytest.fixture
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "secret.txt"
    path.write_text(SECRET, "utf-8")
    return path


@pytest.mark.hostile("documents made to break")
def test_documents(
    tmp_path: Path, secret: Path, probes: Probes, times: Callable[[int], range]
) -> None:
    for name, data in documents(secret, min(len(times(60_000)), 100_000)).items():
        try_one(("extract", name, "--format", "jsonl", "--no-cache"), name, data, tmp_path, probes)


@pytest.mark.hostile("tables made to break")
def test_tables(
    tmp_path: Path, secret: Path, probes: Probes, times: Callable[[int], range]
) -> None:
    for name, data in tables(secret, min(len(times(10_000)), 50_000)).items():
        try_one(("import", name), name, data, tmp_path, probes)


def try_one(
    arguments: tuple[str, ...], name: str, data: bytes, folder: Path, probes: Probes
) -> None:
    """Run a command on a file; it is orderly, reads nothing else and leaves nothing behind."""
    (folder / name).write_bytes(data)
    with probes.probe(name):
        answer = run(arguments, folder)
        require_orderly(answer)
        assert SECRET not in answer.out + answer.err
        assert not list(folder.parent.rglob("escaped.txt"))
        if (folder / "glossary.sqlite").exists():
            assert SECRET.encode() not in (folder / "glossary.sqlite").read_bytes()
    (folder / name).unlink()


@pytest.mark.hostile("damaged documents and tables")
def test_damage(
    tmp_path: Path, probes: Probes, times: Callable[[int], range], chance: random.Random
) -> None:
    sentence = "The three firsts of the State Council."
    sound = {
        "a.docx": word(*[sentence] * 5),
        "a.xlsx": workbook(("Chinese", "English"), *[("三首", f"firsts {n}") for n in range(20)]),
        **{f"a.{each}": form.format(sentence).encode() for each, (_, form) in FORMATS.items()},
    }
    for number in times(40):
        name = chance.choice(list(sound))
        data = bytearray(sound[name])
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = chance.randrange(len(data)) if chance.random() < 0.3 else None
        (tmp_path / name).write_bytes(data[:cut])
        read = ("import",) if name in ("a.xlsx", "a.tbx") else ("extract", "--no-cache")
        with probes.probe(f"{name}, trial {number}"):
            answer = run((*read, name), tmp_path)
            require_orderly(answer)


#: What is no file that one reads, where blanks part them.
_NO_FILES = """
/dev/zero /dev/null /dev/full /dev/urandom /proc/self/mem /proc/self/maps loop nowhere folder.txt .
/ ~ ~nobody/x article.txt/x - -- con a:b %s $HOME ../../../../../../../../../../../../missing
"""


@pytest.mark.hostile("what is no file")
def test_devices_links_and_names(tmp_path: Path, probes: Probes) -> None:
    put_seeds(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("missing")
    (tmp_path / "folder.txt").mkdir()
    for name in (*_NO_FILES.split(), "", "a" * 5_000, "x\ny", "\udcff.txt"):
        for command in ("extract", "import", "annotate"):
            with probes.probe(f"{command} {name[:40]!r}"):
                require_orderly(run((command, name), tmp_path))
    for name in ("/dev/full", "loop", "folder.txt", "/", "", "missing/x.csv", "article.txt/x.csv"):
        with probes.probe(f"export {name!r}"):
            answer = run(("export", name, "--format", "csv"), tmp_path)
            require_orderly(answer)
            assert answer.code == 2
    assert (tmp_path / "loop").is_symlink()


def run(arguments: tuple[str, ...], folder: Path) -> forked.Answer:
    """A command within bounds."""
    return forked.tifa(arguments, folder, isolated(folder), seconds=SECONDS, megabytes=MEGABYTES)
