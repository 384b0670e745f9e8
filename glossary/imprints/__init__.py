"""Imprints: who issued a text and when, as the text itself says it."""

from glossary.imprints.reading import imprint_of as imprint_of
