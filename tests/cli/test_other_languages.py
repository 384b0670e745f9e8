"""The commands over a Chinese text and translations into languages that are not English."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from running import Tifa

#: One text of our own writing in five languages.
TEXTS = {
    "zh": (
        "我们要坚持改革开放。",
        "中国加入了世界贸易组织。",
        "共同富裕是社会主义的本质要求。",
        "新质生产力已经在实践中形成。",
        "我们要推动共同富裕，发展新质生产力。",
        "世界贸易组织的规则必须遵守。",
        "教育是国家的根本大计。",
    ),
    "en": (
        "We must persevere in reform and opening up.",
        "China has joined the World Trade Organization.",
        "Common prosperity is an essential requirement of socialism.",
        "New quality productive forces have taken shape in practice.",
        "We must promote common prosperity and develop new quality productive forces.",
        "The rules of the World Trade Organization must be respected.",
        "Education is fundamental to a country.",
    ),
    "fr": (
        "Nous devons poursuivre la réforme et l’ouverture.",
        "La Chine a adhéré à l’Organisation mondiale du commerce.",
        "La prospérité commune est une exigence essentielle du socialisme.",
        "Les nouvelles forces productives de qualité se sont formées dans la pratique.",
        "Nous visons la prospérité commune et les nouvelles forces productives de qualité.",
        "Les règles de l’Organisation mondiale du commerce doivent être respectées.",
        "L’éducation est fondamentale pour un pays.",
    ),
    "ru": (
        "Мы должны продолжать реформы и открытость.",
        "Китай вступил во Всемирную торговую организацию.",
        "Всеобщее благосостояние является главным требованием социализма.",
        "Производительные силы нового качества уже сформировались на практике.",
        "Мы развиваем всеобщее благосостояние и производительные силы нового качества.",
        "Правила Всемирной торговой организации должны соблюдаться.",
        "Образование имеет основополагающее значение для страны.",
    ),
    "ja": (
        "私たちは改革開放を堅持しなければならない。",
        "中国は世界貿易機関に加盟した。",
        "共同富裕は社会主義の本質的な要求である。",
        "新しい質の生産力は実践の中で形成されている。",
        "私たちは共同富裕を推進し、新しい質の生産力を発展させなければならない。",
        "世界貿易機関のルールは守らなければならない。",
        "教育は国の根本である。",
    ),
}
STORY = (
    "Le capitaine alluma sa pipe et regarda la mer. Il n’y avait pas de vent ce soir-là."
    " Quelqu’un jouait du violon en bas. Personne ne bougeait. Une mouette se posa sur le"
    " bastingage. Puis ils entendirent le tonnerre.\n"
)


@pytest.fixture
def paths(tmp_path: Path) -> Mapping[str, Path]:
    found = {}
    for code, lines in TEXTS.items():
        found[code] = tmp_path / f"text.{code}.txt"
        found[code].write_text("\n\n".join(lines) + "\n", "utf-8")
    return found


@pytest.mark.parametrize("pair", ["zh fr", "ja zh", "ru fr", "en ja"])
def test_a_text_is_aligned_with_a_translation_in_any_language(
    tifa: Tifa, paths: Mapping[str, Path], pair: str
) -> None:
    first, second = pair.split()
    answer = tifa("align", paths[first], paths[second], "--format", "jsonl")
    assert answer.returncode == 0, answer.stderr
    texts = [json.loads(line)["texts"] for line in answer.stdout.splitlines()]
    assert texts == [
        {first: one, second: other} for one, other in zip(TEXTS[first], TEXTS[second], strict=True)
    ]


def test_chinese_terms_are_rendered_in_each_language_of_the_translations(
    tifa: Tifa, paths: Mapping[str, Path]
) -> None:
    order = [paths[code] for code in ("zh", "en", "fr", "ja")]
    answer = tifa("extract", *order, "--no-glossary", "--format", "jsonl")
    assert answer.returncode == 0, answer.stderr
    found = {line["terms"]["zh"]: line for line in map(json.loads, answer.stdout.splitlines())}
    terms = found["共同富裕"]["terms"]
    assert {code: text.lower() for code, text in terms.items()} == {
        "zh": "共同富裕",
        "en": "common prosperity",
        "fr": "prospérité commune",
        "ja": "共同富裕",
    }
    context = found["世界贸易组织"]["contexts"][0]
    assert {code: context[code] for code in ("zh", "en", "fr", "ja")} == {
        code: TEXTS[code][1] for code in ("zh", "en", "fr", "ja")
    }


def test_a_chinese_text_needs_no_english_translation(tifa: Tifa, paths: Mapping[str, Path]) -> None:
    answer = tifa("extract", paths["ru"], paths["zh"], "--no-glossary", "--format", "jsonl")
    assert answer.returncode == 0, answer.stderr
    terms = [json.loads(line)["terms"] for line in answer.stdout.splitlines()]
    assert {"zh": "新质生产力", "en": None, "ru": "Производительные силы нового качества"} in terms


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("zh", "en", "en"), "are both in English"),
        (("story", "zh"), "do not seem to translate each other"),
        (("zh", "story"), "do not seem to translate each other"),
        (("zh", "fr", "--languages", "zh,xx"), "'xx' is none of zh (Chinese)"),
        (("zh", "fr", "--languages", "zh,fr,ru"), "3 languages are said for 2 texts; say one for"),
        (("fr", "--languages", "zh,fr"), "2 languages are said for 1 text; say one for each"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(
    tifa: Tifa, paths: Mapping[str, Path], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, "utf-8")
    known = {**paths, "story": story}
    answer = tifa("extract", *(known.get(each, each) for each in arguments))
    assert answer.returncode not in (0, 1) or answer.stderr
    assert answer.stdout == ""
    assert said in answer.stderr


def test_a_language_that_is_said_is_taken(tifa: Tifa, paths: Mapping[str, Path]) -> None:
    answer = tifa("align", paths["zh"], paths["fr"], "--languages", "zh,es", "--format", "tsv")
    assert answer.stdout.splitlines()[0] == "score\tzh\tes"


def test_the_table_has_a_column_for_each_language(tifa: Tifa, paths: Mapping[str, Path]) -> None:
    answer = tifa("extract", paths["zh"], paths["fr"], paths["ja"], "--new", "--no-glossary")
    assert answer.returncode == 0, answer.stderr
    titles = answer.stdout.splitlines()[1].split()
    assert titles[:5] == ["#", "Chinese", "French", "Japanese", "Kind"]


def test_what_renders_a_known_term_here_is_told_in_any_language(
    tifa: Tifa, paths: Mapping[str, Path]
) -> None:
    answer = tifa("extract", paths["zh"], paths["ru"], "--known", "--format", "jsonl")
    found = map(json.loads, answer.stdout.splitlines())
    entries = {line["terms"]["zh"]: line["entry"] for line in found}
    here = [each["text"] for each in entries["新质生产力"]["here"]]
    assert [text.lower() for text in here] == ["производительные силы нового качества"]


def test_a_text_is_aligned_with_several_translations_in_one_table(
    tifa: Tifa, paths: Mapping[str, Path]
) -> None:
    codes = ("zh", "fr", "ru", "ja")
    answer = tifa("align", *(paths[code] for code in codes), "--format", "tsv")
    assert answer.returncode == 0, answer.stderr
    rows = [line.split("\t")[1:] for line in answer.stdout.splitlines()]
    assert rows == [[*codes], *map(list, zip(*(TEXTS[code] for code in codes), strict=True))]


def test_an_original_may_be_in_any_language_and_languages_may_be_said(
    tifa: Tifa, paths: Mapping[str, Path]
) -> None:
    order = ("fr", "zh", "en")
    answer = tifa(
        "align", *(paths[code] for code in order), "--languages", "fr,zh,en", "--format", "jsonl"
    )
    assert answer.returncode == 0, answer.stderr
    first = json.loads(answer.stdout.splitlines()[0])
    assert first["texts"] == {code: TEXTS[code][0] for code in order}
    assert (first["source"], first["targets"]) == ([0], {"zh": [0], "en": [0]})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("zh", "fr", "fr"), "are both in French; give translations into different languages"),
        (("zh", "fr", "story"), "are both in French; give translations into different languages"),
        (("zh", "-", "-"), "several texts are standard input"),
    ],
)
def test_translations_that_cannot_stand_beside_each_other_are_refused_in_one_line(
    tifa: Tifa, paths: Mapping[str, Path], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "story").write_text(STORY, "utf-8")
    answer = tifa("align", *(paths.get(each, each) for each in arguments), "--format", "tsv")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_the_texts_of_a_folder_are_aligned_with_all_their_translations(
    tifa: Tifa, paths: Mapping[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for code in ("zh", "fr", "ru"):
        paths[code].rename(folder / paths[code].name)
    answer = tifa("align", folder, "-o", "out", "--format", "tsv")
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr.splitlines()[-1].startswith("1 text aligned in out, 0 failed")
    assert (tmp_path / "out/text.tsv").read_text("utf-8").startswith("score\tzh\tfr\tru\n")
    answer = tifa("extract", folder, "--no-glossary", "--format", "jsonl")
    assert answer.returncode == 0, answer.stderr
    found = [json.loads(line)["terms"] for line in answer.stdout.splitlines()]
    (terms,) = (each for each in found if each["zh"] == "共同富裕")
    assert {code: text.lower() for code, text in terms.items() if text} == {
        "zh": "共同富裕",
        "fr": "prospérité commune",
        "ru": "всеобщее благосостояние",
    }


@pytest.mark.parametrize(
    ("code", "term"),
    [
        ("fr", "Organisation mondiale du commerce"),
        ("ru", "Всемирная торговая организация"),
        ("ja", "世界貿易機関"),
    ],
)
def test_terms_are_found_in_a_text_that_is_in_neither_chinese_nor_english(
    tifa: Tifa, paths: Mapping[str, Path], code: str, term: str
) -> None:
    answer = tifa("extract", paths[code], "--no-glossary", "--format", "jsonl")
    assert answer.returncode == 0, answer.stderr
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    best = [line["terms"][code] for line in found[:3]]
    assert term in best
    own = found[best.index(term)]
    assert own["frequency"] == 2
    assert own["contexts"][0][code] == TEXTS[code][1]


def test_what_the_starter_glossary_has_in_a_language_is_known_in_a_text_in_it(
    tifa: Tifa, paths: Mapping[str, Path]
) -> None:
    answer = tifa("extract", paths["fr"], "--known", "--format", "jsonl")
    found = {line["terms"]["zh"]: line for line in map(json.loads, answer.stdout.splitlines())}
    assert found["共同富裕"]["terms"]["fr"] == "prospérité commune"
    assert found["共同富裕"]["frequency"] == 2


@pytest.mark.parametrize(
    ("pair", "term", "rendering"),
    [
        ("fr en", "organisation mondiale du commerce", "world trade organization"),
        ("en ru", "common prosperity", "всеобщее благосостояние"),
        ("ja fr", "世界貿易機関", "organisation mondiale du commerce"),
    ],
)
def test_terms_of_an_original_are_rendered_where_neither_text_is_chinese(
    tifa: Tifa, paths: Mapping[str, Path], pair: str, term: str, rendering: str
) -> None:
    first, second = pair.split()
    answer = tifa("extract", paths[first], paths[second], "--no-glossary", "--format", "jsonl")
    assert answer.returncode == 0, answer.stderr
    found = [line["terms"] for line in map(json.loads, answer.stdout.splitlines())]
    told = {(each[first] or "").lower(): (each[second] or "").lower() for each in reversed(found)}
    assert told[term] == rendering


def test_an_original_without_chinese_has_several_translations(
    tifa: Tifa, paths: Mapping[str, Path]
) -> None:
    answer = tifa(
        "extract",
        *(paths[code] for code in ("en", "fr", "ru")),
        "--no-glossary",
        "--format",
        "jsonl",
    )
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    own = next(line for line in found if line["terms"]["en"] == "World Trade Organization")
    assert own["terms"]["fr"] == "Organisation mondiale du commerce"
    context = own["contexts"][0]
    assert {code: context[code] for code in ("en", "fr", "ru")} == {
        code: TEXTS[code][1] for code in ("en", "fr", "ru")
    }


def test_what_is_added_from_texts_without_chinese_comes_out_again(
    tifa: Tifa, paths: Mapping[str, Path], tmp_path: Path
) -> None:
    added = tifa("add", paths["fr"], paths["ru"])
    assert added.returncode == 0, added.stderr
    shown = tifa("show", "Organisation mondiale du commerce")
    assert shown.returncode == 0, shown.stderr
    assert "торгов" in shown.stdout
    assert TEXTS["fr"][1] in " ".join(shown.stdout.split())
    looked = json.loads(tifa("lookup", "organisation mondiale du commerce", "--json").stdout)
    assert "Organisation mondiale du commerce" in json.dumps(looked, ensure_ascii=False)
    out = tmp_path / "out.csv"
    assert tifa("export", out).returncode == 0
    assert "Organisation mondiale du commerce" in out.read_text("utf-8")
    again = tifa("add", paths["fr"], paths["ru"])
    assert " 0 added, 0 extended" in f" {again.stdout}{again.stderr}"


def test_a_chinese_text_that_comes_later_goes_to_the_entries_of_its_translation(
    tifa: Tifa, paths: Mapping[str, Path]
) -> None:
    tifa("add", paths["fr"])
    tifa("add", paths["zh"], paths["fr"])
    looked = tifa("lookup", "organisation mondiale du commerce", "--json").stdout.splitlines()
    terms = [[term["text"] for term in json.loads(line)["terms"]] for line in looked]
    assert terms == [["世界贸易组织", "Organisation mondiale du commerce"]]


def test_what_a_user_names_in_any_language_is_a_term_and_what_he_stops_is_none(
    tifa: Tifa, paths: Mapping[str, Path], tmp_path: Path
) -> None:
    names, stops = tmp_path / "names.txt", tmp_path / "stops.txt"
    names.write_text("exigences essentielles\n", "utf-8")
    stops.write_text("organisation mondiale du commerce\n", "utf-8")
    answer = tifa(
        "extract",
        paths["fr"],
        "--no-glossary",
        "--format",
        "jsonl",
        "--dictionary",
        names,
        "--stop-list",
        stops,
    )
    found = [json.loads(line)["terms"]["fr"] for line in answer.stdout.splitlines()]
    assert found[0] == "exigence essentielle"
    assert "Organisation mondiale du commerce" not in found


@pytest.mark.parametrize(
    ("text", "term", "said"),
    [
        (
            "L’éco-hameau désigne un village sans voitures. Les éco-hameaux sont rares.",
            "éco-hameaux",
            "un village sans voitures",
        ),
        (
            "Unter Hafenpacht versteht man die Miete eines Liegeplatzes. Das ist teuer.",
            "Hafenpacht",
            "die Miete eines Liegeplatzes",
        ),
        (
            "Портовая аренда — это плата за место у причала. Она растёт каждый год.",
            "портовая аренда",
            "плата за место у причала",
        ),
        (
            "Se entiende por pacto de barrio un acuerdo entre vecinos. Es poco frecuente.",
            "pacto de barrio",
            "un acuerdo entre vecinos",
        ),
        (
            "As três portas da cidade: a água, o pão e a escola. Ninguém as fecha.",
            "três portas da cidade",
            "a água, o pão e a escola",
        ),
    ],
)
def test_what_a_term_is_is_told_by_texts_in_other_languages(
    tifa: Tifa, tmp_path: Path, text: str, term: str, said: str
) -> None:
    path = tmp_path / "text.txt"
    path.write_text(text + "\n", "utf-8")
    answer = tifa("define", term, "--in", path, "--json")
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["answers"][0]["text"] == said


def test_a_judgement_is_no_definition_in_other_languages(
    tifa: Tifa, paths: Mapping[str, Path]
) -> None:
    answer = tifa("define", "prospérité commune", "--in", paths["fr"], "--no-glossary")
    assert answer.returncode == 1
    assert answer.stdout == ""


def test_where_no_signs_of_definitions_are_known_it_is_said(
    tifa: Tifa, paths: Mapping[str, Path]
) -> None:
    answer = tifa("define", "世界貿易機関", "--in", paths["ja"])
    assert answer.returncode == 1
    assert "what defines a term in Japanese is not known" in answer.stderr
