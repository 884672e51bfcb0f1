"""How to use this: one short page."""
