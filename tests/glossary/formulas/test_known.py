"""Whether the members that an entry lists are all, and agreed on."""

import pytest

from align.model import Language
from glossary.formulas.known import Completeness, completeness, counting, is_formula, member_lists
from glossary.model import Concept, Definition, Kind, Origin, Term

ZH, EN = Language("zh"), Language("en")


def formula(term: str, *lists: str, language: Language = ZH) -> Concept:
    """A concept with a definition from a document of its own for each list."""
    definitions = (
        Definition(language, said, f"{number}.txt", members=tuple(said.split("、")))
        for number, said in enumerate(lists)
    )
    return Concept("c1", (Term(ZH, term),), tuple(definitions), kind=Kind.NUMERIC)


def judged(concept: Concept) -> Completeness:
    return completeness(concept, member_lists(concept))


@pytest.mark.parametrize(
    ("term", "lists", "mark"),
    [
        ("三首", ["首台、首批、首版"], "complete"),
        ("三首", ["首台、首批、首版", "首版、首批、首台"], "complete"),
        ("三首", ["首台、首批", "首台、首批、首版"], "complete"),
        ("三首", ["首台、首批"], "incomplete"),
        ("三首", ["首台、首批、首版、首个"], "incomplete"),
        ("三首", ["首台、首批、首版", "首台、首批、首版、首个"], "incomplete"),
        ("三首", ["首台、首批、首版", "首台、首批、首个"], "contradictory"),
        ("三首", ["首台、首批", "首版、首批"], "contradictory"),
        ("三首", [], "none"),
        ("放管服", ["简政放权、放管结合、优化服务"], "uncounted"),
    ],
)
def test_a_formula_is_marked(term: str, lists: list[str], mark: str) -> None:
    assert judged(formula(term, *lists)) == mark


@pytest.mark.parametrize(
    ("term", "one", "other"),
    [
        ("五位一体", "经济建设、政治建设、文化建设", "经济、政治、文化"),
        ("四个意识", "政治意识、大局意识、看齐意识", "政治、大局、看齐意识"),
        ("三首", "首台、首批", "台、批"),
        ("两个建设", "經濟建設、“政治”建設", "经济建设、政治建设"),
    ],
)
def test_members_are_the_same_without_what_all_of_them_share(
    term: str, one: str, other: str
) -> None:
    (found,) = member_lists(formula(term, one, other))
    assert found.members == tuple(one.split("、"))
    assert [each.source for each in found.definitions] == ["0.txt", "1.txt"]


def test_words_are_compared_whole_in_languages_that_write_them_apart() -> None:
    one, other = "economic progress、cultural progress", "economic、cultural"
    (found,) = member_lists(formula("两个文明", one, other, language=EN))
    assert found.keys == {"economic", "cultural"}
    assert len(member_lists(formula("两个文明", "a cat、a hat", "c、h", language=EN))) == 2


def test_other_languages_word_the_same_members_otherwise() -> None:
    assert judged(formula("两山", "water、hills", "rivers、hills", language=EN)) == "complete"


def test_lists_in_two_languages_do_not_contradict_each_other() -> None:
    zh, en = formula("两山", "绿水、青山"), formula("两山", "water、hills", language=EN)
    both = Concept("c1", zh.terms, (*en.definitions, *zh.definitions), kind=Kind.NUMERIC)
    assert [each.language for each in member_lists(both)] == [ZH, EN]
    assert judged(both) is Completeness.COMPLETE


def test_what_people_list_comes_first() -> None:
    drawn = formula("两山", "绿水、青山")
    own = Definition(ZH, "金山和银山", "li", origin=Origin.PERSON, members=("金山", "银山"))
    found = member_lists(Concept("c1", drawn.terms, (*drawn.definitions, own)))
    assert [each.members[0] for each in found] == ["金山", "绿水"]


def test_the_count_is_that_of_the_first_term_that_has_one() -> None:
    terms = (Term(EN, "three firsts"), Term(ZH, "首创"), Term(ZH, "三首"))
    found = counting(Concept("c1", terms))
    assert found is not None
    assert (found.count, found.language) == (3, ZH)
    assert counting(Concept("c1", (Term(ZH, "改革"),))) is None


def test_a_formula_is_what_counts_or_has_members() -> None:
    assert is_formula(formula("三首"))
    assert is_formula(Concept("c1", (Term(ZH, "放管服"),), formula("", "放、管、服").definitions))
    assert not is_formula(Concept("c1", (Term(ZH, "改革"),), (Definition(ZH, "改"),)))
