"""Letters: what readers write to us from a page, who reads it, and how long it is kept."""
