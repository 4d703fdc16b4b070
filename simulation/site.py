"""An office's web site: a practice site that follows the diary, faults included."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from demo.article import PracticeArticle
from demo.exchange import Reply, Request
from demo.offices import OFFICES, PracticeOffice
from demo.sites.site import PracticeSite
from simulation.diary import Diary
from simulation.fault import Kind
from simulation.walls import WALLS, shell

_LOOKS = {office.id: office for office in OFFICES}
# Another theme: other classes, other headings around the same words.
_MAKEOVER = (
    (b'class="', b'class="tema2-'),
    (b"<body", b'<body data-tema="2"'),
    (b"<h4>", b'<h2 class="judul">'),
    (b"</h4>", b"</h2>"),
)
_NO_API = Reply(b'{"code":"rest_disabled","message":"Disabled","data":{"status":401}}', "application/json", 401)


class DiarySite:
    """Answers for one office on any night."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary
        self._site = following(diary)

    def answer(self, request: Request, night: int) -> Reply:
        """Answer a GET."""
        plan = self._diary.plan
        fault = next((fault for fault in plan.faults if fault.holds(night)), None)
        if fault and fault.kind in WALLS:
            wall = WALLS[fault.kind](request, plan.id, self._site.name)
            if wall:
                return wall
        if not plan.api and request.path.startswith("/wp-json"):
            return _NO_API
        if fault and self._is_article(request.path, night):
            if fault.kind is Kind.LOST_PAGES:
                return self._site.missing(request, night)
            if fault.kind is Kind.UNREADABLE:
                return shell(self._site.name)
        return self._redrawn(self._site.answer(request, night), night)

    def _is_article(self, path: str, night: int) -> bool:
        return any(path == self._site.article_path(each) for each in self._diary.standing(night))

    def _redrawn(self, reply: Reply, night: int) -> Reply:
        """The page as it looks since the site's latest redesign."""
        redesigned = any(fault.kind is Kind.MAKEOVER and fault.first <= night for fault in self._diary.plan.faults)
        if not redesigned or reply.status != 200 or not reply.content_type.startswith("text/html"):
            return reply
        body = reply.body
        for old, new in _MAKEOVER:
            body = body.replace(old, new)
        return replace(reply, body=body)


@cache
def look(practice: str) -> PracticeOffice:
    """The practice office of this id."""
    return _LOOKS[practice]


def following(diary: Diary) -> PracticeSite:
    """The practice site that ``diary`` looks like, with the diary's articles."""
    office = look(diary.plan.practice)

    def articles(_site: PracticeSite, night: int) -> tuple[PracticeArticle, ...]:
        return diary.standing(night)

    def absent(site: PracticeSite, number: int, request: Request, night: int) -> Reply:
        known = any(life.number == number and life.born <= night for life in diary.lives)
        return site.missing(request, night, site.gone_status if known else 404)

    family = type(f"Diary{office.family.__name__}", (office.family,), {"articles": articles, "absent": absent})
    site: PracticeSite = family(diary.plan.id, office.name, office.region)
    return site
