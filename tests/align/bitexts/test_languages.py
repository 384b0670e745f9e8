"""Files that hold texts in any languages, whatever their format."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import Workbook

from align.bitexts import READERS, read_bitext, read_bitexts
from align.errors import InputError
from align.languages import Language, languages
from align.model import Bitext

#: Sentences of our own writing, the same in each language.
TEXTS: Mapping[str, Sequence[str]] = {
    "zh": ("我们必须保护环境。", "教育是国家的未来。", "这些规则适用于所有企业。"),
    "en": (
        "We must protect the environment.",
        "Education is the future of the country.",
        "These rules apply to all of the enterprises.",
    ),
    "fr": (
        "Nous devons protéger l’environnement.",
        "L’éducation est l’avenir du pays.",
        "Ces règles sont valables pour toutes les entreprises.",
    ),
    "ru": (
        "Мы должны защищать окружающую среду.",
        "Образование является будущим страны.",
        "Эти правила действуют для всех предприятий.",
    ),
    "es": (
        "Debemos proteger el medio ambiente.",
        "La educación es el futuro del país.",
        "Estas reglas se aplican a todas las empresas.",
    ),
    "ar": (
        "يجب علينا حماية البيئة.",
        "التعليم هو مستقبل البلاد.",
        "تنطبق هذه القواعد على جميع الشركات.",
    ),
    "ja": (
        "私たちは環境を守らなければならない。",
        "教育は国の未来である。",
        "これらの規則はすべての企業に適用される。",
    ),
    "ko": (
        "우리는 환경을 보호해야 한다.",
        "교육은 나라의 미래이다.",
        "이 규칙은 모든 기업에 적용된다.",
    ),
    "de": (
        "Wir müssen die Umwelt schützen.",
        "Die Bildung ist die Zukunft des Landes.",
        "Diese Regeln gelten für alle Unternehmen.",
    ),
    "pt": (
        "Devemos proteger o meio ambiente.",
        "A educação é o futuro do país.",
        "Estas regras se aplicam a todas as empresas.",
    ),
}
#: How files tag them.
TAGS = {"zh": "zh-CN", "fr": "fr-FR", "pt": "pt_BR", "ar": "AR-EG", "de": "de"}
NAMES = {
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "俄语",
    "es": "Spanish (Mexico)",
    "ar": "العربية",
    "ja": "日本語",
    "ko": "한국어",
    "de": "German",
    "pt": "PT",
}
Rows = Sequence[tuple[str, ...]]


def rows(*codes: str) -> Rows:
    return list(zip(*(TEXTS[code] for code in codes), strict=True))


def tmx(codes: Sequence[str], table: Rows) -> bytes:
    units = "".join(
        "<tu>"
        + "".join(
            f'<tuv xml:lang="{TAGS.get(code, code)}"><seg>{text}</seg></tuv>'
            for code, text in zip(codes, row, strict=True)
        )
        + "</tu>"
        for row in table
    )
    return f'<tmx version="1.4"><header/><body>{units}</body></tmx>'.encode()


def xliff(codes: Sequence[str], table: Rows) -> bytes:
    one, other = (TAGS.get(code, code) for code in codes)
    units = "".join(
        f"<trans-unit id='{number}'><source>{source}</source><target>{target}</target></trans-unit>"
        for number, (source, target) in enumerate(table)
    )
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a"'
        f' source-language="{one}" target-language="{other}"><body>{units}</body></file></xliff>'
    ).encode()


def jsonl(codes: Sequence[str], table: Rows) -> bytes:
    lines = [json.dumps({"texts": dict(zip(codes, row, strict=True)), "score": 1}) for row in table]
    return "\n".join(lines).encode()


def csv(codes: Sequence[str], table: Rows) -> bytes:
    lines = [[NAMES[code] for code in codes], *table]
    return "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines).encode()


def tsv(codes: Sequence[str], table: Rows) -> bytes:
    return "\n".join("\t".join(row) for row in table).encode()


def xlsx(codes: Sequence[str], table: Rows) -> bytes:
    workbook = Workbook()
    for row in table:
        workbook.active.append([*row])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def docx(codes: Sequence[str], table: Rows) -> bytes:
    document = WordDocument()
    made = document.add_table(rows=0, cols=len(codes))
    for row in table:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


Make = Callable[[Sequence[str], Rows], bytes]
FORMATS: Mapping[str, Make] = {
    ".tmx": tmx,
    ".xlf": xliff,
    ".jsonl": jsonl,
    ".csv": csv,
    ".tsv": tsv,
    ".xlsx": xlsx,
    ".docx": docx,
}
PAIRS = ("zh fr", "zh ja", "fr zh", "de pt", "ru ar", "ko es", "ja en", "zh ko", "en ru")


def write(folder: Path, suffix: str, codes: Sequence[str], table: Rows | None = None) -> str:
    path = folder / f"text{suffix}"
    path.write_bytes(FORMATS[suffix](codes, rows(*codes) if table is None else table))
    return str(path)


def texts(bitext: Bitext) -> list[tuple[str, ...]]:
    return [
        tuple("".join(side.texts[place] for place in places) for side, places in each)
        for each in (zip(bitext.sides, bead.indices, strict=True) for bead in bitext.beads)
    ]


def held(bitexts: Sequence[Bitext]) -> list[str]:
    return [bitexts[0].source.language, *(each.target.language for each in bitexts)]


def test_every_format_and_language_is_tried() -> None:
    assert all({*FORMATS} & {*reader.suffixes} for reader in READERS)
    assert TEXTS.keys() == {code for pair in PAIRS for code in pair.split()} <= {*languages()}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("pair", PAIRS)
def test_a_file_in_any_two_languages_is_read(tmp_path: Path, suffix: str, pair: str) -> None:
    codes = pair.split()
    bitext = read_bitext(write(tmp_path, suffix, codes))
    assert bitext is not None
    order = sorted(codes, key=lambda code: code != "zh")
    assert held([bitext]) == order
    assert texts(bitext) == rows(*order)


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != ".xlf"])
def test_more_languages_are_an_original_with_several_translations(
    tmp_path: Path, suffix: str
) -> None:
    codes = ("en", "zh", "fr", "ru")
    path = write(tmp_path, suffix, codes, [*rows(*codes), ("More.", "", "", "Больше.")])
    bitexts = read_bitexts(path)
    assert bitexts is not None
    assert held(bitexts) == ["zh", "en", "fr", "ru"]
    assert all(bitext.source == bitexts[0].source for bitext in bitexts)
    assert [texts(bitext) for bitext in bitexts] == [
        [*rows("zh", "en"), ("", "More.")],
        rows("zh", "fr"),
        [*rows("zh", "ru"), ("", "Больше.")],
    ]
    with pytest.raises(InputError) as refused:
        read_bitext(path)
    said = f"{path}: holds Chinese, English, French and Russian; choose two of them"
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != ".xlf"])
def test_languages_that_are_said_choose_among_those_of_the_file(
    tmp_path: Path, suffix: str
) -> None:
    path = write(tmp_path, suffix, ("zh", "fr", "ru"))
    bitext = read_bitext(path, languages=(Language("ru"), Language("fr")))
    assert bitext is not None
    assert (held([bitext]), texts(bitext)) == (["ru", "fr"], rows("ru", "fr"))
    with pytest.raises(InputError, match=r"is in zh, fr and ru, not in Arabic"):
        read_bitext(path, languages=(Language("zh"), Language("ar")))
    with pytest.raises(InputError, match="said twice"):
        read_bitext(path, languages=(Language("zh"), Language("zh")))


def test_languages_that_are_said_name_what_does_not_tell_them(tmp_path: Path) -> None:
    short = [("Reform.", "Reforma."), ("Normal.", "Normal."), ("Total.", "Total.")]
    path = write(tmp_path, ".csv", ("en", "es"), short).replace(".csv", ".tsv")
    Path(path).write_text("\n".join(map("\t".join, short)), "utf-8")
    with pytest.raises(InputError, match=r"no units in two languages .* --languages zh,fr"):
        read_bitexts(path)
    bitext = read_bitext(path, languages=(Language("en"), Language("es")))
    assert bitext is not None
    assert (held([bitext]), texts(bitext)[0]) == (["en", "es"], ("Reform.", "Reforma."))
    made = tmx(("zh", "x-ours"), rows("zh", "fr"))
    (tmp_path / "a.tmx").write_bytes(made)
    bitext = read_bitext(str(tmp_path / "a.tmx"), languages=(Language("zh"), Language("fr")))
    assert bitext is not None
    assert texts(bitext) == rows("zh", "fr")


@pytest.mark.parametrize("suffix", [".tmx", ".xlf"])
def test_a_text_in_another_language_than_its_tag_is_refused(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, suffix, ("zh", "fr"), [*rows("zh", "es"), *rows("zh", "es")])
    with pytest.raises(InputError, match="what stands there as French looks Spanish"):
        read_bitexts(path)
    bitext = read_bitext(path, languages=(Language("zh"), Language("es")))
    assert bitext is not None
    assert held([bitext]) == ["zh", "es"]


@pytest.mark.parametrize(
    ("codes", "copied"),
    [("zh fr", "这些规则适用于所有企业。"), ("de ru", "Diese Regeln gelten für alle Unternehmen.")],
)
def test_what_was_left_in_the_original_is_no_translation(
    tmp_path: Path, codes: str, copied: str
) -> None:
    pair, said = codes.split(), list[str]()
    path = write(tmp_path, ".tmx", pair, [*rows(*pair)[:2], (TEXTS[pair[0]][2], copied)])
    bitext = read_bitext(path, said.append)
    assert bitext is not None
    assert texts(bitext)[2] == (TEXTS[pair[0]][2], "")
    assert bitext.beads[2].is_untranslated
    why = f"what stands there as {Language(pair[1]).label} is none, and is taken for not translated"
    assert said == [f"{path}: unit 3 of 3: {why}"]


def test_strays_and_empty_columns_are_no_further_language(tmp_path: Path) -> None:
    said = list[str]()
    table = [row for row in rows("zh", "fr", "ru") for _ in range(10)]
    empty = [(zh, fr, "") for zh, fr, _ in table]
    bitext = read_bitext(write(tmp_path, ".csv", ("zh", "fr", "ru"), empty))
    assert bitext is not None
    assert held([bitext]) == ["zh", "fr"]
    stray = [table[0], *empty[1:]]
    path = write(tmp_path, ".tmx", ("zh", "fr", "ru"), stray)
    bitext = read_bitext(path, said.append)
    assert bitext is not None
    assert (held([bitext]), said) == (["zh", "fr"], [f"{path}: 1 text in ru not read"])


def test_columns_in_one_language_are_not_read_beside_the_first(tmp_path: Path) -> None:
    path, said = tmp_path / "a.csv", list[str]()
    path.write_text(
        "zh,French,Français,fr-FR\n环境,un,deux,trois\n教育,quatre,cinq,six\n", encoding="utf-8"
    )
    bitext = read_bitext(str(path), said.append)
    assert bitext is not None
    assert bitext.target.texts == ("un", "quatre")
    assert said == [f"{path}: columns not read: C (Français) and D (fr-FR)"]
