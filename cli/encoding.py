"""The sentence encoder in use, with the cache of its vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.encoders import Encoder
    from align.errors import EncoderError


@dataclass(frozen=True, slots=True)
class Encoding:
    """Which encoder to use, and how.

    Attributes:
        encoder: the value of `--encoder`.
        no_cache: neither read nor write vectors on disk.
    """

    encoder: str | None = None
    no_cache: bool = False

    def load(self) -> Encoder:
        """The encoder, which keeps its vectors in the user's cache folder if there is one.

        A cache that cannot be used is said on standard error and done without: vectors are the
        same, only slower to come by, and the text may be due in an hour.

        Raises:
            EncoderError: there is no such encoder, or it cannot be had.
            SettingsError: the configuration cannot be used.
        """
        from align.encoders import load
        from align.encoders.cache import cached
        from cli.settings import cache_folder, cache_megabytes, encoder_name

        megabytes, folder = cache_megabytes(), cache_folder()
        encoder = load(encoder_name(self.encoder))
        if self.no_cache or not megabytes or folder is None:
            return encoder
        return cached(encoder, folder, megabytes, _say_without, _say)


def _say(error: EncoderError) -> None:
    from cli.console import say

    say(f"tifa: {error}")


def _say_without(error: EncoderError) -> None:
    from cli.console import say

    say(f"tifa: {error}; this run goes on without it")
