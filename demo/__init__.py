"""Practice offices: four invented government sites on loopback, with articles whose truth is known."""
