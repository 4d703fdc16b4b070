"""Keep and show: the crawl log, the archive, search, exports and the reading room."""
