"""States as JSON carries them, sentences included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from archive.health import Health, OfficeHealth, OurSide, SiteHealth, State
from archive.health.sentences import LANGUAGES, sentences


def record(health: Health) -> dict[str, Any]:
    """All states; offices in the order given."""
    return {
        "our_side": health.ours and _ours_record(health.ours),
        "needs_attention": health.attention,
        "offices": [_office_record(office) for office in health.offices],
    }


def _office_record(office: OfficeHealth) -> dict[str, Any]:
    return {
        "office": office.office,
        "region": office.region,
        "state": office.state,
        "needs_attention": office.attention,
        "label": _label(office.state),
        "sentence": {code: sentences(code).office(office) for code in LANGUAGES},
        "since": office.since,
        "site": office.site,
        "evidence": office.evidence,
        "new_host": office.host,
        "articles": office.articles,
        "newest": office.newest and office.newest.isoformat(),
        "silence_days": office.silence_days,
        "usual_gap_days": office.rhythm.usual_days,
        "patience_days": office.rhythm.patience_days,
        "rhythm_from": office.rhythm.basis,
        "last_visit": office.last_visit,
        "outcome": office.outcome,
        "reads_less": [asdict(drift) for drift in office.drifts],
        "sites": [_site_record(site) for site in office.sites],
    }


def _site_record(site: SiteHealth) -> dict[str, Any]:
    return {
        "site": site.site,
        "state": site.state,
        "needs_attention": site.attention,
        "label": _label(site.state),
        "sentence": {code: sentences(code).site(site) for code in LANGUAGES},
        "since": site.since,
        "evidence": site.evidence,
        "new_host": site.host,
        "last_visit": site.last_visit,
        "outcome": site.outcome,
        "failed_visits": site.failures,
        "redesigned_at": site.redesigned,
    }


def _ours_record(ours: OurSide) -> dict[str, Any]:
    return asdict(ours) | {"sentence": {code: sentences(code).ours(ours) for code in LANGUAGES}}


def _label(state: State) -> Mapping[str, str]:
    return {code: sentences(code).label(state) for code in LANGUAGES}
