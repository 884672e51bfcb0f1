"""The standing pages: what this is, accessibility, privacy, and pages that are not there."""
