"""Stages: pure functions, one folder a verb, blind to each other; they meet in pipeline.py."""
