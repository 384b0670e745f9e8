"""From texts to proposals: what detection, pairing and definitions find, put together."""
