"""Terms of art in English text: translations and texts that exist only in English."""

from __future__ import annotations

from glossary.detection.english.detect import candidates

__all__ = ["candidates"]
