"""What a copula says of a term: what kind of thing it is, or how much it matters.

"X is a mechanism by which …" names a genus and what tells X apart from others of it, which is the
definition by genus and difference of ISO 704. "X is an important way to …", X 是…的重要举措, put
X into relation to something else: its head noun names a place in a plan (key, step, part), and the
adjectives before it a degree. The head decides; a few heads can be either, and there its modifiers
do:

- a place in a plan, or praise by a figure of speech: never a genus;
- a manner (way, means, 途径): a genus unless it is graded ("an effective means");
- a norm (task, requirement, 任务): a genus where it belongs to the nature of something (内在要求),
  none where it presses (紧迫任务);
- any other noun: a genus where more than degree stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.model import Language
from glossary.chinese.resources import glosses
from glossary.chinese.words import words
from glossary.english.tags import Token, tokens
from glossary.english.words import word_set

_MOST = 160  #: characters of a complement that are read


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a complement.

    Attributes:
        noun: in English in the singular.
        degrees: the modifiers that only grade it.
        told: whether something beside it tells one of its kind from others.
        unique: whether that only says whose it is, as in "the hope of the town".
    """

    noun: str
    degrees: tuple[str, ...]
    told: bool
    unique: bool = False


def judges(what: str, language: Language) -> bool:
    """Whether what follows a copula says how the term matters, by its head noun."""
    heads = _heads(what[:_MOST], language)
    return bool(heads) and all(_matters(head, language) for head in heads)


def classifies(term: str, what: str, language: Language) -> bool:
    """Whether what follows a copula names a genus of a term and what tells the term apart in it."""
    return any(
        head.told
        and not _matters(head, language)
        and (not head.unique or _is_own(head, term, language))
        for head in _heads(what[:_MOST], language)
    )


def names_own_head(term: str, what: str, language: Language) -> bool:
    """Whether the genus is the term's own head: 潮汐车道是…的车道, "a tidal lane is a lane …"."""
    return any(_is_own(head, term, language) for head in _heads(what[:_MOST], language))


def _is_own(head: _Head, term: str, language: Language) -> bool:
    if language is Language.ZH:
        return term.endswith(head.noun)
    return _singular(term.split()[-1].lower()) == head.noun


@lru_cache(maxsize=64)  # all that is asked of a complement is asked in a row
def _heads(what: str, language: Language) -> tuple[_Head, ...]:
    return tuple(_chinese(what) if language is Language.ZH else _english(what))


def _matters(head: _Head, language: Language) -> bool:
    if head.noun in _PLACES[language]:
        return True
    if head.noun in _MANNERS[language]:
        return bool(head.degrees)
    return head.noun in _NORMS[language] and any(
        degree not in _NATURE[language] for degree in head.degrees
    )


#: Places in a plan, and figures of speech for them.
_PLACES = {
    Language.ZH: word_set(
        "关键 基础 基石 根基 前提 条件 保证 保障 支撑 支柱 支点 依托 抓手 举措 步骤 一步 环节 "
        "部分 组成部分 成分 选择 出路 途 之路 必由之路 之策 之举 之道 之一 课题 难题 问题 挑战 "
        "机遇 考验 重点 难点 焦点 着力点 切入点 突破口 突破点 落脚点 出发点 增长点 发力点 起点 "
        "契机 意义 作用 体现 反映 表现 写照 缩影 结果 原因 缘故 需要 职责 责任 使命 义务 担当 "
        "动力 引擎 杠杆 钥匙 法宝 利器 武器 良方 良药 土壤 沃土 舞台 主战场 主阵地 生力军 "
        "主力军 先锋 先锋队 排头兵 榜样 楷模 典范 表率 脊梁 骄傲 旗帜 源泉 生命线 压舱石 稳定器 "
        "助推器 加速器 催化剂 名片 底色 亮点 里程碑 时候 大事 小事 要事 实事 好事 喜事 头等大事 "
        "硬道理 试金石 关键所在 所在 优势"
    ),
    Language.EN: word_set(
        "key foundation cornerstone bedrock premise prerequisite precondition condition basis "
        "base guarantee safeguard support pillar prop anchor handle grip lever step stage part "
        "component element ingredient constituent link choice option answer solution measure "
        "move priority necessity need must matter issue question problem challenge test "
        "difficulty opportunity chance focus emphasis point breakthrough start beginning "
        "milestone turning-point significance importance role contribution reflection testimony "
        "proof evidence example result outcome consequence reason duty responsibility mission "
        "obligation effort driver engine impetus momentum boost catalyst weapon treasure magic "
        "soil ground stepping stone helm flagship showcase highlight case time moment day event "
        "success failure victory blessing pride hope backbone paragon source banner lifeline "
        "advantage asset way-out choice thing"
    ),
}
#: Manners of doing something.
_MANNERS = {
    Language.ZH: word_set(
        "途径 路径 路子 方式 手段 方法 办法 措施 做法 渠道 平台 载体 工具 道路 思路 窗口 桥梁 "
        "纽带 阵地"
    ),
    Language.EN: word_set(
        "way means method approach path road route channel platform vehicle carrier tool "
        "instrument measure avenue practice window bridge bond"
    ),
}
#: What ought to be done or reached.
_NORMS = {
    Language.ZH: word_set("要求 任务 目标 工作 工程 内容 主题 事业"),
    Language.EN: word_set("requirement task goal objective aim target job work project demand"),
}
#: Modifiers of a norm that say it belongs to the nature of something.
_NATURE = {
    Language.ZH: word_set("根本 基本 核心"),
    Language.EN: word_set("fundamental basic core essential central"),
}
#: Modifiers that only grade.
_DEGREES = {
    Language.ZH: word_set(
        "重要 重大 主要 首要 关键 根本 有效 高效 必要 必然 必由 必须 迫切 紧迫 长期 艰巨 光荣 "
        "伟大 现实 客观 有力 有益 最好 最佳 最优 唯一 正确 坚实 坚强 强大 不竭 宝贵 积极 崇高 "
        "神圣 基本 核心 战略性 基础性 先导性 制胜 最大 最 好 新 大 真正 具体 生动 突出 当前 "
        "眼下 共同 不可或缺 必不可少 行之有效 切实可行 可行 管用 成功 独特 理想"
    ),
    Language.EN: word_set(
        "important key crucial vital essential critical major main principal chief central core "
        "fundamental basic effective efficient great good better best only sole inevitable "
        "necessary integral significant powerful strong solid firm primary top urgent pressing "
        "realistic real practical useful viable feasible indispensable inseparable valuable "
        "precious big huge long long-term arduous daunting glorious lofty noble right correct "
        "sure proven ideal perfect natural objective strategic positive successful unique new "
        "first common shared historic inescapable constructive fine main decisive concrete "
        "vivid"
    ),
}
_KNOWN_ZH = sorted(
    {noun for sort in (_PLACES, _MANNERS, _NORMS) for noun in sort[Language.ZH]},
    key=lambda noun: (-len(noun), noun),
)
_ZH_DEGREE = re.compile(
    "|".join(sorted(map(re.escape, _DEGREES[Language.ZH]), key=lambda d: (-len(d), d)))
)
#: The highest degree judges, whatever the noun; but 最大 and 最高 measure, and 最本质 tells.
_ZH_SUPERLATIVE = re.compile("最(?![大小高低早晚先后新老长短多少终初]|本质|根本|基本|核心)")
_ZH_STOP = re.compile("[。；！？\n]")
_ZH_AGAIN = re.compile("(?:也|更|又|还|都|同时|同样)*(?:就?是)")
_ZH_CLOSERS = "”’」』》）) "
_ZH_COUNT = re.compile("^(?:我们|我国|当前)?(?:的)?[这那]?一?[个项种条类套门支座位名件次场块大]?")
_GRADING = frozenset("adcumqrpxwyz")  #: tags of adjectives, and of what goes with them


def _chinese(what: str) -> Iterator[_Head]:
    """The heads of what 是 says, one for each further 是."""
    stop = _ZH_STOP.search(what)
    clauses = (what[: stop.start()] if stop else what).split("，")
    said: list[list[str]] = [[]]
    for clause in clauses:
        again = _ZH_AGAIN.match(clause) if said[0] else None
        if again:
            said.append([clause[again.end() :]])
        else:
            said[-1].append(clause)
    for parts in said:
        head = _of_clause(_closing(parts))
        if head is not None:
            yield head


def _closing(parts: Sequence[str]) -> str:
    """The clause that holds the head: the first, or the last of clauses that verbs begin."""
    for part in parts:
        if not _begins_with_verb(part):
            break
        if "的" in part:
            return part
    return parts[0]


def _begins_with_verb(clause: str) -> bool:
    tags = words(clause).tags
    return bool(tags) and tags[0] == "v"


def _of_clause(clause: str) -> _Head | None:
    """The head of a clause, its last noun; none where it judges by a superlative, or has none."""
    clause = clause.strip(_ZH_CLOSERS)
    noun = next((noun for noun in _KNOWN_ZH if clause.endswith(noun)), "")
    compound = False
    if not noun:
        cut = words(clause)
        if not cut.texts:
            return None
        noun = cut.texts[-1]
        if noun == "的" or not (cut.tags[-1][0] == "n" or cut.tags[-1] == "vn" or _nominal(noun)):
            return None
        compound = len(noun) > 2
    before = _ZH_COUNT.sub("", clause[: len(clause) - len(noun)])
    near = before[before.rfind("的", 0, -1) + 1 :]
    if _ZH_SUPERLATIVE.search(near):
        return None
    degrees = tuple(_ZH_DEGREE.findall(near))
    return _Head(noun, degrees, compound or _tells(_ZH_DEGREE.sub("", before)))


def _tells(before: str) -> bool:
    """Whether what stands before a noun is more than adjectives: 光明的 grades, 河口的 tells."""
    return any(tag[0] not in _GRADING for tag in words(before).tags)


def _nominal(word: str) -> bool:
    """Whether a dictionary has the word as a noun; most Chinese verbs are nouns too."""
    return any(not gloss.startswith(("to ", "(")) for gloss in glosses(word))


_EN_STOP = re.compile(r"[.;!?](?:\s|$)")
_OPENERS = word_set(
    "a an the our its their this that his her both also indeed in fact one not just"
)
#: The highest degree judges; what is largest or oldest is measured.
_MEASURING = word_set(
    "largest biggest greatest smallest highest lowest oldest newest earliest latest longest "
    "shortest youngest deepest widest first last most least"
)
_RELATIONAL = ("al", "ic", "ary", "an", "ese")  #: endings of adjectives that class
_AFTER_HEAD = frozenset(("IN", "TO", "WDT", "WP", "WRB", "DT", "PRP", "MD", "EX", "VBZ"))
_PARTICIPLES = frozenset(("VBN", "VBG"))
_NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_TELLS = word_set(
    "that which who whose where whereby in under through for of on to with by from between "
    "among behind against within"
)


def _english(what: str) -> Iterator[_Head]:
    """The heads of the noun phrase that a copula is followed by."""
    stop = _EN_STOP.search(what)
    found = tokens(what[: stop.start()] if stop else what)
    at = 0
    while at < len(found) and (found[at].lower in _OPENERS or found[at].tag == "RB"):
        at += 1
    if at < len(found) and found[at].tag == "VBG" and not at:
        return  # "are building ports" is no copula
    end = _run_end(found, at)
    after = found[end] if end < len(found) else None
    told = after is not None and (after.lower in _TELLS or after.tag in _PARTICIPLES)
    definite = at > 0 and found[at - 1].lower == "the"
    unique = definite and _says_whose(found[end:])
    if any(t.tag == "JJS" and t.lower not in _MEASURING for t in found[at:end]):
        return
    start = at
    for place in range(at, end + 1):
        if place == end or found[place].tag == "CC":
            run = [token for token in found[start:place] if token.lower not in _OPENERS]
            if run:
                yield _of_run(run, told, unique)
            start = place + 1


def _says_whose(after: Sequence[Token]) -> bool:
    """Whether nothing follows but "of" and one phrase or two."""
    if not after or after[0].lower != "of":
        return False
    for token in after[1:]:
        if token.tag == ",":
            break
        if token.tag in _PARTICIPLES or (token.lower in _TELLS and token.lower != "of"):
            return False
    return True


def _run_end(found: Sequence[Token], at: int) -> int:
    """Where the words end that may stand before a head, and the head."""
    for place in range(at, len(found)):
        token, before = found[place], found[place - 1] if place > at else None
        if token.tag == "DT" and before is not None and before.tag == "CC":
            continue
        if token.tag in _AFTER_HEAD or token.lower in _TELLS:
            return place
        if token.tag == "," and before is not None and before.tag not in _NOUN_TAGS:
            continue
        if token.tag not in ("POS", "CC") and not token.text[0].isalnum():
            return place
        noun = before is not None and before.tag in _NOUN_TAGS
        follows = found[place + 1].tag if place + 1 < len(found) else "."
        if noun and token.tag in _PARTICIPLES and follows not in _NOUN_TAGS:
            return place
    return len(found)


def _of_run(run: Sequence[Token], told: bool, unique: bool) -> _Head:
    before = [token for token in run[:-1] if token.text[0].isalnum() and token.tag != "RB"]
    degrees = tuple(token.lower for token in before if token.lower in _DEGREES[Language.EN])
    classed = any(map(_classes, before))
    nominal = run[-1].tag in _NOUN_TAGS or (told and run[-1].tag not in _PARTICIPLES)
    noun = _singular(run[-1].lower)
    return _Head(noun, degrees, nominal and (told or classed), unique and not classed)


def _classes(token: Token) -> bool:
    """Whether a modifier tells a kind: nouns, owners, participles, adjectives made of nouns."""
    if token.lower in _DEGREES[Language.EN]:
        return False
    return token.tag != "JJ" or "-" in token.text or token.lower.endswith(_RELATIONAL)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "is", "us")) and word != "means":
        return word[:-1]
    return word
