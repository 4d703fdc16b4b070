"""A year of nights on offices whose every event is known: ``make simulate`` writes ``docs/reliability.md``."""
