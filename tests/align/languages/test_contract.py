"""What every language of the registry offers."""

from __future__ import annotations

import copy
import itertools
import pickle
import re
import unicodedata
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from align.languages import Direction, Language, Profile, languages
from align.tokens import tokens

LANGUAGES = languages()
BLANK = re.compile(r"[\s\x00-\x1f]+")

#: "Reform and development are important. China has 1.4 billion people." and the like, by ourselves.
SAID = {
    "zh": "改革和发展很重要。中国有14亿人口。",
    "en": "Reform and development are important. China has a large population.",
    "fr": "La réforme et le développement sont importants. La Chine a une grande population.",
    "ru": "Реформа и развитие очень важны. В Китае живёт много людей.",
    "es": "La reforma y el desarrollo son importantes. China tiene una gran población.",
    "ar": "الإصلاح والتنمية مهمان جدا. في الصين عدد كبير من السكان.",
    "ja": "改革と発展はとても重要です。中国には多くの人がいます。",
    "ko": "개혁과 발전은 매우 중요하다. 중국에는 많은 사람이 산다.",
    "de": "Reform und Entwicklung sind wichtig. China hat eine große Bevölkerung.",
    "pt": "A reforma e o desenvolvimento são importantes. A China tem uma grande população.",
}
#: One, two, three, seven and ten.
COUNTED = {
    "zh": "一 两 三 七 十",
    "en": "one two three seven ten",
    "fr": "un deux trois sept dix",
    "ru": "один два три семь десять",
    "es": "uno dos tres siete diez",
    "ar": "واحد اثنان ثلاثة سبعة عشرة",
    "ja": "一つ 二 三 七 十",
    "ko": "하나 둘 셋 일곱 열",
    "de": "eins zwei drei sieben zehn",
    "pt": "um dois três sete dez",
}


@pytest.fixture(params=LANGUAGES, ids=str)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
def profile(language: Language) -> Profile:
    return language.profile


def test_it_is_its_code_and_one_object(language: Language) -> None:
    assert language == language.value == language.profile.code
    assert Language(language.value) is language
    assert copy.deepcopy(language) is pickle.loads(pickle.dumps(language)) is language


def test_a_language_that_is_not_registered_is_refused_by_its_code() -> None:
    with pytest.raises(ValueError, match="'tlh' is not the code of a language that tifa knows"):
        Language("tlh")


def test_its_names_are_those_of_cldr(language: Language, profile: Profile) -> None:
    assert language.label == profile.name == Locale("en").languages[language]
    assert profile.own_name == Locale(language).languages[language]


def test_it_is_written_as_cldr_says(language: Language, profile: Profile) -> None:
    assert profile.direction is Direction(Locale(language).text_direction.replace("auto", "ltr"))
    assert (profile.decimal == ",") == (Locale(language).number_symbols["latn"]["decimal"] == ",")


def test_its_letters_are_those_that_it_is_written_in(profile: Profile) -> None:
    letters = re.compile(f"[{profile.letters}]")
    said = [letter for letter in SAID[profile.code] if letter.isalpha()]
    assert all(map(letters.match, said))
    assert not any(letters.match(sign) for sign in " 1.,。")


def test_its_letters_take_as_many_cells_as_it_says(profile: Profile) -> None:
    letters = [letter for letter in SAID[profile.code] if letter.isalpha()]
    assert {wcswidth(letter) for letter in letters} == {profile.cells}


def test_its_sentences_end_in_its_marks_and_are_joined_as_it_says(profile: Profile) -> None:
    first, last = re.findall(f".*?[{profile.marks}]", SAID[profile.code])
    assert first + profile.joint + last.strip() == SAID[profile.code]


def test_it_takes_a_plausible_space_for_a_chinese_character(profile: Profile) -> None:
    said, chinese = ("".join(SAID[each].split()) for each in (profile.code, "zh"))
    assert 0.6 < len(said) / len(chinese) / profile.length < 1.6


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_visible_character_is_in_exactly_one_word(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    own = SAID[language] + "aB.,'\"’-()$%3中 \n\0\ud800…"
    text = data.draw(st.text(max_size=40) | st.text(own, max_size=60))
    found = tokens(text, language)
    assert "".join(token.text for token in found) == BLANK.sub("", text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_long_texts_are_split_in_linear_time(language: Language) -> None:
    for text in ("a" * 20_000, SAID[language] * 200, "." * 19_999, "'" * 19_999, "漢" * 19_999):
        assert "".join(token.text for token in tokens(text, language)) == text.replace(" ", "")


def test_marks_are_words_of_their_own(language: Language, profile: Profile) -> None:
    assert [token.text for token in tokens(SAID[language], language)][-1] in profile.marks


def test_its_words_of_grammar_say_nothing(profile: Profile) -> None:
    content = profile.content(SAID[profile.code])
    assert content
    words = [word.lower() for word in profile.words(SAID[profile.code]) if word.isalnum()]
    assert profile.function_words.intersection(words)
    assert profile.code == "zh" or len(content) < len(words)
    assert all(map(profile.normal, content))


def test_a_normal_form_does_not_depend_on_capitals(profile: Profile) -> None:
    for word in profile.words(SAID[profile.code]):
        assert profile.normal(word) == profile.normal(word.upper()) or word.upper() == word


def test_its_key_is_in_small_letters_without_accents(profile: Profile) -> None:
    found = profile.key(SAID[profile.code])
    assert found == found.lower() == profile.key(found)
    if profile.cells == 1:
        assert not any(map(unicodedata.combining, unicodedata.normalize("NFD", found)))


def test_it_reads_numbers_in_digits_and_words(profile: Profile) -> None:
    assert profile.number("15") == 15
    assert profile.number(f"1{profile.decimal}5") == 1.5
    assert profile.number(SAID[profile.code]) is None
    assert [profile.number(word) for word in COUNTED[profile.code].split()] == [1, 2, 3, 7, 10]


def test_its_lists_say_where_they_are_from_and_repeat_nothing(profile: Profile) -> None:
    for name, each in profile.lists.items():
        assert each.source, name
        assert len(each.set) == len(each.words), [w for w in each.words if each.words.count(w) > 1]


def test_every_module_of_a_language_is_registered() -> None:
    folder = Path(__file__).parents[3] / "align" / "languages"
    with_profile = {
        path.stem for path in folder.glob("*.py") if "\nPROFILE = " in path.read_text("utf-8")
    }
    assert with_profile == {each.profile.module.rpartition(".")[2] for each in LANGUAGES}


def test_its_words_of_grammar_say_what_english_ones_do(profile: Profile) -> None:
    known = {*Language.EN.profile.roles, "subject", "object"}
    assert profile.roles.keys() <= known
    assert all(word == word.lower() for words in profile.roles.values() for word in words)
