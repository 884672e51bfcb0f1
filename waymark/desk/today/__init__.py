"""Today: what an editor wants on Monday morning, only of what they may see."""
