"""What is known of languages: words, tags, spellings and numbers, and forms that compare alike."""
