"""People: who may do what, how they come in, and the gate that every address passes."""
