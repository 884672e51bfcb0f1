"""Words from A to Z, and a page for each."""
