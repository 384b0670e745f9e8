"""Errors that are put into a translation, one at a time: nearly all are found, and nothing else."""

from __future__ import annotations

from checking import check, concept

from glossary.check import Rule

GLOSSARY = (
    concept("新质生产力", "new quality productive forces"),
    concept("高质量发展", "high-quality development"),
    concept("营商环境", "business environment", "doing-business environment"),
    concept("乡村振兴", "rural revitalization"),
    concept("碳达峰", "carbon peaking", "peak carbon emissions"),
    concept("碳中和", "carbon neutrality"),
    concept("人类命运共同体", "global community of shared future"),
    concept("依法治国", "law-based governance"),
    concept("供给侧结构性改革", "supply-side structural reform"),
    concept("双循环", "dual circulation"),
    concept("共同富裕", "common prosperity"),
    concept("政协", "People's Political Consultative Conference", "CPPCC"),
    concept("绿色金融", "green finance"),
    concept("专精特新企业", "specialized and sophisticated enterprises"),
    concept("数字经济", "digital economy"),
    concept("放管服", "streamline administration and delegate power", avoid=("put manage serve",)),
    concept("耕地红线", "redline for arable land", "farmland redline"),
    concept("产业链", "industrial chain"),
    concept("普惠金融", "inclusive finance"),
    concept(
        "三农",
        "agriculture, rural areas, and rural people",
        avoid=("three rural issues",),
    ),
)

TEXT = (
    (
        "各地要因地制宜发展新质生产力。",
        "All localities should develop new quality productive forces as conditions there allow.",
    ),
    (
        "高质量发展离不开良好的营商环境。",
        "High-quality development depends on a sound business environment.",
    ),
    (
        "去年有832个县通过产业项目推动乡村振兴。",
        "Last year 832 counties advanced rural revitalization through industrial projects.",
    ),
    (
        "我国将力争2030年前实现碳达峰、2060年前实现碳中和。",
        "China will strive for carbon peaking before 2030 and carbon neutrality before 2060.",
    ),
    (
        "会议呼吁各国携手构建人类命运共同体。",
        "The meeting called on all countries to build a global community of shared future.",
    ),
    (
        "全面依法治国是一项长期任务。",
        "Advancing law-based governance on all fronts is a long-term task.",
    ),
    (
        "今后五年要深化供给侧结构性改革，加快形成双循环新格局。",
        "For five years we will deepen supply-side structural reform and foster dual circulation.",
    ),
    (
        "让全体人民逐步走向共同富裕。",
        "All people should move step by step toward common prosperity.",
    ),
    (
        "全国政协收到提案5621件。",
        "The National Committee of the CPPCC received 5,621 proposals.",
    ),
    (
        "到年底绿色金融贷款余额达到30.1万亿元。",
        "By the end of the year outstanding loans in green finance reached 30.1 trillion yuan.",
    ),
    (
        "全市新增专精特新企业1200多家，增长百分之十五。",
        "The city gained more than 1,200 specialized and sophisticated enterprises, up 15 percent.",
    ),
    (
        "数字经济规模超过50万亿元，占国内生产总值的三分之一以上。",
        "The digital economy exceeded 50 trillion yuan, more than one-third of GDP.",
    ),
    (
        "继续推进放管服改革。",
        "We will continue to streamline administration and delegate power.",
    ),
    (
        "严守18亿亩耕地红线。",
        "We will hold the redline for arable land at 120 million hectares.",
    ),
    (
        "增强产业链韧性，发展普惠金融。",
        "We will make the industrial chain more resilient and develop inclusive finance.",
    ),
    (
        "坚持把解决好三农问题放在首位。",
        "Issues relating to agriculture, rural areas, and rural people remain the top priority.",
    ),
)

#: The sentence, what stands there, and the error that takes its place.
ERRORS = (
    # swapped for another term's rendering
    (0, "new quality productive forces", "inclusive finance"),
    (1, "High-quality development", "Common prosperity"),
    (2, "rural revitalization", "dual circulation"),
    (4, "a global community of shared future", "the digital economy"),
    (5, "law-based governance", "green finance"),
    (9, "green finance", "the industrial chain"),
    (11, "digital economy", "business environment"),
    (14, "inclusive finance", "rural revitalization"),
    # dropped
    (0, "new quality productive forces", "it"),
    (1, " depends on a sound business environment", " matters"),
    (3, " and carbon neutrality before 2060", " before 2060"),
    (6, " and foster dual circulation", ""),
    (7, " toward common prosperity", ""),
    (10, "specialized and sophisticated enterprises", "of them"),
    (14, "make the industrial chain more resilient and ", ""),
    # altered
    (0, "productive forces", "production capacity"),
    (2, "rural revitalization", "rural renovation"),
    (3, "carbon neutrality", "carbon offsetting"),
    (4, "community of shared future", "association of shared luck"),
    (6, "supply-side structural reform", "supply-side organizational reform"),
    (7, "common prosperity", "shared wealth"),
    (12, "streamline administration and delegate power", "put, manage, serve"),
    (13, "redline for arable land", "red zone of fields"),
    (15, "agriculture, rural areas, and rural people", "the three rural issues"),
    # numbers
    (2, "832", "382"),
    (3, "2030", "2035"),
    (6, "five years", "four years"),
    (8, "5,621", "5,261"),
    (9, "30.1 trillion", "30.1 billion"),
    (11, "one-third", "one-quarter"),
)


def test_a_good_translation_is_quiet() -> None:
    assert check(TEXT, *GLOSSARY) == []


def test_at_least_28_of_30_errors_are_found_in_their_sentence_and_hardly_anything_else() -> None:
    found = 0
    elsewhere = 0
    assert len(ERRORS) == 30
    for number, right, wrong in ERRORS:
        source, translation = TEXT[number]
        assert right in translation
        pairs = list(TEXT)
        pairs[number] = source, translation.replace(right, wrong)
        findings = check(pairs, *GLOSSARY)
        here = [each for each in findings if number in {place.segment for place in each.places}]
        found += bool(here)
        elsewhere += len(findings) - len(here)
    assert found >= 28
    assert elsewhere <= 1


def test_the_rule_says_what_sort_of_error_it_is() -> None:
    def rule(number: int, right: str, wrong: str) -> set[Rule]:
        pairs = list(TEXT)
        pairs[number] = TEXT[number][0], TEXT[number][1].replace(right, wrong)
        return {finding.rule for finding in check(pairs, *GLOSSARY)}

    assert rule(2, "832", "382") == {Rule.NUMBER}
    assert rule(15, "agriculture, rural areas, and rural people", "the three rural issues") == {
        Rule.AVOIDED
    }
    assert rule(5, "law-based governance", "green finance") == {Rule.RENDERING}
