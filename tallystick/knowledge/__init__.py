"""Knowledge: read-only tables, each with its source, licence and date."""
