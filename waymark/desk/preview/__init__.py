"""Preview: an unsaved draft through the same manuscript and pages as a printing, with differences marked."""
