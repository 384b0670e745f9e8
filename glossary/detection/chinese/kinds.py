"""What sort of term a Chinese form is, by how it is built."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.model import Language
from glossary.formulas import parse
from glossary.model import Kind

_MEETING = re.compile(
    r"(?:大会|全会|会议|峰会|论坛|例会|党代会|两会|代表大会|[一二三四五六七八九十]+[大中]全?会?)$"
)
_ORDINAL_CONGRESS = re.compile(r"(?:十[一二三四五六七八九]|二十)大$|[一二三四五六七八九]中全会$")
_LAW = re.compile(r"(?:法|条例|宪法|规定|准则|办法|章程|法典|法规|公约|条约|决定|意见|通知)$")
_NOT_LAW = re.compile(r"(?:办法|方法|看法|想法|做法|说法|依法|司法|执法|立法|守法|普法)$")
_INSTITUTION = re.compile(
    r"(?:委员会|国资委|[党纪政]委|发改委|部门|总局|银行|法院|检察院|政府|国务院|人大|政协|党中央|中央|"
    r"共青团|工会|学会|协会|联合会|联盟|组织|机构|机关|公司|集团|企业|大学|学院|研究院|解放军|部队|"
    r"军委|书记|主席|总理|中国共产党|民主党派|特别行政区|共同体|法庭|署|办公厅|办公室)$"
)
_STRATEGY = re.compile(
    r"(?:战略|计划|规划|行动|工程|倡议|布局|方案|纲要|方针|政策|改革|开放|目标|任务|举措|试点|示范区|"
    r"自贸区|新区|经济带)$"
)
_DOCTRINE = re.compile(
    r"(?:主义|思想|理论|发展观|价值观|[^主]观|路线|道路|原则|精神|学说|梦|制度|自信|体系|原理|理念)$"
)


_SHORTEST_ITEM = 4  #: characters; shorter items are listed, as in 革命、建设、改革


def _is_parallel(items: Sequence[str]) -> bool:
    """Whether coordinated items are as long as each other, as those of a slogan are."""
    sizes = {len(item) for item in items}
    return len(items) > 1 and len(sizes) == 1 and min(sizes) >= _SHORTEST_ITEM


def kind(form: str, tags: Sequence[str], *, titled: bool, quoted: bool) -> Kind:
    """The kind of a form with its units' tags and the marks it was seen in."""
    formula = parse(form, Language.ZH)
    if formula is not None and (formula.strong or quoted):
        return Kind.NUMERIC
    if "，" in form or _is_parallel(form.split("、")):
        return Kind.SLOGAN
    if _ORDINAL_CONGRESS.search(form) or _MEETING.search(form):
        return Kind.MEETING
    if _LAW.search(form) and (titled or not _NOT_LAW.search(form)) and len(form) > 2:
        return Kind.LAW
    for found, pattern in (
        (Kind.INSTITUTION, _INSTITUTION),
        (Kind.STRATEGY, _STRATEGY),
        (Kind.DOCTRINE, _DOCTRINE),
    ):
        if pattern.search(form):
            return found
    verbal = bool(tags) and tags[0] in ("v", "d", "p") and len(form) >= 6
    return Kind.SLOGAN if verbal else Kind.CONCEPT
