"""What checks report, and above all what they are quiet about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checking import bitext, check, concept, encoder
from contexts import context_of

from align.model import Bead, Bitext, Document, Language
from align.segment import segment, segment_lines
from align.sides import apart
from glossary.check import Rule, check_alone, check_pair
from glossary.check.terms import binds
from glossary.finding.reference import Reference
from glossary.model import ConceptStatus, Term, TermStatus

MASS_LINE = concept("群众路线", "mass line")
GREEN = concept("绿色发展", "green development", "eco-friendly growth", avoid=("verdant rise",))
BOTH = Language.ZH, Language.EN
KNOWN = Reference.from_concepts([GREEN])


def test_a_term_by_other_words_is_said_with_what_stands_there_and_what_is_expected() -> None:
    (finding,) = check([("坚持绿色发展。", "We pursue verdant progress.")], GREEN)
    assert finding.rule is Rule.RENDERING
    assert finding.term == "绿色发展"
    assert "progress" in finding.stands
    assert finding.expected == ("green development", "eco-friendly growth")
    assert finding.places[0].source == "text.en"
    assert finding.origin is not None
    assert finding.origin.column == 3


@pytest.mark.parametrize(
    "english",
    [
        "Green development is our path.",
        "The path of green, low-carbon development is ours.",
        "We choose development that is green.",
        "We choose GREEN-DEVELOPMENT.",
        "We choose eco-friendly growth.",
    ],
)
def test_any_approved_rendering_is_right_whatever_its_inflection_case_and_order(
    english: str,
) -> None:
    assert check([("我们坚持绿色发展。", english)], GREEN) == []


def test_of_a_sentence_left_in_the_original_nothing_is_said_but_that() -> None:
    pairs = [
        ("绿色发展在2024年有5项。", "绿色发展在2024年有5项。"),
        ("绿色发展很重要。", "Green development matters."),
    ]
    (left,) = check_pair(apart(bitext(pairs)), KNOWN, None, encoder=encoder())
    assert left.rule is Rule.UNTRANSLATED
    assert left.places[0].segment == 0  # where the copy stands
    assert left.origin is not None
    assert left.term.startswith("绿色发展")


def test_a_sentence_of_an_english_original_may_be_left_untranslated_too() -> None:
    pairs = [("绿色发展很重要。", "Green development matters."), ("Stay calm.", "Stay calm.")]
    (left,) = check_pair(
        apart(bitext(pairs)), Reference.from_concepts([GREEN]), None, encoder=encoder()
    )
    assert left.rule is Rule.UNTRANSLATED
    assert left.term == "Stay calm."
    assert left.places[0].source == "text.zh"


def test_either_chinese_script_is_read() -> None:
    (finding,) = check([("我們堅持綠色發展。", "We pursue verdant progress.")], GREEN)
    assert finding.term == "綠色發展"


def test_a_rendering_in_the_sentence_beside_is_enough() -> None:
    pairs = [
        ("绿色发展很重要。", "Green development matters."),
        ("绿色发展要靠大家。", "It depends on all of us."),
    ]
    assert check(pairs, GREEN) == []


def test_a_term_within_a_longer_one_is_not_asked_for() -> None:
    longer = concept("绿色发展基金", "ecological fund")
    assert check([("设立绿色发展基金。", "An ecological fund is set up.")], GREEN, longer) == []


def test_a_rendering_to_avoid_is_reported_once_and_only_where_the_source_has_the_term() -> None:
    (finding,) = check([("坚持绿色发展。", "We pursue a verdant rise.")], GREEN)
    assert (finding.rule, finding.stands) == (Rule.AVOIDED, "verdant rise")
    assert finding.expected == ("green development",)
    assert check([("山势很绿。", "A verdant rise is there.")], GREEN) == []


def test_one_term_rendered_differently_is_one_finding_with_all_its_places() -> None:
    right = ("坚持群众路线。", "We follow the mass line.")
    wrong = ("贯彻群众路线。", "We implement the crowd route.")
    filler = ("天气很好。", "The weather is fine.")
    pairs = [right, right, filler, filler, wrong, filler, filler, wrong]
    (finding,) = check(pairs, MASS_LINE)
    assert finding.rule is Rule.VARIES
    assert [place.segment for place in finding.places] == [4, 7]
    assert "twice" in finding.why


def test_a_term_that_is_never_rendered_as_expected_is_one_finding_with_all_its_places() -> None:
    filler = ("天气很好。", "The weather is fine.")
    first = ("坚持绿色发展。", "We pursue verdant progress.")
    second = ("我们推动绿色发展。", "We promote verdant progress.")
    (finding,) = check([first, filler, filler, filler, second], GREEN)
    assert finding.rule is Rule.RENDERING
    assert [place.segment for place in finding.places] == [0, 4]
    assert "so in 2 places" in finding.why


def test_only_approved_concepts_are_asked_for_unless_others_are_named() -> None:
    proposed = replace(GREEN, status=ConceptStatus.PROPOSED)
    text = [("坚持绿色发展。", "We pursue verdant progress.")]
    assert check(text, proposed) == []
    found = check_pair(
        bitext(text),
        Reference.from_concepts([proposed]),
        None,
        encoder=encoder(),
        statuses={ConceptStatus.PROPOSED},
    )
    assert len(found) == 1


def test_the_reference_is_asked_where_the_glossary_lacks_a_term() -> None:
    text = bitext([("坚持绿色发展。", "We pursue verdant progress.")])
    reference = Reference.from_concepts([GREEN])
    assert len(check_pair(text, None, reference, encoder=encoder())) == 1
    own = Reference.from_concepts([concept("绿色发展", "verdant progress")])
    assert check_pair(text, own, reference, encoder=encoder()) == []


def drawn(zh: int, *english: int) -> list[Term]:
    """The terms of a concept that extraction found so often in texts."""
    terms = [Term(Language.ZH, "群众路线", TermStatus.PREFERRED, frequency=zh)]
    terms += [
        Term(Language.EN, f"mass line {n}", TermStatus.ADMITTED, frequency=count)
        for n, count in enumerate(english)
    ]
    return terms


@pytest.mark.parametrize(
    ("zh", "english", "expected"),
    [(1, (1,), False), (4, (4,), True), (20, (18,), True), (20, (9, 9), True), (20, (9,), False)],
)
def test_a_rendering_drawn_from_texts_binds_as_far_as_they_bear_it_out(
    zh: int, english: tuple[int, ...], expected: bool
) -> None:
    assert binds(replace(MASS_LINE, terms=tuple(drawn(zh, *english))), *BOTH) is expected


def test_what_people_entered_binds() -> None:
    assert binds(MASS_LINE, *BOTH)


def test_a_rendering_binds_in_the_very_sentence_that_it_was_drawn_from() -> None:
    zh, en = "坚持群众路线。", "We follow the mass line."
    terms = (drawn(1)[0], Term(Language.EN, "mass line", TermStatus.PREFERRED, frequency=1))
    context = context_of(zh, en, "old", ((2, 6),), ((14, 23),))
    known = replace(MASS_LINE, terms=terms, contexts=(context,))
    filler = ("天气很好。", "The weather is fine.")
    (finding,) = check([(zh, "We follow the crowd route."), filler], known)
    assert "very sentence" in finding.why
    assert check([("贯彻群众路线。", "We follow the crowd route."), filler], known) == []


def test_members_of_a_listed_formula_that_are_missing_are_named() -> None:
    source = "要推动总部、研究院、子公司“三位一体”协同创新。"
    whole = "We will align the headquarters, research institutes and subsidiaries as a trinity."
    part = "We will align the headquarters and research institutes as a trinity."
    assert check([(source, whole)]) == []
    (finding,) = check([(source, part)])
    assert (finding.rule, finding.expected) == (Rule.FORMULA, ("子公司",))


def test_a_formula_that_the_translation_spells_out_lacks_no_member_of_the_glossarys() -> None:
    names = ("first set of equipment", "first batch of materials", "first version of software")
    formula = concept("三首", "three firsts", members=names)
    spelled = "We support the first equipment, materials and software."
    assert check([("支持三首应用。", spelled)], formula) == []
    (finding,) = check(
        [("支持三首应用。", "We support the first equipment and materials.")], formula
    )
    assert finding.rule is Rule.FORMULA
    assert finding.expected == ("first version of software",)


def test_sentences_that_the_translation_leaves_out_are_one_finding_a_run() -> None:
    chinese = ["我们要发展。", "这是第一句。", "这是第二句。", "我们要改革。", "12.", "完。"]
    zh, en = (
        segment_lines(Document("\n".join(lines), name, language))
        for lines, name, language in (
            (chinese, "text.zh", Language.ZH),
            (["We develop.", "We reform.", "The end."], "text.en", Language.EN),
        )
    )

    def left_out(*beads: Bead) -> list[tuple[str, int, str]]:
        nothing = Reference.from_concepts([])
        found = check_pair(Bitext(zh, en, beads), nothing, None, encoder=encoder())
        assert {each.rule for each in found} <= {Rule.UNTRANSLATED}
        return [
            (each.sentences.texts[0], each.places[0].segment, each.why.split()[-3])
            for each in found
        ]

    whole = Bead((0,), (0,), 1), Bead((3,), (1,), 1), Bead((4,), (), 1), Bead((5,), (2,), 1)
    gap = Bead((1,), (), 0.9), Bead((2,), (), 0.9)
    assert left_out(whole[0], *gap, *whole[1:]) == [("这是第一句。这是第二句。", 0, "after")]
    doubtful = Bead((1,), (), 0.5), Bead((2,), (), 0.5)
    assert left_out(whole[0], *doubtful, *whole[1:]) == []
    first = Bead((0,), (), 0.9), Bead((1, 2), (0,), 1)
    assert left_out(*first, *whole[1:]) == [("我们要发展。", 0, "before")]


def test_an_unsplit_text_is_said_not_to_be_checked() -> None:
    (finding,) = check([("绿色发展" * 2_000, "We pursue verdant progress. " * 1_000)], GREEN)
    assert finding.rule is Rule.UNCHECKED
    assert max(map(len, finding.sentences.texts)) < 2_000


def test_an_english_text_alone_has_variants_and_renderings_to_avoid() -> None:
    text = (
        "New quality productive forces need talent. New quality productive forces need capital."
        " We will develop new quality production capacity. A verdant rise is our goal."
    )
    document = segment(Document(text, "text.en", Language.EN))
    found = check_alone(document, Reference.from_concepts([GREEN]), None, encoder=encoder())
    assert [finding.rule for finding in found] == [Rule.VARIES, Rule.AVOIDED]
    assert found[0].stands == "new quality production capacity"
    assert [text[p.start : p.end] for p in found[0].places] == [found[0].stands]


def test_two_renderings_that_the_glossary_admits_are_no_variants() -> None:
    text = (
        "New quality productive forces need talent. New quality productive forces need capital."
        " We will develop new quality production capacity."
    )
    both = concept("新质生产力", "new quality productive forces", "new quality production capacity")
    document = segment(Document(text, "text.en", Language.EN))
    assert not check_alone(document, Reference.from_concepts([both]), None, encoder=encoder())


def test_places_are_lines_and_columns_of_the_file() -> None:
    text = "Title\n\nWe pursue\na verdant rise here.\n"
    document = segment(Document(text, "text.en", Language.EN, first_line=3))
    (finding,) = check_alone(document, Reference.from_concepts([GREEN]), None, encoder=encoder())
    place = finding.places[0]
    assert (place.line, place.column, place.end_line, place.end_column) == (6, 3, 6, 15)
