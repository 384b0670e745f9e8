"""How many phrases are shown in their citation form, of those in bench/citations.toml.

    python -m bench.citations [GOLD ...]

For each language the share that is right as it stands in the text, and by
`glossary.language.citation`; the phrases that come out wrong are named. GOLD are files of terms
with "renderings" by language, each with its "text" and, where that is another, its "base".
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from align.model import Language
from align.normalise import normalised
from glossary.language.citation import citation, has_citation_forms

OWN = Path(__file__).with_name("citations.toml")


def own_phrases() -> Mapping[str, Mapping[str, str]]:
    """Phrases of our own by language, with their citation forms."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(OWN.read_text(encoding="utf-8"))
    return found


def gold_phrases(paths: Iterable[Path]) -> Mapping[str, Mapping[str, str]]:
    """Renderings of files of terms by language, with their citation forms."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            for language, renderings in json.loads(line)["renderings"].items():
                for each in renderings:
                    found[language][each["text"]] = each.get("base", each["text"])
    return found


def wrong(phrases: Mapping[str, str], language: Language) -> Iterator[tuple[str, str, str]]:
    """Phrases that come out wrong: as they stand, what is made of them, what is wanted."""
    for text, wanted in phrases.items():
        made = citation({normalised(text): 1}, language)
        if made.casefold() != normalised(wanted).casefold():
            yield text, made, wanted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="*")
    options = parser.parse_args()
    every = gold_phrases(options.gold) if options.gold else own_phrases()
    for code, phrases in every.items():
        if code not in ("zh", "zh-tw") and has_citation_forms(Language(code)):
            lost = list(wrong(phrases, Language(code)))
            as_they_stand = sum(text.casefold() == to.casefold() for text, to in phrases.items())
            right = len(phrases) - len(lost)
            print(f"{code}  as they stand {as_they_stand}, right {right} of {len(phrases)}")
            for each in lost:
                print("   ", *each, sep=" | ")


if __name__ == "__main__":
    main()
