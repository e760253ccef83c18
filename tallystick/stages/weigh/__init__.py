"""weigh: copies, voices, positions, tallies, contradictions and grade."""
