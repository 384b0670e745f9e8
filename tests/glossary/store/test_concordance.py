"""Words in their contexts, on every database."""

from collections.abc import Iterator

import pytest
from schemas import TO_0006
from sqlalchemy import create_engine

from align.model import Bead, Bitext, Document, Language, SegmentedDocument
from align.segment import segment_lines
from glossary.model import DocumentFilter, Particulars
from glossary.model.authority import Authority
from glossary.store import Glossary
from glossary.store.changing.withdrawing import withdraw
from glossary.store.reading.concordance import (
    Collocate,
    Order,
    collocates,
    concordance,
    neighbours,
    translations,
)

ZH, EN, FR = Language("zh"), Language("en"), Language("fr")


def text(source: str, language: Language, *lines: str) -> SegmentedDocument:
    return segment_lines(Document("\n".join(lines), source, language))


CHINESE = text("a.zh.txt", ZH, "我们要打赢脱贫攻坚战。", "要推进改革。", "打赢脱貧攻堅戰很難。")
ENGLISH = text("a.en.txt", EN, "We must win the battle.", "Reforms go on.", "Winning it is hard.")
FRENCH = text("b.fr.txt", FR, "Les réformes économiques avancent.", "La réforme avance.")
BEADS = tuple(Bead((place,), (place,), 1.0) for place in range(3))
ABOUT = {
    "a.zh.txt": Particulars(dated="2024-03", issuer="国务院", authority=Authority.STATE_COUNCIL),
    "b.fr.txt": Particulars(dated="2025", issuer="Xinhua"),
}


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        opened.add([], [Bitext(CHINESE, ENGLISH, BEADS), FRENCH], who="li", about=ABOUT)
        yield opened


def found(glossary: Glossary, words: str, **wanted: str | tuple[str, ...]) -> list[str]:
    places = concordance(glossary, words, wanted=DocumentFilter(**wanted))  # type: ignore[arg-type]
    return [each.found for each in places]


def test_both_scripts_are_found_by_either(glossary: Glossary) -> None:
    assert found(glossary, "脱贫攻坚战") == found(glossary, "脫貧攻堅戰")
    assert found(glossary, "脱贫攻坚战") == ["脱贫攻坚战", "脱貧攻堅戰"]


def test_words_are_found_inflected_and_never_within_others(glossary: Glossary) -> None:
    assert found(glossary, "réforme économique") == ["réformes économiques"]
    assert found(glossary, "reform") == ["Reforms"]
    assert found(glossary, "form") == []
    assert found(glossary, "in") == []


def test_one_character_is_found(glossary: Glossary) -> None:
    assert found(glossary, "要") == ["要", "要"]


def test_a_place_comes_with_its_translation_or_its_original(glossary: Glossary) -> None:
    first, second = concordance(glossary, "脱贫攻坚战")
    assert translations(glossary, [first, second]) == [
        [(EN, "We must win the battle.")],
        [(EN, "Winning it is hard.")],
    ]
    assert translations(glossary, concordance(glossary, "reforms go")) == [[(ZH, "要推进改革。")]]
    assert translations(glossary, concordance(glossary, "avance")[:1]) == [[]]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"since": "2024"}, 2),
        ({"since": "2024-03-31"}, 2),
        ({"since": "2024-04"}, 0),
        ({"until": "2024-03-01"}, 2),
        ({"until": "2024-02"}, 0),
        ({"issuers": ("国务",)}, 2),
        ({"issuers": ("Xinhua",)}, 0),
        ({"sources": ("A.ZH",)}, 2),
        ({"authorities": (Authority.MEDIA,)}, 0),
    ],
)
def test_places_are_those_of_the_documents_that_are_meant(
    glossary: Glossary, wanted: dict[str, str | tuple[str, ...]], count: int
) -> None:
    assert len(found(glossary, "打赢", **wanted)) == count


def test_order_is_by_date_or_by_what_stands_beside(glossary: Glossary) -> None:
    later = text("c.zh.txt", ZH, "昨日打赢了。")
    glossary.add([], [later], who="li", about={"c.zh.txt": Particulars(dated="2023")})
    by = {
        order: [each.after[:1] for each in concordance(glossary, "打赢", order=order)]
        for order in Order
    }
    assert by[Order.DATE] == ["了", "脱", "脱"]
    assert by[Order.RIGHT] == ["了", "脱", "脱"]
    left = [each.before for each in concordance(glossary, "打赢", order=Order.LEFT)]
    assert left == ["", "昨日", "我们要"]


def test_the_words_beside_are_counted(glossary: Glossary) -> None:
    before, after = neighbours(concordance(glossary, "脱贫攻坚战"))
    assert before == {"打赢": 2}
    assert not after.keys() & {"。"}


def test_words_that_stand_near_oftener_than_by_chance_come_first(glossary: Glossary) -> None:
    near = collocates(glossary, concordance(glossary, "脱贫攻坚战"))
    assert near[0] == Collocate("打赢", ZH, 2, 0, near[0].strength, 2, 0)
    assert near[0].strength == pytest.approx(3.819, abs=0.001)


def test_of_very_many_places_words_are_counted_in_the_sentences_that_are_read(
    glossary: Glossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["推进改革很难。"] * 8 + ["推进工作。"] * 3 + ["天气好。"] * 4
    glossary.add([], [text("many.zh", ZH, *lines)], who="li")
    places = concordance(glossary, "改革", wanted=DocumentFilter(sources=("many",)))
    monkeypatch.setattr("glossary.store.reading.concordance._MOST_READ", 4)
    wanted = DocumentFilter(sources=("many",))
    (near,) = [each for each in collocates(glossary, places, wanted=wanted) if each.before]
    assert (near.word, near.together, near.elsewhere) == ("推进", 4, 3)


def test_half_width_kana_are_found_by_full_width_ones_and_the_other_way_round(
    glossary: Glossary,
) -> None:
    japanese = Language("ja")
    lines = ("都市ｶﾞｽを使う。", "都市ガスを使う。")
    glossary.add([], [text("a.ja", japanese, *lines)], who="li")
    assert len(found(glossary, "ガス")) == len(found(glossary, "ｶﾞｽ")) == 2


def test_withdrawn_documents_are_not_searched(glossary: Glossary) -> None:
    withdraw(glossary, ["a.zh.txt"], who="li")
    assert found(glossary, "打赢") == []
    assert found(glossary, "reform") == ["Reforms"]


def test_sentences_follow_a_new_segmentation(glossary: Glossary) -> None:
    joined = "\n".join(segment.text for segment in FRENCH.segments)
    anew = SegmentedDocument(Document(joined, "b.fr.txt", FR), FRENCH.segments[:1])
    glossary.add([], [anew], who="li")
    assert found(glossary, "réforme") == ["réformes"]


def test_an_older_glossary_can_be_searched(location: str, glossary: Glossary) -> None:
    glossary.close()
    engine = create_engine(location if "://" in location else f"sqlite:///{location}")
    with engine.begin() as connection:
        for statement in TO_0006:
            connection.exec_driver_sql(statement)
    engine.dispose()
    with Glossary.open(location) as migrated:
        assert found(migrated, "脱贫攻坚战") == ["脱贫攻坚战", "脱貧攻堅戰"]


def test_blanks_around_words_of_other_scripts_are_kept(glossary: Glossary) -> None:
    glossary.add(
        [], [text("g.zh", ZH, "参加 G20 峰会。", "谈 Belt and Road 和一带一路。")], who="li"
    )
    assert found(glossary, "G20 峰会") == ["G20 峰会"]
    assert found(glossary, "Belt and Road") == ["Belt and Road"]
    assert found(glossary, "一带 一路") == ["一带一路"]


def test_words_of_grammar_are_no_neighbours_whatever_their_stems(glossary: Glossary) -> None:
    lines = ("Les réformes dans la ville.", "Les réformes dans le pays.")
    glossary.add([], [text("d.fr", FR, *lines)], who="li")
    _, after = neighbours(concordance(glossary, "réformes"))
    assert "dans" not in after


def test_words_of_grammar_are_no_places_of_abbreviations(glossary: Glossary) -> None:
    texts = [
        text("e.en", EN, "WHO tells who needs IT and how to pay for it."),
        text("e.ru", Language("ru"), "Развивать ИИ и науку, и технику."),
    ]
    glossary.add([], texts, who="li")
    assert (found(glossary, "WHO"), found(glossary, "ИИ")) == (["WHO"], ["ИИ"])
    assert found(glossary, "who") == ["WHO", "who"]
    assert found(glossary, "REFORM") == ["Reforms"]


def test_what_no_database_can_hold_is_nowhere(glossary: Glossary) -> None:
    assert found(glossary, "\udcff") == []
