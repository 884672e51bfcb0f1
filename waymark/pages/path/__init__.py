"""A reader's own path through the charts: the page that shows it, and what a browser has to know of each step."""
