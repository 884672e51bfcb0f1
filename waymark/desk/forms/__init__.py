"""Forms: the typed facets of a part as fields that look like what they are."""
