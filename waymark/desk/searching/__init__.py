"""Searching the desk: every word of what a person may see; nothing that was asked for is kept."""
