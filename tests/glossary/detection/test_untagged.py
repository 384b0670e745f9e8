"""Terms of texts without tags."""

from __future__ import annotations

import pytest

from align.encoders import load
from align.languages import language, languages
from align.model import CHINESE_ENGLISH, Document, Language, SegmentedDocument
from align.segment import segment
from glossary.detection.untagged import ranked
from glossary.detection.untagged.gathering import Text, bounded, identities
from glossary.detection.untagged.parts import NAMES, Parts, shipped_parts
from glossary.detection.untagged.words import key, tokens
from glossary.language.frequency import zipf
from glossary.language.lists import has_lists, lists
from glossary.language.phrases import Phrases
from glossary.model import Candidate

SPANISH = """
El puerto tiene un nuevo sistema de gestión de residuos.
El sistema de gestión de residuos costó poco.
Los vecinos discutieron sobre el sistema de gestión de residuos durante dos noches.
"""
GERMAN = """
Der Hafen hat ein neues System der Abfallwirtschaft. Das System der Abfallwirtschaft war billig.
Die Nachbarn stritten zwei Nächte lang über das System der Abfallwirtschaft.
"""


def document(text: str, code: str) -> SegmentedDocument:
    return segment(Document(text.strip(), f"text.{code}.txt", Language(code)))


def found(text: str, code: str, dictionary: Phrases | None = None) -> list[Candidate]:
    return ranked([document(text, code)], Language(code), load(), dictionary)


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("fr", "système de gestion", "systèmes de la gestion"),
        ("ru", "система управления", "системой управления"),
        ("de", "das System", "Systeme"),
        ("ja", "管理の仕組み", "管理 の 仕組み"),
        ("es", "gestión de residuos", "gestión de los residuos"),
        ("ar", "التنمية المستدامة", "والتنمية المستدامة"),
    ],
)
def test_inflections_of_a_term_share_a_key(code: str, one: str, other: str) -> None:
    assert key(one, Language(code)) == key(other, Language(code))


def test_terms_that_differ_in_a_word_of_content_do_not_share_one() -> None:
    french = Language("fr")
    assert key("système de gestion", french) != key("système de la pêche", french)


@pytest.mark.parametrize("code", [each for each in languages() if each not in CHINESE_ENGLISH])
def test_words_of_grammar_that_lists_name_are_words_of_grammar(code: Language) -> None:
    assert has_lists(code, "terms")
    names = ("determiners", "prepositions", "conjunctions", "linking")
    named = {word for name in names for word in lists(code, "terms")[name].words}
    spelled = {word.replace("'", "’") for word in code.profile.function_words}
    apart = {word for word in named if word.replace("'", "’") not in spelled}
    # What has a meaning besides is content to the aligner.
    assert len(apart) <= len(named) / 4, apart


def test_what_tokens_are_is_told_by_lists_and_marks() -> None:
    told = [(each.text, each.kind) for each in tokens("l’accès à 3 ports, et", Language("fr"))]
    assert told == [
        ("l’", "determiner"),
        ("accès", "word"),
        ("à", "preposition"),
        ("3", "number"),
        ("ports", "word"),
        (",", "comma"),
        ("et", "conjunction"),
    ]


def test_phrases_that_come_back_are_the_best() -> None:
    best = found(SPANISH, "es")[:2]
    assert {each.form for each in best} == {
        "gestión de residuos",
        "sistema de gestión de residuos",
    }
    for each in best:
        assert [place.segment for place in each.occurrences] == [0, 1, 2]


def test_german_capitals_make_no_names() -> None:
    text = Text([document(GERMAN, "de")], Language("de"), Parts(shipped_parts(), load()))
    assert {look.shape for own in text.looks for look in own} <= {"x", "."}
    assert found(GERMAN, "de")[0].form == "System der Abfallwirtschaft"


def test_no_term_begins_or_ends_with_a_word_of_grammar_or_goes_across_a_mark() -> None:
    for each in found(SPANISH, "es"):
        words = tokens(each.form, Language("es"))
        assert words[0].kind in ("word", "number")
        assert words[-1].kind in ("word", "number")
        assert "." not in each.form


def test_what_the_dictionary_of_the_user_holds_is_found_inflected() -> None:
    named = Phrases(["vecino"], Language("es"))
    own = next(each for each in found(SPANISH, "es", named) if each.form == "vecinos")
    assert own.evidence[0][0] == "in your dictionary"


def test_runs_of_one_key_have_one_identity() -> None:
    language = Language("fr")
    text = Text(
        [document("Le port libre. Les ports libres.", "fr")],
        language,
        Parts(shipped_parts(), load()),
    )
    first, last = bounded(text)
    same = identities(text, first, last)
    by_key: dict[str, set[int]] = {}
    for low, high, number in zip(first.tolist(), last.tolist(), same.tolist(), strict=True):
        by_key.setdefault(text.key(low, high), set()).add(number)
    assert all(len(numbers) == 1 for numbers in by_key.values())
    assert len({*map(tuple, by_key.values())}) == len(by_key)


def test_words_of_a_language_that_nobody_counted_are_met_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(language.MODULES, "qvo", "align.languages.volta")
    monkeypatch.setattr(language, "_known", dict(language._known))
    assert zipf("porto", Language("qvo")) == 0.0
    assert not has_lists(Language("qvo"), "terms")


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("réduire", "verb"),
        ("produire", "verb"),
        ("production", "noun"),
        ("экономический", "adjective"),
    ],
)
def test_parts_of_speech_are_told_by_vectors_in_languages_that_nothing_was_fitted_on(
    word: str, part: str
) -> None:
    told = Parts(shipped_parts(), load()).of([word])[0]
    assert NAMES[told.argmax()] == part


@pytest.mark.parametrize(
    ("code", "text"), [("fr", "et de la"), ("ja", "は の が"), ("ar", "في من"), ("ko", "은 는")]
)
def test_words_of_grammar_alone_are_no_terms(code: str, text: str) -> None:
    assert found(text, code) == []
