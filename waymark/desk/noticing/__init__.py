"""Noticing: what is to be put right in a draft as it stands in the browser, at the field it is about."""
