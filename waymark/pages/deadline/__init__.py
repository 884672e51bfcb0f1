"""Deadlines: the form at every box with a time limit, the page of all limits, and what was worked out."""
