"""What people ask of a whole glossary: lists, counts, evidence in its place, history, files."""
