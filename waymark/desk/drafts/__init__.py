"""Drafts: saving what is written, with nothing lost and no conflict passed over."""
