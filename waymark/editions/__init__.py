"""Compiling, fingerprints, the shelf, what was in force on a day, verifying."""
