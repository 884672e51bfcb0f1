"""What the procedures say: frozen data, places, wholeness rules, pack and JSON forms."""
