"""Relations that Chinese sentences say of terms that are known."""

import pytest

from glossary.relating import changes, classes


def said(text: str, terms: str) -> list[tuple[str, str]]:
    """The terms of a sentence that it says to be of a kind, or in the place of another one."""
    known = frozenset(terms.split())
    found = (*changes(text, known.__contains__), *classes(text, known.__contains__))
    return [(each.owner, each.target) for each in found]


@pytest.mark.parametrize(
    ("text", "terms", "new", "old"),
    [
        ("全市定位从“四个港湾”拓展为“五个港湾”。", "四个港湾 五个港湾", "五个港湾", "四个港湾"),
        ("从“三个坚守”到“四个坚守”，认识深了。", "三个坚守 四个坚守", "四个坚守", "三个坚守"),
        ("会议将临江林管处更名为临江林草局。", "临江林管处 临江林草局", "临江林草局", "临江林管处"),
        ("考核由产量双控逐步转向排放双控。", "产量双控 排放双控", "排放双控", "产量双控"),
        (
            "用水政策从“宽松”调整为“适度从紧”，明年起施行。",
            "宽松的用水政策 适度从紧的用水政策",
            "适度从紧的用水政策",
            "宽松的用水政策",
        ),
    ],
)
def test_what_came_in_the_place_of_another_supersedes_it(
    text: str, terms: str, new: str, old: str
) -> None:
    assert said(text, terms) == [(new, old)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("避免从“四个港湾”调整为“五个港湾”。", "四个港湾 五个港湾"),
        ("从“五个港湾”到“四个港湾”，走了一路。", "四个港湾 五个港湾"),
        ("从青山林场到碧水湿地，处处好风光。", "青山林场 碧水湿地"),
        ("村民由散户转为合作社社员。", "散户 合作社社员"),
    ],
)
def test_other_changes_are_no_succession(text: str, terms: str) -> None:
    assert said(text, terms) == []


@pytest.mark.parametrize(
    ("text", "terms", "narrow", "wide"),
    [
        ("大力发展海水淡化、潮汐发电等新兴产业。", "潮汐发电 新兴产业", "潮汐发电", "新兴产业"),
        ("以潮汐发电为代表的新兴产业起步。", "潮汐发电 新兴产业", "潮汐发电", "新兴产业"),
        ("林长制是一种责任到人的管护制度。", "林长制 管护制度", "林长制", "管护制度"),
        ("红树林属于湿地生态系统。", "红树林 湿地生态系统", "红树林", "湿地生态系统"),
    ],
)
def test_what_is_said_to_be_of_a_kind_has_it_as_the_broader(
    text: str, terms: str, narrow: str, wide: str
) -> None:
    assert said(text, terms) == [(narrow, wide)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("推动潮汐发电等新兴产业合作。", "潮汐发电 新兴产业"),  # the class is longer
        ("参观海洋潮汐发电等新兴产业。", "潮汐发电 新兴产业"),  # the member is longer
        ("开展潮汐发电等务实合作。", "潮汐发电 务实合作"),  # fields of cooperation are none
        ("建设潮汐发电等，新兴产业兴起。", "潮汐发电 新兴产业"),
    ],
)
def test_parts_of_longer_phrases_are_of_no_kind(text: str, terms: str) -> None:
    assert said(text, terms) == []


def test_all_of_a_list_are_of_the_kind() -> None:
    found = said("新能源、“东数西算”、储能等新兴产业。", "新能源 东数西算 储能 新兴产业")
    assert {narrow for narrow, _ in found} >= {"东数西算", "储能"}
