"""The steps that bring a store's tables up to date; forward only."""
