"""`tifa align-words`: the words of sentence pairs linked with those that translate them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from align.errors import InputError, SettingsError
from align.languages import CHINESE_ENGLISH, Language
from cli import options
from cli.encoding import Encoding
from cli.streams import opened

SEPARATOR = "|||"
_BOM = b"\xef\xbb\xbf"


@click.command("align-words", short_help="Link the words of sentence pairs.")
@click.argument("file")
@click.option("--scores", is_flag=True, help="Write 'i-j:0.93': a link with its probability.")
@options.languages
@options.encoder
@options.no_cache
def command(
    file: str,
    scores: bool,
    languages: tuple[Language, ...],
    encoder: str | None,
    no_cache: bool,
) -> None:
    """Link the words of the sentence pairs in FILE ("-" is standard input).

    A line of FILE is a pair: Chinese words, "|||", English words, with spaces between the words;
    --languages says which others they are in.
    A line of the result holds its links as 'i-j', words counted from 0 (the Pharaoh format).
    Pairs of one document belong in one file: words that occur again are linked better.
    """
    from align.text import called
    from align.words import align_tokens
    from cli.console import progress

    if len(languages) not in (0, 2):
        raise SettingsError("--languages names other than two", "name both: --languages ja,en")
    both = (languages[0], languages[1]) if languages else CHINESE_ENGLISH
    form = "{0.zh}-{0.en}:{0.score:.2f}" if scores else "{0.zh}-{0.en}"
    with opened(file) as stream, progress() as report:
        pairs = _pairs(stream, called(file))
        chosen = Encoding(encoder, no_cache).load()
        for links in align_tokens(pairs, chosen, report, languages=both):
            sys.stdout.write(" ".join(form.format(link) for link in links) + "\n")


def _pairs(lines: Iterable[bytes], source: str) -> Iterator[tuple[list[str], list[str]]]:
    """The pairs of the lines; a line with nothing on it is a pair of empty sides."""
    for number, line in enumerate(lines, 1):
        try:
            # Only spaces of ASCII separate words: an ideographic space can be a word.
            words = [word.decode("utf-8") for word in line.removeprefix(_BOM).split()]
        except UnicodeDecodeError:
            raise InputError(
                f"{source}, line {number}: not UTF-8", "convert the file to UTF-8"
            ) from None
        if words and words.count(SEPARATOR) != 1:
            found = "more than one" if SEPARATOR in words else "no"
            raise InputError(
                f"{source}, line {number}: {found} '{SEPARATOR}' among its words",
                f"write each pair as 'zh words {SEPARATOR} en words'",
            )
        middle = words.index(SEPARATOR) if words else 0
        yield words[:middle], words[middle + 1 :]
