"""Terms of art in English text: translations and texts that exist only in English."""
