"""Glossaries of any size for measurements: made up, with the characters of real terms.

A term is two to four words of CC-CEDICT, the head a word that policy terms end in. Words come with
the frequencies of a Zipf distribution, so that some syllables and letters stand in every tenth term
and most in few, as in a real glossary. The same seed makes the same glossary.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from align.dictionary import sample, senses
from align.model import Language
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.model.keys import simplified

#: What policy terms end in.
HEADS = (
    *(
        "改革",
        "发展",
        "建设",
        "制度",
        "体系",
        "战略",
        "工程",
        "行动",
        "机制",
        "政策",
        "规划",
        "会议",
    ),
    *(
        "产业",
        "经济",
        "市场",
        "企业",
        "社会",
        "文化",
        "安全",
        "治理",
        "管理",
        "服务",
        "创新",
        "能力",
    ),
    *(
        "生态",
        "文明",
        "法治",
        "民主",
        "合作",
        "开放",
        "教育",
        "科技",
        "农业",
        "农村",
        "监督",
        "保障",
    ),
)
#: Words of the dictionary that the rest is drawn from.
WORDS = 12_000


def concepts(count: int, seed: int = 5) -> Iterator[Concept]:
    """So many concepts with distinct Chinese terms, one in eight with a rendering to avoid."""
    dice = random.Random(seed)
    heads = [(word, english) for word in HEADS if (english := _english(word))]
    words = [
        (word, english)
        for word in sample(WORDS)
        if simplified(word) == word and (english := _english(word))
    ]
    dice.shuffle(words)
    words = heads + words
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    seen: set[str] = set()
    while len(seen) < count:
        size = dice.choice((1, 1, 1, 2, 2, 3))
        parts = [*dice.choices(words, cum_weights=weights, k=size), dice.choice(heads)]
        chinese = "".join(zh for zh, _ in parts)
        if chinese in seen:
            continue
        seen.add(chinese)
        english = " ".join(en for _, en in parts)
        terms = [
            Term(Language.ZH, chinese, TermStatus.PREFERRED),
            Term(Language.EN, english, TermStatus.PREFERRED),
        ]
        if dice.random() < 0.125:
            of = f"{parts[-1][1]} of {' '.join(en for _, en in parts[:-1])}"
            terms.append(Term(Language.EN, of, TermStatus.DEPRECATED))
        yield Concept(
            f"made{len(seen):07}",
            tuple(terms),
            status=dice.choice((ConceptStatus.APPROVED, ConceptStatus.PROPOSED)),
            score=round(dice.random(), 4),
            frequency=dice.randrange(1, 50),
        )


def _english(word: str) -> str:
    """The shortest English of a word that is a word or two; "" where there is none."""
    plain = (sense.strip().removeprefix("to ").removeprefix("a ").strip() for sense in senses(word))
    short = [sense for sense in plain if 0 < len(sense.split()) <= 2 and sense.isascii()]
    return min((sense for sense in short if len(sense) > 2), key=len, default="")
