"""Claims about terms found in English text."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial

import pytest
import texts

from align.encoders import load
from align.model import Language, SegmentedDocument
from glossary.detection.english.about import along
from glossary.detection.english.kinds import kind
from glossary.detection.english.ranked import ranked
from glossary.detection.rankers import shipped
from glossary.language.english.names import is_person
from glossary.language.english.tags import tokens
from glossary.model import Candidate, Kind

document = partial(texts.document, Language.EN)


def candidates(text: SegmentedDocument) -> list[Candidate]:
    models = shipped()
    return ranked([text], models.runs, models.english, along(load(), models.axes))


TEXT = document(
    "Accelerate the cultivation of new quality farming forces in the harbour province.",
    "The Harbour Reform and Planning Commission of the State Council met on Monday.",
    "It used the “two first” purchasing channel for the development of new quality farming forces.",
    "The firm’s plan rests on a “four in one” of docks, rail depots, banks, and schools.",
    "New quality farming forces need green and low-carbon shipping and deep-water logistics.",
    "Wang Haiming, Chairman of Harbour Group, spoke of the Law on Inland Ports.",
)


@pytest.fixture(scope="module")
def found() -> dict[str, Candidate]:
    return {candidate.form: candidate for candidate in candidates(TEXT)}


def test_formulas_and_repeated_terms_come_before_all_else(found: dict[str, Candidate]) -> None:
    first = list(found)[:5]
    assert {"two first", "four in one", "new quality farming forces"} <= set(first)


def test_each_occurrence_is_the_exact_span_of_a_surface(found: dict[str, Candidate]) -> None:
    for candidate in found.values():
        for place in candidate.occurrences:
            text = TEXT.segments[place.segment].text[place.start : place.end]
            assert " ".join(text.split()) in candidate.surfaces


def test_no_candidate_begins_or_ends_with_a_word_of_grammar(found: dict[str, Candidate]) -> None:
    for form in found:
        words = form.lower().split()
        assert words[0] not in {"the", "a", "an", "of", "its", "this", "and", "to", "accelerate"}
        assert words[-1] not in {"the", "of", "in", "and", "for", "by", "to"}


def test_a_name_is_whole_across_of_and_and(found: dict[str, Candidate]) -> None:
    name = found["Harbour Reform and Planning Commission of the State Council"]
    assert name.kind is Kind.INSTITUTION
    assert "Harbour Reform and Planning" not in found


def test_a_person_ranks_below_terms(found: dict[str, Candidate]) -> None:
    person = found.get("Wang Haiming")
    assert person is None or person.score < found["new quality farming forces"].score


def test_surfaces_of_different_case_and_number_are_one_candidate(
    found: dict[str, Candidate],
) -> None:
    forces = found["new quality farming forces"]
    assert forces.frequency == 3
    assert "New quality farming forces" in forces.surfaces


@pytest.mark.parametrize(
    ("form", "guess"),
    [("two first", Kind.NUMERIC), ("Law on Inland Ports", Kind.LAW), ("four in one", Kind.NUMERIC)],
)
def test_kinds_are_guessed_by_head_words(
    found: dict[str, Candidate], form: str, guess: Kind
) -> None:
    assert found[form].kind is guess


def test_every_candidate_says_why_it_was_proposed(found: dict[str, Candidate]) -> None:
    assert all(candidate.evidence and 0 <= candidate.score <= 1 for candidate in found.values())
    assert found["two first"].evidence[0][0] == "formula"


def test_a_text_wrapped_in_lines_gives_the_same_terms() -> None:
    plain = document("The bureau backs the deep-water logistics reform and deep-water logistics.")
    wrapped = document(
        "The bureau backs the deep-water\nlogistics reform and deep-water logistics."
    )
    assert [c.form for c in candidates(plain)] == [c.form for c in candidates(wrapped)]


def test_documents_in_chinese_and_texts_without_terms_give_nothing() -> None:
    assert candidates(texts.document(Language.ZH, "新质生产力")) == []
    assert candidates(document("It is so, and they were there.", "", "...")) == []


def test_a_sentence_of_a_hundred_thousand_characters_is_read() -> None:
    sentence = "the three firsts and the green channel of ports, " * 2_100
    found = {candidate.form: candidate for candidate in candidates(document(sentence))}
    assert found["three firsts"].frequency == 2_100
    assert found["green channel"].frequency == 2_100


def test_a_user_without_a_home_folder_can_tag() -> None:
    code = (
        "import os\n"
        "del os.environ['HOME']\n"
        "real = os.path.expanduser\n"
        "os.path.expanduser = lambda path: real(path) if 'HOME' in os.environ else path\n"
        "from glossary.language.english.tags import lexicon_tag\n"
        "print(lexicon_tag('reform'), 'HOME' in os.environ)"
    )
    environment = {**os.environ, "HOME": "/"}
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment
    )
    assert answer.stdout.split() == ["NN", "False"], answer.stderr


def test_a_sentence_in_capitals_is_no_name_and_holds_terms() -> None:
    shouted = document(
        "THE HARBOUR MINISTRY ISSUED THE NOTICE ON DEEPENING REFORM OF COASTAL PORTS.",
        "The plan of SASAC is for coastal ports.",
    )
    found = {candidate.form.lower(): candidate for candidate in candidates(shouted)}
    assert {"coastal ports", "harbour ministry", "sasac"} <= set(found)
    assert not any("issued" in form for form in found)
    assert len(found["coastal ports"].occurrences) == 2


@pytest.mark.parametrize(
    ("form", "guess"),
    [
        ("docks, rail depots, banks and schools", Kind.CONCEPT),
        ("serve the harbour people", Kind.SLOGAN),
        ("the harbour is ours", Kind.SLOGAN),
        ("harbour people", Kind.CONCEPT),
    ],
)
def test_a_slogan_has_a_verb_and_a_list_of_things_is_none(form: str, guess: Kind) -> None:
    assert kind(form) is guess


@pytest.mark.parametrize(
    "verb",
    [
        "promote",
        "strengthen",
        "deepen",
        "ensure",
        "improve",
        "enhance",
        "build",
        "accelerate",
        "adhere",
    ],
)
def test_what_a_policy_sets_out_to_do_is_a_verb_wherever_it_stands(verb: str) -> None:
    for sentence in (
        f"{verb.title()} the harbour.",
        f"They {verb} rural schools and {verb} clinics.",
    ):
        tags = {token.tag for token in tokens(sentence) if token.lower == verb}
        assert tags == {"VB"}


#: The commonest of the People's Republic.
SURNAMES = (
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Lin Guo He Gao Luo Zheng"
    " Liang Xie Song Tang Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye"
    " Cheng Su Wei Lü Ding Ren Lu Yao Shen Zhong Cui Tan Fan Liao Shi Jin Jia Xia Fu Fang Zou"
    " Lei Tao Gu Mo Xiang"
)


def test_a_common_surname_with_a_given_name_is_a_person() -> None:
    assert [each for each in SURNAMES.split() if not is_person(f"Comrade {each} Yuqing")] == []
    assert not is_person("Harbour Yuqing")
    assert not is_person("Wang Harbour")
