"""Telling us: the question at the foot of every page, and what stands in its place when the desk is down."""
