"""When: the date a timescale gives from a start, counted over bank holidays that are pinned here."""
