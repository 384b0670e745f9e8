"""Chinese candidates: boundaries, marks, formulas and parallel phrases."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

import pytest
import texts

from align.model import Language, SegmentedDocument
from glossary.detection import chinese
from glossary.detection.rankers import shipped
from glossary.extraction.extract import LEAST
from glossary.language.chinese.words import tagged, words
from glossary.model import Candidate, Kind
from glossary.model.keys import simplified

LINES = (
    "各地要深入实施乡村振兴战略，扎实推进乡村振兴战略的各项任务。",
    "乡村振兴战略是新时代做好“三农”工作的总抓手。",
    "会议审议了《黄河流域保护条例》，要求各部门认真落实。",
    "要坚持“四抓四促”，做到抓学习、促提升，抓执行、促落实。",
    "青年干部要心中有民、眼里有活、肩上有责。",
    "我们不断完善乡村振兴战略的政策体系。",
)


def candidates(documents: list[SegmentedDocument]) -> list[Candidate]:
    return [each.candidate for each in chinese.detected(documents, shipped())]


document = partial(texts.document, Language.ZH)


def named(found: list[Candidate], form: str) -> Candidate:
    return next(candidate for candidate in found if candidate.form == form)


@pytest.fixture(scope="module")
def found() -> list[Candidate]:
    return candidates([document(*LINES)])


def test_every_occurrence_is_the_exact_span_of_a_surface_form(found: list[Candidate]) -> None:
    assert found
    for candidate in found:
        for place in candidate.occurrences:
            text = LINES[place.segment][place.start : place.end]
            assert text in candidate.surfaces


def test_a_term_is_counted_wherever_it_stands(found: list[Candidate]) -> None:
    term = named(found, "乡村振兴战略")
    assert [place.segment for place in term.occurrences] == [0, 0, 1, 5]
    assert term.kind is Kind.STRATEGY


def test_the_maximal_form_is_ranked_before_a_part_that_never_stands_alone(
    found: list[Candidate],
) -> None:
    order = [candidate.form for candidate in found]
    assert order.index("乡村振兴战略") < order.index("振兴战略")


def test_what_stands_in_title_marks_is_found_without_them(found: list[Candidate]) -> None:
    assert named(found, "黄河流域保护条例").kind is Kind.LAW


def test_a_quoted_formula_is_found_with_its_kind(found: list[Candidate]) -> None:
    assert named(found, "三农").kind is Kind.NUMERIC


def likely(found: list[Candidate]) -> list[Candidate]:
    return [candidate for candidate in found if candidate.score >= LEAST]


def test_no_likely_candidate_begins_or_ends_with_a_particle_or_pronoun(
    found: list[Candidate],
) -> None:
    for candidate in likely(found):
        assert not candidate.form.startswith(("的", "了", "和", "我们"))
        assert not candidate.form.endswith(("的", "了", "和"))


def test_a_term_comes_before_the_same_with_a_preposition() -> None:
    lines = ("以海洋经济带动渔村。", "以海洋经济为龙头。", "海洋经济很好。")
    found = candidates([document(*lines)])
    forms = [candidate.form for candidate in found]
    assert forms.index("海洋经济") == 0
    assert named(found, "以海洋经济").score < named(found, "海洋经济").score / 2


def test_a_term_comes_before_the_same_with_a_verb_that_often_governs_it() -> None:
    lines = (
        "各地要发展远洋渔业经济。",
        "坚持发展远洋渔业经济，不动摇。",
        "远洋渔业经济增长很快。",
        "专家谈到远洋渔业经济的前景。",
        "推动远洋渔业经济。",
    )
    forms = [candidate.form for candidate in candidates([document(*lines)])]
    assert forms.index("远洋渔业经济") < forms.index("发展远洋渔业经济")


def test_coordinated_items_are_one_candidate_with_its_first_and_last_bounds() -> None:
    text = "青年干部要心中有民、眼里有活、肩上有责。"
    forms = [candidate.form for candidate in candidates([document(text)])]
    assert "心中有民、眼里有活、肩上有责" in forms


def test_whole_clauses_of_one_build_are_a_candidate() -> None:
    text = "读书使人明理，实践使人成长。"
    forms = [candidate.form for candidate in candidates([document(text)])]
    assert "读书使人明理，实践使人成长" in forms


def test_clauses_are_joined_at_their_ends_alone() -> None:
    text = "他来到北京，随后在清华大学召开的座谈会上作了发言。"
    forms = [candidate.form for candidate in candidates([document(text)])]
    assert not any("，" in form for form in forms)


def test_words_cover_the_text_at_their_places() -> None:
    text = "到2035年，GDP将翻一番（预计）。"
    cut = words(text)
    for word, start, end in zip(cut.texts, cut.starts, cut.ends, strict=True):
        assert text[start:end] == word
    assert "".join(cut.texts) == "到2035年GDP将翻一番预计"


def test_traditional_characters_are_cut_as_their_simplified_forms() -> None:
    assert words("鄉村振興戰略").starts == words("乡村振兴战略").starts


def test_the_order_does_not_depend_on_the_run(found: list[Candidate]) -> None:
    assert candidates([document(*LINES)]) == found


def test_text_without_terms_has_no_candidates() -> None:
    assert candidates([document("。", "，，，", "1 2 3")]) == []


def test_documents_in_english_are_passed_over() -> None:
    assert candidates([texts.document(Language.EN, "A plan.")]) == []


def test_one_repeated_character_ends_in_bounded_time() -> None:
    assert len(candidates([document("中" * 200_000)])) < 100


def test_the_segmenter_leaves_no_cache_and_says_nothing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    code = "from glossary.language.chinese.words import words; words('乡村振兴')"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"TMPDIR": str(tmp_path), "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert not list(tmp_path.iterdir())
    assert run.stderr == b""


def test_importing_the_package_loads_no_segmenter() -> None:
    code = "import sys, glossary.detection.chinese; print('jieba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout.strip() == b"False"


def test_tags_in_context_stand_where_the_words_stand_whatever_is_between_them() -> None:
    texts = ["", "把權力關進制度的籠子裡，去产能。", "我们要发展经济" + "、" * 5 + "A股", "，。"]
    for text, found in zip(texts, tagged(texts), strict=True):
        places = zip(found.starts, found.ends, strict=True)
        assert [simplified(text[start:end]) for start, end in places] == [*found.texts]
        assert len(found.tags) == len(found)
    assert tagged(texts)[1].texts == (
        "把",
        "权力",
        "关进",
        "制度",
        "的",
        "笼子",
        "里",
        "去",
        "产能",
    )
    assert tagged(texts)[2].tags == ("r", "v", "v", "n", "n")
