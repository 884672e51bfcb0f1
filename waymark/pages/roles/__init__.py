"""For you: a page for each role, the choice of one, and what a remembered role changes on other pages."""
