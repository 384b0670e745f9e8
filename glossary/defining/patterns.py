"""The cues of definitions in Chinese and in English.

They are those of knowledge-rich contexts (Meyer 2001, "Extracting knowledge-rich contexts for
terminography"; Pearson 1998, "Terms in Context"): defining verbs, copulas, paraphrases,
appositions, parentheses and namings; and those of statutes, whose terms are "used in this Law".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.model import Language


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a language; the groups are kinds of cues.

    Attributes:
        after: cues that follow a term.
        later: those that follow a comma further on, or open a note.
        before: those that a term follows, which names what stands before them.
        before_ends: with what they end, to tell fast that there is none.
        pointing: those that begin a sentence on the term that the one before ended in.
        bounds: where a definition may end.
        inserted: where one may that was put into a clause.
        full: what no definition crosses.
        explained: stands before a term that is about to be explained.
    """

    after: re.Pattern[str]
    later: re.Pattern[str]
    before: re.Pattern[str]
    before_ends: tuple[str, ...]
    pointing: re.Pattern[str]
    bounds: re.Pattern[str]
    inserted: re.Pattern[str]
    full: re.Pattern[str]
    explained: re.Pattern[str]


def _cues(gap: str, cues: dict[str, str]) -> re.Pattern[str]:
    told = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in cues.items())
    return re.compile(f"{gap}(?:{told})", re.IGNORECASE)


_ADVERB = (
    "(?:[也又还都则就正本即主专特泛可]|主要|一般|通常|首先|其实|[实本]质上|实际上"
    "|始终|从来|历来|可以|(?:通俗|简单)[地来]?[说讲][，,]?)?"
)
#: No verb of meaning: 指导, 指出, 指责.
_NO_VERB = "(?![出示导定向标挥数责引控明认点路令手着望南纹针头])"
_BOUNDS_ZH = "[，,；;：:。！？!?（(）)]|——|$"
_CHINESE = Patterns(
    after=_cues(
        '[”’"」』》]?(?:[（(](?!即|指|是指|注|也就是)[^（）()]{0,40}[)）])?'
        "(?:\\w{1,4}(?=[：:]))?"
        "(?:一词|(?:的|[，,]其?)(?:含义|内涵|意思|定义|概念|基本内涵|科学内涵|核心要义|核心|本质|实质))?",
        {
            "means": f"[，,：:]?{_ADVERB}(?:理解为)?"
            f"(?:系指|指的就?是|意[指为]|意味着|是说|[特泛专是]?指{_NO_VERB})[，,：:]?",
            "that_is": f"(?:[，,]|——?)?{_ADVERB}"
            "(?:也就是说?|亦即|即)(?![使便将日时可刻席兴])[，,：:]?",
            "is": f"[，,]?{_ADVERB}(?:就是|是)(?![否何])[，,：:]?",
            "consists": f"[，,]?{_ADVERB}(?=由[^。；]{{4}})",
            "holds": f"[，,]?{_ADVERB}(?:包括|包含|涵盖|分为)[了着]?[，,：:]?",
            "serves": f"[，,]?{_ADVERB}(?=旨在|用于|用来|专门)",
            "colon": "(?:[】〕]|[：:])[：:]?",
            "bracket": "[（(](?:注[：:])?(?:即|指|是指)?",
        },
    ),
    later=_cues(
        "",
        {
            "later_is": f"[，,]{_ADVERB}(?:就是|是?指{_NO_VERB}|是|为(?!了|此))(?!否)",
            "later_consists": f"[，,]{_ADVERB}(?=由[^。；]{{2,80}}(?:组成|构成|设立))",
            "note": "(?<=[（(])注[：:](?:是指|指)?",
        },
    ),
    before=_cues(
        "",
        {
            "named": "[，,（(]?(?:[被由][^，。；、的“”被由]{0,10}?)?"
            "(?:以下|[下并也又还亦被俗统合通])*"
            "(?:简称|(?<=[统合俗并又也下])称|称之?为|称作|叫做|誉为|概括为|归纳为)"
            '(?:[^，。；、“”]{0,6}的)?为?[：:]?[“‘"「《]?$',
            "this_is": "[，,](?:也就是|这就是|此即|即)(?:我们)?(?:常?说的|所说的|所谓的?)?"
            '[“‘"「《]?$',
            "short": '[（(][“‘"「《]?$',
            "dashed": '——[“‘"「《]?$',
        },
    ),
    before_ends=tuple("称为作做是即的谓：:（(—"),
    pointing=_cues(
        "",
        {
            "points": "(?:这里|这|它|其|此|该[^，。；是指]{0,8})(?:所?说的)?"
            "(?:就是|也是|是指|指的是|是|指|主要|由|包括)(?![说，否])"
        },
    ),
    bounds=re.compile(_BOUNDS_ZH),
    inserted=re.compile(
        f"{_BOUNDS_ZH}|(?<=..)(?=[为达是将已在于对]|今[天年]|同比|会议|增长|加速|全面)"
    ),
    full=re.compile("[。！？!?；;]"),
    explained=re.compile('(?:所谓的?|什么是)[“‘"「《]?$'),
)
_SPEAKS = "(?:refers?\\s+to|comprises?|consists?\\s+of|means?|is|are|was|were|includes?|covers?)"
_BOUNDS_EN = r"[,;:](?=\s)|[.!?](?=[\s”\"’)]|$)|\s[(]|[)]|\s*(?:–|—|--)|$"
_ENGLISH = Patterns(
    after=_cues(
        r"[”’\"]?"
        r"(?:\s*[(\[](?!note|i\.e|namely|that\s+is|this\s+refers|meaning)[^()]{0,80}[)\]]){0,2}"
        r"(?:,?\s+(?:as\s+)?(?:(?:used|referred\s+to|mentioned|employed|stated)\s+"
        r"(?:in|herein|here|for|above)|in\s+(?:this|these)\s)[^.;:]{0,40}?"
        r"|,?\s+or\s+[^.,;:(]{2,70}?(?:\s*[(\[][^()]{0,80}[)\]]){0,2},?"
        r"|\s+(?:of|for|to)\s+[^.,;:]{2,50}?)?",
        {
            "means": r",?\s*\b(?:\w+ly\s+)?(?:here\s+|also\s+|shall\s+|which\s+)?"
            r"(?:refers?\s+to|(?:is|are)\s+defined\s+as|stands?\s+for|denotes?"
            r"|signif(?:y|ies)|means?(?!\s+of)|we\s+mean)(?:\s+that)?[,:]?(?=\s)",
            "that_is": r",?\s*[(]?\b(?:namely|i\.e\.|that\s+is(?:\s+to\s+say)?|or)[,:]?(?=\s)",
            "is": r",?\s*\b(?:which\s+)?"
            r"(?:is|are|was|were|has\s+been|constitutes?|represents?|becomes?|became)(?=\s)"
            r"(?:\s+(?:also|both|essentially|in\s+essence|actually))?",
            "consists": r",?\s*\b(?:which\s+)?(?:\w+ly\s+)?(?:consists?\s+of|comprises?"
            r"|comprising|composed\s+of|made\s+up\s+of|formed\s+by)(?=\s)",
            "holds": r",?\s*\b(?:which\s+)?(?:\w+ly\s+)?"
            r"(?:includes?|covers?|encompass(?:es)?|including|contains?)(?=\s)",
            "serves": r",?\s*\b(?:which\s+)?(?=(?:aims?|aimed|seeks?|designed|used|intended"
            r"|established|launched|created|set\s+up|calls?|requires?|allows?|enables?"
            r"|(?:by|under|in)\s+which|whereby)\s)",
            "apposed": r",(?=\s+(?:an?|the|which|one|its|our|China[’']s)\s)",
            "dash": r"\s*(?:–|—|--)",
            "colon": r"\s*:",
            "bracket": r"\s*[(](?:note:?\s*)?(?:this\s+)?"
            r"(?:refers?\s+to|means?|i\.e\.,?|namely)?",
        },
    ),
    later=_cues(
        "",
        {
            "later_is": r",\s+(?:which|it|this|we)?\s*(?:in\s+essence\s+)?"
            r"(?:refers?\s+to|is|are|was|means?)(?=\s)",
            "note": r"(?<=[(])Note:\s*(?:(?:This|It|These|They|The\s+\w+"
            rf"|An?\s+(?:[\w-]+\s+){{1,4}}?)\s*{_SPEAKS}(?=\s))?",
        },
    ),
    before=_cues(
        "",
        {
            "named": r",?\s*(?:also\s+|which\s+is\s+|is\s+|are\s+|so\s+|[(])*"
            r"(?:known\s+as|called|referred\s+to\s+as|termed|dubbed|named"
            r"|abbreviated\s+(?:as|to)|hereinafter(?:\s+(?:referred\s+to\s+as|called))?"
            r"|collectively)\s+(?:the\s+|as\s+)*[“‘\"]?$",
            "this_is": r",\s+(?:or|namely|i\.e\.,?)\s+(?:the\s+)?[“‘\"]?$",
            "short": r"\s*[(](?:or\s+|the\s+)*[“‘\"]?$",
        },
    ),
    before_ends=(
        *("as", "called", "termed", "dubbed", "named", "hereinafter", "collectively", "to"),
        *("the", "or", "namely", "i.e.", "i.e.,", "("),
    ),
    pointing=_cues(
        "",
        {
            "points": r"(?:This|That|It|They|These|Those|The\s+\w+)\s+(?:here\s+|term\s+)?"
            rf"{_SPEAKS}(?=\s)"
        },
    ),
    bounds=re.compile(_BOUNDS_EN),
    inserted=re.compile(rf"{_BOUNDS_EN}|\s(?=(?:is|are|was|were|has|have|will|shall)\s)"),
    full=re.compile(r"[;!?]|\.(?=\s)"),
    explained=re.compile(r"(?:what\s+is|so-called)\s*[“\"‘]?$", re.IGNORECASE),
)
PATTERNS = {Language.ZH: _CHINESE, Language.EN: _ENGLISH}
