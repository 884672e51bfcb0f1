"""How the manual reads: text in, reading ages and findings out."""
