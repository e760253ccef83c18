"""Learned weights, each with its card, and what runs them."""
