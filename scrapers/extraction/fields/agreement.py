"""Whether the date that a page tells machines is the one it shows its readers, and which holds where it isn't.

A site that was moved to other software may tell machines the day of the move, a template the day of the visit or none
at all, on every page; the date beside the headline is what readers were shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

_SAME = timedelta(days=1)  # clocks of two zones, or an article written in the evening and sent the next morning


@dataclass(frozen=True, slots=True)
class Published:
    """The day (or moment) of publication: ISO 8601, the characters it was read from, the witness, the doubt."""

    iso: str
    raw: str
    witness: str
    suspect: str | None = None

    @property
    def day(self) -> date:
        """The calendar day."""
        return date.fromisoformat(self.iso[:10])


def is_machines(found: Published) -> bool:
    """Whether a date was written for machines, unseen by readers."""
    return found.witness.startswith(("json-ld", "meta ", "microdata", "time"))


def is_unset(found: Published) -> bool:
    """Whether a machine's date is what software writes where it has none: 1 January 1970."""
    return found.suspect == "year" and is_machines(found)


def agree(one: date, other: date) -> bool:
    """Whether two days may be one."""
    return abs(one - other) <= _SAME


def settle(
    machine: Published, shown: Published, others: Sequence[date], *, firm: bool, today: date | None = None
) -> Published:
    """The date that holds of a machine's and the one beside the headline; doubtful where nothing decides.

    :param others: days that list, address and dateline name
    :param firm: the one shown says that it is the publication's, or stands where all the site's pages have theirs
    :param today: day of the fetch: a machine that always tells it knows nothing
    """
    if agree(machine.day, shown.day) or shown.suspect is not None:
        return machine
    if machine.suspect == "future" or (firm and today is not None and agree(machine.day, today)):
        return shown
    for_machine = sum(agree(machine.day, day) for day in others)
    for_shown = sum(agree(shown.day, day) for day in others)
    if for_machine != for_shown:
        return machine if for_machine > for_shown else shown
    return replace(machine, suspect=machine.suspect or "contradicted")
