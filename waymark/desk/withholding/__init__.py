"""Withholding: words taken off shelf and desk for ever, by two people and on a legal ground."""
