"""Keeping a copy: on the device, as an app, or as a file to carry."""
