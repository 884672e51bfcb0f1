"""The page of a box or procedure: what to do, how, what if, and where it leads."""
