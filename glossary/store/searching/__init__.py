"""Concepts found by what their terms are: keys, spellings, grams, and names that people type."""
