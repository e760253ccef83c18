"""Annotated reports of our own, the gate that scores the reading against them, and the bench."""
