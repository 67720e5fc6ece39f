"""Repair the names a machine translation garbled, as tracked changes an editor can review."""

__version__ = "0.1.0"
