"""How this looks: text size, spacing and view, as a reader chooses them, kept on their device alone."""
