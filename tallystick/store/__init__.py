"""The store: append-only records in one SQLite file, and what of them is current."""

from tallystick.store.store import Counts, Store, open_store

__all__ = ["Counts", "Store", "open_store"]
