"""The ways in for families: choosing one, the two of them, and how to leave no trace."""
