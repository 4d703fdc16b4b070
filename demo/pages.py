"""Renders the practice sites' templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from demo import furniture, indonesian

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    for name in ("day_month_year", "full_date", "stamp", "barred_stamp", "thousands", "slug"):
        environment.filters[name] = getattr(indonesian, name)
    environment.globals["furniture"] = furniture
    environment.globals["grid"] = Markup(environment.get_template("grid.css").render())  # noqa: S704 - our own file
    return environment


def render(template: str, **context: object) -> str:
    """Render a template below ``demo/templates``."""
    return _environment().get_template(template).render(**context)
