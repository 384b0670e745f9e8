"""What joins a list to the formula that it spells out, and what else may have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from align.model import Language
from glossary.language.english.words import word_set

#: Cues at the end of what stands between a formula and a list after it.
AFTER: Mapping[Language, tuple[tuple[str, re.Pattern[str]], ...]] = MappingProxyType(
    {
        Language.ZH: (
            ("colon", re.compile("[：:][“「]?$")),
            ("dash", re.compile("——?[“「]?$")),
            (
                "naming",
                re.compile(
                    "(?:即为?|即是|也就是说?|就是指?|是指|指的?是?|分别[是为指]|具体[是为]|[^，]包括了?"
                    "|涵盖|包含)[：:，,]?[“「（(]?$"
                ),
            ),
            ("bracket", re.compile("[（(](?:即|指|简称)?[“「]?$")),
            ("copula", re.compile("(?:是|为|有|由|以)[“「]?$")),
        ),
        Language.EN: (
            ("colon", re.compile(r":\s*[“\"]?$")),
            ("dash", re.compile(r"(?:[—–]|\s-|-)\s*[“\"]?$")),
            (
                "naming",
                re.compile(
                    r"\b(?:namely|that is|to wit|viz\.|i\.e\.|refers? to|mean(?:s|ing)?|includ\w+"
                    r"|compris\w+|consist\w* of|(?:made up|composed) of|cover\w*|call\w* for"
                    r"|span\w*|stand\w* for|as follows|such as),?:?\s*(?:the\s+|to\s+)?[“\"]?$",
                    re.IGNORECASE,
                ),
            ),
            ("being", re.compile(r"\b(?:are|is|was|were)\s+(?:the\s+|to\s+)?[“\"]?$")),
            ("bracket", re.compile(r"\(\s*(?:the\s+)?[“\"]?$")),
            ("of", re.compile(r"^\s*of\s+(?:the\s+)?[“\"]?$")),
            ("copula", re.compile(r"\b(?:of|in|on|for|to|by|from|between)\s+(?:the\s+)?[“\"]?$")),
        ),
    }
)
#: What a list before a formula is joined to it by, from its end on.
BEFORE: Mapping[Language, tuple[tuple[str, re.Pattern[str]], ...]] = MappingProxyType(
    {
        Language.ZH: (
            ("direct", re.compile("[”’」》]?[“‘「]?$")),
            ("and so on", re.compile("[”’」》]?等[“‘「]?$")),
            ("of", re.compile("[”’」》]?的[“‘「]?$")),
            ("and so on of", re.compile("[”’」》]?等.{0,3}的?[“‘「]?$")),
            ("this", re.compile(".{0,4}(?:这|以上|上述)[“‘「]?$")),
            (
                "named",
                re.compile(
                    "[^。]{0,6}(?:即|就是|简称为?|统称为?|合称|并称|概括为|称为|称之为|叫做|也就是)[“‘「]?$"
                ),
            ),
            (
                "as",
                re.compile(
                    "[”’」》]?(?:为|相|一体|结合|并举|协同|融合|联动|统一).{0,8}的?[“‘「]?$"
                ),
            ),
            ("bracket", re.compile("[（(][“‘「]?$")),
        ),
        Language.EN: (
            ("direct", re.compile(r"[”\"]?,?\s*(?:the\s+)?[“\"]?$")),
            ("this", re.compile(r"[^.]{0,20}\b(?:these|those|this)\s+[“\"]?$", re.IGNORECASE)),
            (
                "named",
                re.compile(
                    r"[^.]{0,40}\b(?:known as|called|dubbed|termed|referred to as|or|as|form"
                    r"|make up)\s+"
                    r"(?:the\s+)?[“\"]?$"
                ),
            ),
            ("bracket", re.compile(r"\s*\((?:or\s+)?(?:the\s+)?[“\"]?$")),
            ("dash", re.compile(r"\s*[—–-]\s*(?:the\s+)?[“\"]?$")),
        ),
    }
)
#: What formulas are called: other nouns after one make something else of it, "five one" fitness
#: project.
SORTS = word_set(
    "layout plan strategy principle goal objective policy requirement framework pattern approach"
    " mechanism system model initiative concept idea philosophy theory thought task action campaign"
    " program programme standard rule blueprint structure arrangement drive network format"
)
#: Other things that are counted, which may have a list of their own.
COUNTERS = MappingProxyType(
    {
        Language.ZH: re.compile(
            "(?<![第一二三四五六七八九十百千万亿\\d])(?P<n>[一二两三四五六七八九十]{1,3}|\\d{1,2})"
            "(?:[个大项类种条座支张方点位家省区市县](?!月)|(?=[”」]))"
            "|“(?P<q>[一二两三四五六七八九双])[^“”]{1,7}”"
        ),
        Language.EN: re.compile(
            r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|twelve|[2-9])\s+"
            r"(?!percent|years?\b|months?\b|million)[a-z“\"]",
            re.IGNORECASE,
        ),
    }
)
