"""How a site is connected to: certificates are verified, and names that resolve to private addresses are refused.

Certificate chains of offices' sites break often and stay broken for months. Where an office's file allows it, such a
site is asked again without verification, and its documents are marked.
"""

from __future__ import annotations

import logging
from typing import Any, cast
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError
from scrapy.http import Response
from scrapy.settings import Settings
from service_identity.exceptions import VerificationError

from scrapers.addresses import refused_names
from scrapers.causes import causes
from scrapers.refusals import AddressRefused, Untrusted
from scrapers.spiders.documents import UNVERIFIED
from scrapers.spiders.office import OfficeSpider
from scrapers.urls import host_name

logger = logging.getLogger(__name__)


class SiteHandler(BaseDownloadHandler):
    """Downloads over http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._strict = HTTP11DownloadHandler(crawler)
        self._verifies = crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        self._lenient: HTTP11DownloadHandler | None = None
        self._broken: set[str] = set()  # hosts whose certificate failed tonight although their file lives with that

    async def download_request(self, request: Request) -> Response:
        """What comes for ``request``.

        :raises AddressRefused: the host's name resolves to a private address
        :raises Untrusted: its certificate can't be verified, and the office's file doesn't allow to do without
        """
        host = urlsplit(request.url).hostname or ""
        if host in self._broken:
            return await self._unverified(request)
        try:
            response = await self._strict.download_request(request)
        except CannotResolveHostError as error:
            if host in refused_names:
                raise AddressRefused(refused_names[host]) from error
            raise
        except DownloadFailedError as error:
            fault = certificate_fault(error)
            if fault is None:
                raise
            if not self._may_do_without(host):
                raise Untrusted(fault) from error
            logger.warning("%s: https://%s: %s; asked without, as its file allows", self._office, host, fault)
            self._broken.add(host)
            return await self._unverified(request)
        return response if self._verifies else _flagged(response)

    async def close(self) -> None:
        """Close what is open."""
        await self._strict.close()
        if self._lenient:
            await self._lenient.close()

    async def _unverified(self, request: Request) -> Response:
        if self._lenient is None:
            self._lenient = HTTP11DownloadHandler(cast("Crawler", _Lenient(self.crawler)))
        return _flagged(await self._lenient.download_request(request))

    def _may_do_without(self, host: str) -> bool:
        spider = self.crawler.spider
        sites = spider.sites if isinstance(spider, OfficeSpider) else ()
        return any(site.unverified_tls and host_name(site.url) == host_name(f"https://{host}/") for site in sites)

    @property
    def _office(self) -> str:
        return self.crawler.spider.name if self.crawler.spider else ""


class _Lenient:
    """A crawler whose settings don't ask for certificates to be verified; all else is the crawler's."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.settings = Settings(crawler.settings.copy_to_dict())
        self.settings.set("DOWNLOAD_VERIFY_CERTIFICATES", value=False)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any attribute of a crawler
        return getattr(self._crawler, name)


def _flagged(response: Response) -> Response:
    response.flags.append(UNVERIFIED)
    return response


def certificate_fault(error: BaseException) -> str | None:
    """What is wrong with a certificate, in a few words; ``None`` where the connection failed for another reason."""
    for cause in causes(error):
        if isinstance(cause, VerificationError):
            return "its certificate is another host's"
        if isinstance(cause, SSL.Error) and "certificate verify failed" in str(cause):
            return "its certificate can't be verified (expired, or nobody vouches for it)"
    return None
