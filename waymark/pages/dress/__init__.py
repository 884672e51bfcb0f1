"""How pages look: the style of each gateway, the fonts in it, and the one script."""
