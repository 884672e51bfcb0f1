"""The search: its form on every page, its own page, and what was found."""
