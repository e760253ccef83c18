"""Store: append-only records in SQLite, and the live views over them."""
