"""Terms of art in texts whose words have no tags, in any language that is known."""

from __future__ import annotations

from glossary.detection.untagged.ranked import ranked

__all__ = ["ranked"]
