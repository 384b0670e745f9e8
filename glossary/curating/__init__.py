"""What people do to entries: join those that are one, quote, select, put beads right."""
