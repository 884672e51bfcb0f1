"""Charts at the desk: boxes and arrows added, moved, joined and withdrawn, the drawing redrawn as they go."""
