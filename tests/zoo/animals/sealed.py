"""Certificates: sound, expired, another host's, vouched for by nobody; and offices whose file lives with that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from simulation.certificates import Authority
from tests.zoo.animal import Animal, Seen, asked, healthy

YESTERDAY = timedelta(days=-1)


def sealed(name: str, papers: Callable[[Authority, str], Path], night: Seen, *, allowed: bool = False) -> Animal:
    """A healthy site behind a certificate."""
    return Animal(
        name,
        lambda _: healthy(1, 2),
        (night,),
        scheme="https",
        site={"unverified_tls": "true"} if allowed else {},
        papers=lambda authority: papers(authority, f"{name}.kebun.example"),
    )


def sound(authority: Authority, host: str) -> Path:
    return authority.certify(host)


def expired(authority: Authority, host: str) -> Path:
    return authority.certify(host, ends_in=YESTERDAY)


def self_signed(authority: Authority, host: str) -> Path:
    return authority.certify(host, vouched=False)


def of_another(authority: Authority, host: str) -> Path:
    return authority.certify(host, shown="lain.kebun.example")


def untrusted(name: str, fault: str) -> Seen:
    """Nothing was asked, and it is said why."""
    file = f"https://{name}.kebun.example/robots.txt"
    return Seen("tls", {}, evidence=f"{file} could not be read ({fault}); asked again tomorrow", refused=2)


UNVERIFIABLE = "its certificate can't be verified (expired, or nobody vouches for it)"
ANIMALS = (
    sealed("sah", sound, Seen("fresh", asked(1, 2), 2, 2)),
    sealed("kedaluwarsa", expired, untrusted("kedaluwarsa", UNVERIFIABLE)),
    sealed("sendiri", self_signed, untrusted("sendiri", UNVERIFIABLE)),
    sealed("nama-lain", of_another, untrusted("nama-lain", "its certificate is another host's")),
    sealed("maklum-sah", sound, Seen("fresh", asked(1, 2), 2, 2), allowed=True),
    sealed("maklum-kedaluwarsa", expired, Seen("fresh", asked(1, 2), 2, 2), allowed=True),
    sealed("maklum-sendiri", self_signed, Seen("fresh", asked(1, 2), 2, 2), allowed=True),
    sealed("maklum-nama-lain", of_another, Seen("fresh", asked(1, 2), 2, 2), allowed=True),
)
