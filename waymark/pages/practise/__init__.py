"""Practice: scenarios in which a reader chooses what to do next, and the manual says why."""
