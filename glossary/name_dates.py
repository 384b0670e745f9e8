"""The date that the name of a file gives: "20241118 讲话.docx", "2024年政府工作报告.pdf"."""

from __future__ import annotations

import re
from datetime import date

#: A year, perhaps with a month and a day; between them one and the same mark, or 年, 月 and 日.
_DATE = re.compile(
    r"""(?<!\d) (?P<year>(?:19|20)\d\d)
    (?: (?P<between>[-._]) (?P<any_month>\d{1,2}) (?P=between) (?P<any_day>\d{1,2}) (?!\d)
      | (?P<mark>[-._ ]?) (?P<month>0[1-9]|1[0-2]) (?: (?P=mark) (?P<day>[0-3]\d) )? (?!\d)
      | 年 (?: (?P<zh_month>\d{1,2}) 月 (?: (?P<zh_day>\d{1,2}) 日 )? )?
      | (?!\d) )""",
    re.VERBOSE,
)


def date_in_name(name: str, today: date) -> str:
    """The date in the name of a file, as in ISO 8601, or "".

    The first that is none of the future counts, to the month or day; a year alone only where the
    name begins with it, since many names have years in them that are not theirs (2035年远景目标).
    """
    for match in _DATE.finditer(name):
        numbers = [match["year"], match["any_month"] or match["month"] or match["zh_month"]]
        numbers.append(match["any_day"] or match["day"] or match["zh_day"])
        known = [int(each) for each in numbers if each]
        if len(known) == 1 and match.start():
            continue
        try:
            found = date(*(*known, 1, 1)[:3])
        except ValueError:
            continue
        if found <= today:
            year, *rest = known
            return "-".join([f"{year}", *(f"{each:02}" for each in rest)])
    return ""
