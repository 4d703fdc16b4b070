"""Scrapy commands of the project. Scrapy loads all of them before it knows which one is meant."""

from archive.interruption import told_at_last

told_at_last("scrapy")
