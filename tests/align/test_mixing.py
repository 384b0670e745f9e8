"""How much of a text is in other languages than its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import InputError
from align.languages import Language
from align.mixing import foreign_share
from align.reading import read_text

#: Sentences of our own writing that say the same.
LINES = {
    "zh": "我们必须保护环境，教育是国家的未来。",
    "en": "We must protect the environment, and education is the future of the country.",
    "fr": "Nous devons protéger l’environnement, et l’éducation est l’avenir de notre pays.",
    "ru": "Мы должны защищать окружающую среду, а образование является будущим страны.",
    "ar": "يجب علينا حماية البيئة والتعليم هو مستقبل البلاد.",
    "ja": "私たちは環境を守らなければならず、教育は国の未来である。",
    "ko": "우리는 환경을 보호해야 하며 교육은 나라의 미래이다.",
    "de": "Wir müssen die Umwelt schützen, und die Bildung ist die Zukunft des Landes.",
}


def test_the_share_of_the_other_language_among_sentences_is_told() -> None:
    zh = ["各地要建设海绵城市，推动高质量发展。", "好。"] * 3
    en = ["All regions must build sponge cities and develop well.", "Yes."] * 3
    assert foreign_share(zh, Language.ZH) == (0.0, "")
    assert foreign_share(zh, Language.EN) == (1.0, "Chinese")
    assert foreign_share(zh + en, Language.ZH) == (0.5, "English")
    assert foreign_share([], Language.ZH) == (0.0, "")


def test_names_in_the_other_language_do_not_make_a_sentence_foreign() -> None:
    zh = ["世界贸易组织（World Trade Organization，简称WTO）举行会议。"]
    assert foreign_share(zh, Language.ZH) == (0.0, "")


@pytest.mark.parametrize(
    "pair", ["zh fr", "zh ja", "ja zh", "ko en", "ru en", "ar fr", "de en", "fr de"]
)
def test_other_languages_are_told_by_script_or_words(pair: str) -> None:
    own, other = pair.split()
    text = [LINES[own]] * 3 + [LINES[other]]
    assert foreign_share(text, Language(own)) == (0.25, Language(other).label)
    assert foreign_share([LINES[own]] * 3, Language(own)) == (0.0, "")


def test_names_and_headings_in_another_language_mix_nothing() -> None:
    french = [LINES["fr"], "Xinhua", "习近平", "The People’s Daily", LINES["fr"]]
    assert foreign_share(french, Language("fr")) == (0.0, "")


def written(folder: Path, *lines: str) -> str:
    path = folder / "a.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("pair", ["zh ru", "fr zh", "de en", "ja en", "ar fr"])
def test_a_file_of_two_languages_is_refused_in_one_line(tmp_path: Path, pair: str) -> None:
    own, other = pair.split()
    path = written(tmp_path, *[LINES[own], LINES[other]] * 6)
    with pytest.raises(InputError) as caught:
        read_text(path, pre_split=False, tell=pytest.fail, any_language=True)
    said = str(caught.value)
    assert said.startswith(f"{path}: about 50% of its sentences are in ")
    assert said.endswith("; give the two languages in files of their own")
    assert all(Language(code).label in said for code in (own, other))


@pytest.mark.parametrize(
    ("share", "language"), [(0.2, None), (0.5, Language("fr"))], ids=["a part", "its language said"]
)
def test_a_part_in_another_language_is_said_and_so_are_both_where_the_language_is_given(
    tmp_path: Path, share: float, language: Language | None
) -> None:
    foreign = round(10 * share)
    path = written(tmp_path, *[LINES["fr"]] * (10 - foreign), *[LINES["de"]] * foreign)
    said: list[str] = []
    text = read_text(path, pre_split=False, tell=said.append, language=language, any_language=True)
    assert text.language == "fr"
    (line,) = said
    assert line.startswith(f"{path}: about {share:.0%} of its sentences are in German, and it is")


def test_a_sentence_that_quotes_is_no_second_language(tmp_path: Path) -> None:
    said: list[str] = []
    path = written(tmp_path, LINES["fr"], LINES["de"])
    read_text(path, pre_split=False, tell=said.append, any_language=True)
    assert len(said) == 1
