from __future__ import annotations

from simulation.watching import Seen


def test_a_revision_that_no_edit_explains_is_invented() -> None:
    seen = Seen(0)
    for night, form, revisions in ((0, 0, 0), (1, 1, 1), (2, 1, 2)):
        seen.note(night, form, revisions, present=True)
    assert (seen.forms, seen.invented) == ([(0, 0), (1, 1)], 1)
