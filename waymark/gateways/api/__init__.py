"""For other systems: what is in force, as JSON, with the citation in every answer."""
