"""Pages of people: coming in, one's account, who does what, and the consortium's settings."""
