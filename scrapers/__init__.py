"""Fetch: from the declaration of an office to articles."""
