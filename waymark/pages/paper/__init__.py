"""Local guidance on paper: a page's own words as a PDF to keep or print."""
