"""Telling people by e-mail what changed when an edition or supplement comes into force."""
