"""A permanent archive of one edition: one file that opens from disk and can be put back on a shelf."""
