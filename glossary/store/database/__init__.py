"""The database below the store: engines, schema, migrations, rows, and faults of each."""
