"""mark: spans of a report that speak of acts, times, places, actors, counts, means, things and sources."""
