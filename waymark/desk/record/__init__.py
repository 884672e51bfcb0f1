"""The record, what was taken out, earlier saves, and how long things are kept."""
