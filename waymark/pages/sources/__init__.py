"""Law, guidance, research and reviews: the list, and a page for each."""
