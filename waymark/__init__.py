"""Waymark: shared child protection procedures, from a manual on disk to gateways in a browser."""
