"""Tallystick: news reports about armed conflict in, a sourced incident record out."""

__version__ = "0.1.0"
