"""The manual through time: notices on pages of another day, the day box, citations, editions side by side."""
