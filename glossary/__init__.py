"""Terms of art: detection, pairing, definitions, variants, the store and lookup."""
