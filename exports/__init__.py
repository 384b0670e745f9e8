"""One module a file format; `exports.registry` names them all.

What stands here is for programs and stays as it is from version to version:

    >>> from exports import GLOSSARY_FORMATS
    >>> GLOSSARY_FORMATS["xlsx"].suffix
    '.xlsx'

All else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.offering import offered

if TYPE_CHECKING:
    from exports.exporting import LossError as LossError
    from exports.exporting import Report as Report
    from exports.exporting import export_glossary as export_glossary
    from exports.importing import import_glossary as import_glossary
    from exports.registry import GLOSSARY_FORMATS as GLOSSARY_FORMATS
    from exports.registry import Format as Format
    from exports.registry import glossary_format as glossary_format
    from exports.registry import read_glossary as read_glossary

_WHERE = {
    "Format": "exports.registry:Format",
    "GLOSSARY_FORMATS": "exports.registry:GLOSSARY_FORMATS",
    "LossError": "exports.exporting:LossError",
    "Report": "exports.exporting:Report",
    "export_glossary": "exports.exporting:export_glossary",
    "glossary_format": "exports.registry:glossary_format",
    "import_glossary": "exports.importing:import_glossary",
    "read_glossary": "exports.registry:read_glossary",
}
__all__ = sorted(_WHERE)
__getattr__ = offered(__name__, _WHERE)
