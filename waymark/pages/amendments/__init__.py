"""Amendments as a reader sees them: what was taken out and put in, in words as well as by mark."""

from waymark.pages.amendments.show import AMENDMENTS_CSS, amendments_html

__all__ = ["AMENDMENTS_CSS", "amendments_html"]
