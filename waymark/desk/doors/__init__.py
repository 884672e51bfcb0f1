"""The two doors: out of the desk to a manuscript or a pack, and into it from a pack."""
