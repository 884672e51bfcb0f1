"""Procedures: shared topics that are not boxes."""
