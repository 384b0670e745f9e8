"""Numbers in Chinese and English: what words, numerals and figures are worth."""
