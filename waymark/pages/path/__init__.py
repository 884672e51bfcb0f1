"""A reader's own path: the page that shows it, and what a browser has to know of each step."""
