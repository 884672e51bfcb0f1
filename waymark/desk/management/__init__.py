"""Commands for those who run the desk."""
