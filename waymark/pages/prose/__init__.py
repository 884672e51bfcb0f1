"""Words as they stand in pages: text as HTML, dates and numbers as people say them."""
