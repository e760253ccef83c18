"""clean: what is not the report's own words is taken out and kept apart."""
