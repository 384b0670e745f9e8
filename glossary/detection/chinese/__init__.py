"""Terms of art in Chinese text: segmentation, candidate spans, their statistics and their rank."""

from __future__ import annotations

from glossary.detection.chinese.detect import detected, read

__all__ = ["detected", "read"]
