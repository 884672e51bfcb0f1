"""Letters from readers: the public form, the inbox, and letting go in time."""
