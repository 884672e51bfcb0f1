"""What is local: notes and guidance, always under the partnership's own flag."""
