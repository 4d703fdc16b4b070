"""The crawler's manners, each with its unit and its reason.

Offices' sites are small: everything here is slower, smaller and stricter than Scrapy's defaults.
"""

from __future__ import annotations

import os
from pathlib import Path

BOT_NAME = "dinkop-archive"
SPIDER_MODULES = ["scrapers.spiders"]
SPIDER_LOADER_CLASS = "scrapers.spiders.OfficeLoader"  # one spider class per file in OFFICES_DIR
COMMANDS_MODULE = "scrapers.commands"

# The project's own settings; each may be given as an environment variable or with `-s`.
DATA_DIR = os.environ.get("DATA_DIR", "data")  # crawl.db, archive.db, exports/
OFFICES_DIR = os.environ.get("OFFICES_DIR", str(Path(__file__).parent / "offices"))
PRIVATE_HOSTS = os.environ.get("PRIVATE_HOSTS", "")  # comma-separated; may be crawled although private or loopback
CONTACT = os.environ.get("CONTACT", "https://github.com/dinkop-archive")  # who answers for the crawler
NIGHT_WINDOW = os.environ.get("NIGHT_WINDOW", "")  # "21:00-05:00" in East Java; empty: any hour
CONCURRENT_OFFICES = 16  # offices crawled at the same time in one process
REQUESTS_PER_NIGHT = 1000  # per site, second attempts and redirects included; what is left waits for the next night
REQUESTS_PER_OFFICE_AND_NIGHT = 2000  # all its sites together
LISTING_PAGES_PER_NIGHT = 500  # list pages per site and night: no calendar or endless pagination keeps us longer
# RFC 9309 names a day. Two hours more, so that the next night, which never begins at the same second, still knows it:
# a quiet site is asked for it every other night, and not by chance.
ROBOTS_MAX_AGE_SECONDS = 26 * 3600
CRAWL_DELAY_MAX_SECONDS = 30.0  # a longer Crawl-delay is a typing error
RETRY_AFTER_MAX_SECONDS = 300.0  # a site that asks for a longer pause is left alone until the next night
REVISITS_PER_NIGHT = 20  # known articles looked at again, per site

# Politeness
USER_AGENT = f"{BOT_NAME}/0.1 (+{CONTACT})"
ROBOTSTXT_OBEY = False  # Scrapy's own asks again at every run and takes a failing server for permission; ours follows
DOWNLOAD_DELAY = 2.0  # seconds between two requests to one site
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 8  # per office
DOWNLOAD_TIMEOUT = 60  # seconds; some hosts need twenty
RETRY_TIMES = 2
COOKIES_ENABLED = False  # no sessions: a page is what anyone sees
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the walk and the frontier know what was asked; Scrapy's filter
# would swallow redirects to pages that are asked for anyway, and what led there would wait in the frontier for ever
REFERRER_POLICY = "no-referrer"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",
}

# Safety
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # bytes, after decompression
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 5
URLLENGTH_LIMIT = 2000  # characters
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("data", "file", "ftp", "s3")),
    **dict.fromkeys(("http", "https"), "scrapers.handler.SiteHandler"),
}
TWISTED_DNS_RESOLVER = "scrapers.addresses.GuardedResolver"

DOWNLOADER_MIDDLEWARES = {
    "scrapers.middlewares.AddressMiddleware": 50,  # before anything else may ask for robots.txt
    "scrapers.middlewares.HostMiddleware": 60,
    "scrapers.middlewares.RobotsMiddleware": 100,
    "scrapers.budget.BudgetMiddleware": 555,  # likewise
    "scrapers.patience.PatienceMiddleware": 560,  # nearer to the site than retrying, which it may forbid
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
}
ITEM_PIPELINES = {
    "scrapers.pipelines.KeepPipeline": 100,  # the page is safe before it is read
    "scrapers.pipelines.ReadPipeline": 200,
}
EXTENSIONS = {"scrapers.extensions.RunRecorder": 0, "scrapers.disk.DiskWatch": 0}

# Costs that every page would pay for nothing
CONCURRENT_ITEMS = 1  # a callback gives one item; Scrapy would make a hundred tasks for it
WARN_ON_GENERATOR_RETURN_VALUE = False  # parses the source of every callback, once per office

LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOGSTATS_INTERVAL = 0  # the nightly command tells its own progress
STATS_DUMP = False
LOG_VERSIONS: list[str] = []  # `scrapy version -v` tells them
MEMUSAGE_ENABLED = False
