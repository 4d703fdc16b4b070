"""Lists for machines: feeds and sitemaps."""
