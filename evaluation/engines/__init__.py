"""Software that renders the corpus: one module an engine, each of which lists its parts."""

from evaluation.corpus import Part
from evaluation.engines import hexo, nikola, pelican, wordpress

__all__ = ["parts"]


def parts() -> list[Part]:
    """Every engine with every theme."""
    return [*wordpress.parts(), *nikola.parts(), *pelican.parts(), *hexo.parts()]
