"""How fast, how big and how quiet the archive is, as ratios against others in the same run: ``python -m bench``."""
