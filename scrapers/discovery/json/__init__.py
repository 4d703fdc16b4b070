"""Lists in JSON: the WordPress API, and the documents that scripts fetch."""
