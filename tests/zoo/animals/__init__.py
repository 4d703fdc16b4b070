"""All animals, one module per family."""

from __future__ import annotations

from tests.zoo.animals import (
    burrows,
    circling,
    impostors,
    keepers,
    liars,
    limping,
    refusers,
    sealed,
    swelling,
    wanderers,
)

ANIMALS = tuple(
    animal
    for family in (impostors, refusers, wanderers, sealed, limping, swelling, circling, liars, keepers, burrows)
    for animal in family.ANIMALS
)
