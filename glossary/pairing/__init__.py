"""The renderings of Chinese terms, found in the sentences that translate theirs."""

from __future__ import annotations

from glossary.pairing.model import Pairing, Place, Rendering
from glossary.pairing.pair import pair

__all__ = ["Pairing", "Place", "Rendering", "pair"]
