"""Tallystick: news reports about armed conflict in, a sourced incident record out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallystick.run import BuildResult, build
    from tallystick.store.store import Store, open_store

__version__ = "0.1.0"
__all__ = ["BuildResult", "Store", "__version__", "build", "open_store"]

_HOME = {
    "BuildResult": "tallystick.run",
    "Store": "tallystick.store.store",
    "build": "tallystick.run",
    "open_store": "tallystick.store.store",
}


def __getattr__(name: str) -> object:
    """The public names, loaded when first asked for: the package's tables are not needed to use one module."""
    if name in _HOME:
        found: object = getattr(import_module(_HOME[name]), name)
        return found
    raise AttributeError(f"module 'tallystick' has no attribute {name!r}; it has {', '.join(__all__)}")
