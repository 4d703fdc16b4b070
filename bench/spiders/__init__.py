"""Spiders that ours is measured against; each module is a program."""
