"""Export: views of the three public records, one module a format."""
