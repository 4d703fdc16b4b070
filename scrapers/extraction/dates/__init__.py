"""How Indonesian writes a date: reading dates out of labels, datelines and running text. Pure and without a clock."""

from scrapers.extraction.dates.datelines import Dateline, dateline
from scrapers.extraction.dates.events import event_range
from scrapers.extraction.dates.labels import DateReading, read_date
from scrapers.extraction.dates.mentions import DateMention, find_dates
from scrapers.extraction.dates.years import complete_year

__all__ = [
    "DateMention",
    "DateReading",
    "Dateline",
    "complete_year",
    "dateline",
    "event_range",
    "find_dates",
    "read_date",
]
