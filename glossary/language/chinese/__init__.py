"""Chinese: words, what dictionaries say of them, pinyin, and numbers in forms."""
