"""Entries on their way in from files: tables of others, JSON Lines, and what each says."""
