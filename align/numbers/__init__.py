"""Numbers: what figures of any language, Chinese numerals and English words are worth."""
