"""Finding the right place in one's own words: an index made when compiling, and a small engine."""
