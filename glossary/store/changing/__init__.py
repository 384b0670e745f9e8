"""What people do to a glossary beyond one concept: import, join, split, withdraw, decide, undo."""
