"""What a reader sees: pages, charts, styles and scripts."""
