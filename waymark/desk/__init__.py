"""The desk: where the consortium and the partnerships write. The only package that knows Wagtail."""
