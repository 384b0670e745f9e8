"""Terms of art found in texts of one language, and ranked."""
