"""One message a night to whoever keeps the archive, when something changed: never the same alarm twice."""
