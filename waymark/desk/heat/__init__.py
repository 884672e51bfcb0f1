"""How it reads: the shared manual being written as a heat map, for its editors."""
