"""Marks a function as a Datasette plugin's hook: Datasette's own marker, from the library that has types for it."""

from __future__ import annotations

from pluggy import HookimplMarker

hookimpl = HookimplMarker("datasette")
