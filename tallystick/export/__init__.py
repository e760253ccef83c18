"""Export: one module a format, each a view of the three public records."""
