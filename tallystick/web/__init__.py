"""Web: pages that open from disk."""
