"""What an archive of an edition says of itself: its first page, and the band on every other."""
