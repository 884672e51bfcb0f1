"""Agreeing: candidates, the rule, sign-offs, and bringing into force what was agreed."""
