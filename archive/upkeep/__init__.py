"""Keeping what was kept: copies of ``crawl.db``, proofs, pruning, and the articles that people withdrew."""
