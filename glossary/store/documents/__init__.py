"""Documents of a glossary: their records and texts, and how they come in with their terms."""
