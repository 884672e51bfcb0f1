"""The `waymark` command line: wiring, settings, the clock."""
