"""What changed in the form of the desk's database, step by step."""
