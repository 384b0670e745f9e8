"""English: words, their tags and stems, and names."""
