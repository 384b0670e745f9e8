"""The terms of a glossary marked in a text."""
