"""What stands in front of a whole site while a fault lasts, in place of its own pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from demo.exchange import Reply, Request, html
from simulation.fault import Kind

ROBOTS = "/robots.txt"
Wall = Callable[[Request, str, str], Reply | None]  # request, office, name of the site -> answer
_PAGE = "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p>{more}</body></html>"
_SHELL = """<!doctype html><html lang="id">
<head><title>{name}</title><script defer src="/assets/app.js"></script></head>
<body><noscript>Aktifkan JavaScript untuk membuka situs ini.</noscript><div id="app"></div></body></html>"""


def _page(title: str, text: str, status: int = 200, more: str = "") -> Reply:
    return html(_PAGE.format(title=title, text=text, more=more), status)


def shell(name: str, status: int = 200) -> Reply:
    """A page that is empty until a browser runs its script."""
    return html(_SHELL.format(name=name), status)


def _broken(_request: Request, _office: str, _name: str) -> Reply:
    return _page("500 Internal Server Error", "The server met a condition that it can't handle.", 500)


def _forbidden(_request: Request, _office: str, _name: str) -> Reply:
    return _page("403 Forbidden", "Access to this resource is denied.", 403)


def _challenge(_request: Request, office: str, _name: str) -> Reply:
    """Some send the challenge as an error, some as a page like any other."""
    return _page(
        "Just a moment...", "Checking your browser before accessing the site.", 403 if office[-1] in "02468" else 200
    )


def _login(_request: Request, _office: str, name: str) -> Reply:
    return _page(
        "Masuk", name, more='<form method="post"><input name="user"><input type="password" name="sandi"></form>'
    )


def _suspended(_request: Request, _office: str, _name: str) -> Reply:
    return _page("Account Suspended", "This account has been suspended. Contact your hosting provider.")


def _moved(request: Request, office: str, _name: str) -> Reply:
    return Reply(b"", status=301, headers={"Location": f"https://{office}-baru.example.go.id{request.target}"})


def _closed(request: Request, _office: str, _name: str) -> Reply | None:
    return Reply(b"User-agent: *\nDisallow: /\n", "text/plain") if request.path == ROBOTS else None


def _emptied(request: Request, _office: str, name: str) -> Reply | None:
    """Every page is drawn by a script; feeds and interfaces went with the old system."""
    machine = request.path.startswith(("/wp-json", "/feed", "/rss", "/wp-sitemap")) or "format" in request.query
    return None if request.path == ROBOTS else shell(name, 404 if machine else 200)


WALLS: Mapping[Kind, Wall] = {
    Kind.ERROR: _broken,
    Kind.BLIP: _broken,
    Kind.BLOCKED: _forbidden,
    Kind.CHALLENGE: _challenge,
    Kind.LOGIN: _login,
    Kind.SUSPENDED: _suspended,
    Kind.MOVED: _moved,
    Kind.ROBOTS: _closed,
    Kind.EMPTIED: _emptied,
}
