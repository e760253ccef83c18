"""Records: what can be said. Frozen, no input or output."""
