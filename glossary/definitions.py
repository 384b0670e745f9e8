"""Definitions drawn from context: sentences that say what a term is, not that it matters.

A definition is a verbatim span of one segment. Patterns follow the definitional contexts of
Meyer 2001 ("Extracting knowledge-rich contexts for terminography") and Pearson 1998 ("Terms in
Context"): defining verbs, copulas with a genus, appositions, enumerations. The term has to be the
subject of its clause; a sentence that merely holds it defines nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from align.model import Language, SegmentedDocument
from glossary.chinese.words import words
from glossary.formulas import Corpus, members
from glossary.genus import classifies, judges, names_own_head
from glossary.model import Candidate, Definition, Kind, Occurrence

_LONGEST = 300  #: characters of a definition
_CUE_WITHIN = 200  #: characters after the term in which a cue has to end
_MOST_PLACES = 300  #: occurrences looked at
_MOST = 5  #: definitions returned
_PLAIN = 0.95  #: score of cues such as 是指 after which nothing that follows is a mere judgement
_OWN_HEAD = 0.1  #: added where the genus is the head of the term
_SHORTEST = {Language.ZH: 6, Language.EN: 15}  #: characters after the cue that can define anything


@dataclass(frozen=True, slots=True)
class _Cue:
    """A pattern right after the term, and how surely it defines; `genus`: a class must follow."""

    pattern: re.Pattern[str]
    score: float
    genus: bool = False


def _zh(pattern: str, score: float, *, genus: bool = False) -> _Cue:
    return _Cue(re.compile(f'[”’"」』》]?(?:{pattern})'), score, genus)


def _en(pattern: str, score: float, *, genus: bool = False) -> _Cue:
    return _Cue(re.compile(rf"[”’\"]?\s*(?:{pattern})(?=[\s,:(“\"])", re.IGNORECASE), score, genus)


_AFTER: dict[Language, tuple[_Cue, ...]] = {
    Language.ZH: (
        _zh(
            "(?:的(?:含义|内涵|意思|基本内涵|科学内涵)?)?，?(?:就是指|是指|指的就是|指的是|系指|意为|意味着)",
            0.95,
        ),
        _zh(
            "，?(?:主要|具体|基本)?(?:由.{2,80}(?:构成|组成)|分为.{2,60}|是.{2,120}的(?:总称|统称|简称|合称|总和))",
            0.9,
        ),
        _zh("，?(?:即|也就是|亦即)(?![使便将日时可刻席])", 0.8),
        _zh("(?:的(?:核心|本质|实质|要义|精髓|根本|关键|灵魂|主题))，?(?:就是|在于|是)", 0.75),
        _zh("，?(?:就是要?|是要)", 0.75),
        _zh("(?:主要|具体|基本内容)?(?:包括|包含|涵盖)", 0.7),
        _zh("，?(?:始终|从来|历来|历史地|本身|正|就|都|也)?(?:是|作为)", 0.6, genus=True),
    ),
    Language.EN: (
        _en(
            r",?\s*(?:which\s+)?(?:refers?\s+to|is\s+defined\s+as|are\s+defined\s+as|stands?\s+for|denotes?)",
            0.95,
        ),
        _en(r"(?:means|mean)(?!\s+(?:of|to\s+an\s+end))", 0.85),
        _en(
            r"(?:\w+ly\s+)?(?:consists?\s+of|comprises?|is\s+composed\s+of|are\s+composed\s+of|is\s+made\s+up\s+of|is\s+formed\s+by)",
            0.85,
        ),
        _en(r",?\s*(?:namely|that\s+is(?:\s+to\s+say)?,|i\.e\.,?)", 0.8),
        _en(r"(?:in\s+essence\s+|essentially\s+)?(?:is|are)\s+(?:to|about|that|where)", 0.65),
        _en(r"(?:mainly\s+|primarily\s+)?(?:includes?|covers?|encompass(?:es)?)", 0.65),
        _en(
            r",?\s*(?:is|are|was|constitutes?|represents?|embod(?:y|ies))(?=\s+(?:\w+ly\s+|also\s+)?(?:an?|the|our|its|china[’']s|one)\s)",
            0.6,
            genus=True,
        ),
        _en(r"are", 0.6, genus=True),
    ),
}

#: Whether one of the cues follows; nothing follows most terms.
_ANY_CUE: dict[Language, re.Pattern[str]] = {
    language: re.compile("|".join(cue.pattern.pattern for cue in cues), cues[0].pattern.flags)
    for language, cues in _AFTER.items()
}

_BEFORE: dict[Language, tuple[tuple[re.Pattern[str], float], ...]] = {
    Language.ZH: (
        (
            re.compile(
                '(?:以下简称|简称为?|统称为?|合称|并称|又称|称之为|称为|称作|叫做|概括为|也就是|这就是|此即|即)(?:我们(?:常|所)?说的|所谓的?)?[“‘"「《]?$'
            ),
            0.75,
        ),
    ),
    Language.EN: (
        (
            re.compile(
                r"(?:known\s+as|called|referred\s+to\s+as|termed|dubbed|abbreviated\s+as|hereinafter|collectively)\s+(?:the\s+|as\s+)*[“‘\"]?$",
                re.IGNORECASE,
            ),
            0.75,
        ),
        (
            re.compile(
                r"\((?:the\s+)?(?:or\s+|hereinafter\s+(?:referred\s+to\s+as\s+)?)(?:the\s+)?[“‘\"]?$|\((?:the\s+)?[“‘\"]$",
                re.IGNORECASE,
            ),
            0.7,
        ),
    ),
}

#: Phrases right before a term that say what it is, from the phrase on: 改革开放这一基本国策.
_APPOSED: dict[Language, tuple[tuple[re.Pattern[str], float], ...]] = {
    Language.ZH: (
        (re.compile("(?P<what>[^，。；：！？、“”]{4,60})(?:这个|这一|这种|这项|这条)[“‘]?$"), 0.6),
        (re.compile("(?P<what>[“][^”]{6,80}[”])的$"), 0.65),
        (
            re.compile(
                "(?:^|[^、\\w])(?:[按照要着]{0,2})(?P<what>(?:[^，。；：！？、“”]{3,16}、){1,5}[^，。；：！？、“”]{3,16})的$"
            ),
            0.55,
        ),
    ),
    Language.EN: (
        (re.compile(r"(?P<what>[“\"][^”\"]{12,120}[”\"])\s+$"), 0.6),
        (
            re.compile(r"(?P<what>[“\"][^”\"]{20,160}[”\"]),\s+(?:which\s+is\s+)?(?:the|our)\s+$"),
            0.6,
        ),
    ),
}
#: Who names it, at the end of what is named: 被人们(称为), 由我们(统称为).
_AGENT = re.compile("(?:被|由)[^，。；：的]{0,12}$")
#: What is named by a mere pointer to the text before is not told: 这一过程被称为.
_POINTS_BACK = re.compile("^(?:这|那|该|其|此)")
#: How all that `_BEFORE` and `_APPOSED` find ends, but for blanks and quotation marks.
_NAMING: dict[Language, tuple[str, ...]] = {
    Language.ZH: tuple("称为作做是即的谓"),
    Language.EN: (
        *("as", "called", "termed", "dubbed", "hereinafter", "collectively"),
        *("the", "or", "("),
    ),
}
#: Points at what stands right before it, as the object of a verb there or in apposition to a noun.
_POINTER = re.compile("这[个一种项条][“‘]?$")
_APPOSING: dict[Language, tuple[str, ...]] = {
    Language.ZH: ("这个", "这一", "这种", "这项", "这条", "的"),
    Language.EN: ("”", "the", "our"),
}
_LONGEST_ENDING = 12  #: characters
#: What ends a noun phrase, so that the term is its head and not part of a longer one.
_CLOSED = re.compile("[”’」]?(?:[，。；：！？、）的和与，及是就为]|$)")
#: Heads that sum up what a list before them spells out.
_SUMS_UP = re.compile(
    "(?:目标|精神|要求|任务|原则|理念|方针|布局|体系|制度|作风|战略|格局|路线|道路|思路|价值观|标准|优势|特征|方略|方法|机制|理论|思想|观点)$"
)
#: Openings of a segment that say what the one before ended in.
_POINTING_BACK: dict[Language, re.Pattern[str]] = {
    Language.ZH: re.compile("(?:这就是|就是|这是|即|也就是)(?![说，])"),
    Language.EN: re.compile(
        r"(?:That|This|It|They|These)\s+(?:is|means|are)\s+(?=(?:the|a|an|to|our)\s)"
    ),
}

#: What may stand between the start of a clause and the term that is its subject.
_SUBJECT: dict[Language, re.Pattern[str]] = {
    Language.ZH: re.compile(
        '(?:^|[。！？；，：\n])(?:（[^）]{0,12}）)?(?:因此|所以|是因为|因为|而|可见|我们说|一般来说|具体来说|简言之|总之|当前|当代)?，?(?:所谓的?|这种|这个|我们的|我们党的|我国的|我们所说的|新时代|中国|我国|党的|我们党|广大|实现|推进|建设|坚持)?[“‘"「《]?$'
    ),
    Language.EN: re.compile(
        r"(?:^|[.!?;:,]\s+|\n\s*|\bthat\s+|\bthe\s+fact\s+that\s+)(?:first|second|third|therefore|thus|hence|and|but|in\s+essence|in\s+short|in\s+fact)?,?\s*(?:the\s+|a\s+|an\s+|our\s+|its\s+|so-called\s+|what\s+we\s+call\s+|realizing\s+|by\s+)*[“‘\"]?$",
        re.IGNORECASE,
    ),
}

_EVALUATION: dict[Language, re.Pattern[str]] = {
    Language.ZH: re.compile(
        "^(?:十分|非常|极其|至关|很|更|最|不|多么|何等|有|正确|必要|重要|必须|可以|能够|完全|这样|如此|怎样|什么|否|什么样"
        "|当务之急|重中之重|大势所趋|人心所向|题中应有之义|必由之路|必然|关键|决定性|长期的?，|一个?(?:重要|重大|系统|长期|艰巨|紧迫)"
        "|(?:我们|全党|各级|全社会|当前)?[^，。；]{0,24}(?:必然(?:要求|选择|趋势|结果)|重要(?:任务|课题|举措|抓手|意义|作用|职责|内容|保证|保障|支撑|前提|条件)"
        "|迫切(?:要求|需要|任务)|重大(?:任务|课题|意义|举措|责任)|共同(?:责任|任务|心愿|期盼|愿望)|关键(?:所在|一招)|应有之义|必由之路|当务之急|重中之重|时代要求|神圣职责))"
    ),
    Language.EN: re.compile(
        r"^\s*(?:\w+ly\s+|also\s+)?(?:of\s|an?\s+(?:must|need|necessity|priority|matter|question|inevitable|urgent|pressing|daunting|arduous|long-term|big|huge|common\s+(?:aspiration|task|wish)|major\s+(?:task|issue|event|measure|initiative)|key\s+(?:task|link|measure)|important\s+(?:task|issue|part|measure|step|guarantee|responsibility|topic|event|role)|good|great\s+(?:importance|significance)|very)\b"
        r"|the\s+(?:most|only|key|right|inevitable|first|best|urgent|top|common\s+(?:aspiration|responsibility|wish)|same|case|reason|result|need|way\s+forward|priority)\b"
        r"|one\s+of\b|our\s+(?:shared|common|duty|responsibility|top|urgent)\b"
        r"|necessary|important|urgent|essential|vital|crucial|critical|clear|heavy|inevitable|not\b)",
        re.IGNORECASE,
    ),
}


def definitions(
    candidate: Candidate, documents: Sequence[SegmentedDocument] | Corpus
) -> tuple[Definition, ...]:
    """What the documents say the candidate means, best first; empty where nothing defines it.

    A numeric formula's list of members comes first. Scores are 0 to 1: how surely the span defines
    the term rather than judges or mentions it.
    """
    language = candidate.language
    corpus = Corpus.of(documents)
    by_source = corpus.by_source(language)
    found: list[Definition] = []
    if candidate.kind is Kind.NUMERIC:
        for form in candidate.surfaces[:3]:
            spelled = members(form, language, corpus, candidate.occurrences)
            if spelled:
                found.append(spelled)
                break
    rest: dict[tuple[str, int | None], Definition] = {}
    for place in candidate.occurrences[:_MOST_PLACES]:
        document = by_source.get(place.document)
        if document is None or place.segment >= len(document.segments):
            continue
        text = document.segments[place.segment].reading.text
        drawn = [*_in_segment(text, place, language), *_pointed_back(document, place, language)]
        for definition in drawn:
            key = (place.document, definition.segment)
            if key not in rest or definition.score > rest[key].score:
                rest[key] = definition
    ranked = sorted(rest.values(), key=lambda d: -d.score)
    return tuple(_in_text(each, by_source) for each in [*found, *ranked][:_MOST])


def _in_text(definition: Definition, by_source: Mapping[str, SegmentedDocument]) -> Definition:
    """The definition with its place in the text of its segment as it stands."""
    document = by_source.get(definition.source)
    if document is None or None in (definition.segment, definition.start, definition.end):
        return definition
    reading = document.segments[definition.segment or 0].reading
    start, end = reading.outer(definition.start or 0, definition.end or 0)
    return replace(definition, start=start, end=end)


def _in_segment(text: str, place: Occurrence, language: Language) -> Iterator[Definition]:
    left = text[max(0, place.start - 100) : place.start]
    # That a cue follows is rarer and found faster than that the term is a subject.
    stop = min(len(text), place.end + _CUE_WITHIN)
    if _ANY_CUE[language].match(text, place.end, stop) and _SUBJECT[language].search(left):
        yield from _by_cue(text, place, language)
    yield from _apposed(text, place, language)
    if not _ends_in(left, _NAMING[language]):
        return
    if language is Language.ZH and text.startswith("、", place.end):
        return  # the first of a list: what is named is all of it
    for pattern, score in _BEFORE[language]:
        match = pattern.search(left)
        if match:
            start = _clause_start(text, place.start - len(left) + match.start(), language)
            end = place.start - len(left) + match.start()
            body = text[start:end].strip(" ，,（(、\n")
            if language is Language.ZH:
                body = _AGENT.sub("", body)
                if _POINTS_BACK.match(body):
                    return
            if _SHORTEST[language] <= len(body) <= _LONGEST:
                start += text[start:end].index(body[0]) if body else 0
                yield _definition(text, place, start, start + len(body), language, score)


def _ends_in(left: str, endings: tuple[str, ...]) -> bool:
    """Whether a text ends in one of these words, whatever its case, blanks and quotes after it.

    It is a quick look at what comes before nearly every term, and lets through more than patterns
    find.
    """
    bare = left.rstrip().rstrip('“‘"「《').rstrip()
    return bare[-_LONGEST_ENDING:].casefold().endswith(endings)


def _may_appose(left: str, language: Language) -> bool:
    """Whether what stands before a term ends as appositions do; English ones are quoted."""
    quoted = language is Language.ZH or "”" in left or '"' in left
    return quoted and (left.rstrip().endswith('"') or _ends_in(left, _APPOSING[language]))


def _apposed(text: str, place: Occurrence, language: Language) -> Iterator[Definition]:
    """What a phrase right before the term says it is."""
    floor = max(0, place.start - _LONGEST // 2)
    left = text[floor : place.start]
    if not _may_appose(left, language):
        return
    if language is Language.ZH and not _CLOSED.match(text, place.end):
        return
    for pattern, score in _APPOSED[language]:
        match = pattern.search(left)
        listed = match is not None and "、" in match["what"] and match["what"][0] not in "“"
        if listed and not _SUMS_UP.search(text[place.start : place.end]):
            continue
        if match and _POINTER.search(match[0]) and _governs(match["what"]):
            return
        if match:
            start = floor + match.start("what")
            yield _definition(text, place, start, place.end, language, score)
            return


def _governs(what: str) -> bool:
    """Whether a text ends in a word that has what follows as its object: 要落实(这一要求).

    A verb with an adjective before it is a noun: 民族的伟大复兴(这一梦想).
    """
    tags = words(what).tags
    if not tags or what.endswith(("于", "是", "为")) or tags[-1] in ("p", "d", "c"):
        return bool(tags)
    before = tags[-2] if len(tags) > 1 else ""
    return (tags[-1] == "v" and before != "a") or (tags[-1] == "vn" and before in ("p", "d", "v"))


def _pointed_back(
    document: SegmentedDocument, place: Occurrence, language: Language
) -> Iterator[Definition]:
    """What the next segment says of the term that ends this one: 这就是…, "That is the …"."""
    text = document.segments[place.segment].reading.text
    index = place.segment + 1
    if len(text) - place.end > 3 or index >= len(document.segments):
        return
    following = document.segments[index].reading.text
    cue = _POINTING_BACK[language].match(following)
    if not cue or _judges(following[cue.end() :], language):
        return
    end = _span_end(following, 0, cue.end(), language)
    if end - cue.end() >= _SHORTEST[language] - 2:
        there = Occurrence(place.document, index, 0, end)
        yield _definition(following, there, 0, end, language, 0.65)


def _by_cue(text: str, place: Occurrence, language: Language) -> Iterator[Definition]:
    for cue in _AFTER[language]:
        match = cue.pattern.match(text, place.end, min(len(text), place.end + _CUE_WITHIN))
        if not match:
            continue
        rest = text[match.end() : match.end() + _LONGEST]
        if _asks(text, match.end()) or (cue.score < _PLAIN and _judges(rest, language)):
            return
        start = place.start
        term = text[start : place.end]
        if cue.genus and not classifies(term, rest, language):
            return
        end = _span_end(text, start, match.end(), language)
        if end - match.start() >= _SHORTEST[language]:
            own = cue.genus and names_own_head(term, rest, language)
            yield _definition(text, place, start, end, language, cue.score + own * _OWN_HEAD)
        return


def _judges(rest: str, language: Language) -> bool:
    """Whether what follows a cue says how the term matters."""
    return bool(_EVALUATION[language].match(rest.lstrip())) or judges(rest, language)


def _asks(text: str, start: int) -> bool:
    """Whether the sentence after `start` is a question."""
    stop = re.compile(r"[。.!！？?]").search(text, start)
    return bool(stop) and stop is not None and stop[0] in "？?"


def _span_end(text: str, start: int, after: int, language: Language) -> int:
    """The end of the sentence, or of its last clause within the longest definition."""
    ends = "[。！？]" if language is Language.ZH else r"[.!?](?=[\s”\"’)]|$)"
    stop = re.compile(ends).search(text, after)
    end = stop.end() if stop else len(text)
    if end - start <= _LONGEST:
        return end
    marks = "；，、" if language is Language.ZH else ";,"
    cut = max(text.rfind(mark, after, start + _LONGEST) for mark in marks)
    return cut if cut > after else start + _LONGEST


def _clause_start(text: str, end: int, language: Language) -> int:
    """Where the sentence that ends before `end` starts, at most a definition's length away."""
    marks = "。！？；\n" if language is Language.ZH else ".!?;\n"
    floor = max(0, end - _LONGEST)
    return max(floor, max(text.rfind(mark, floor, end - 1) for mark in marks) + 1)


def _definition(
    text: str, place: Occurrence, start: int, end: int, language: Language, score: float
) -> Definition:
    return Definition(
        language=language,
        text=text[start:end],
        source=place.document,
        segment=place.segment,
        start=start,
        end=end,
        score=score,
    )
