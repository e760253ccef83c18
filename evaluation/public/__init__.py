"""Tallystick's own accounts, claims and mentions scored on public benchmarks, which are read where they lie."""
