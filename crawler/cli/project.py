"""Runs the news spider as Scrapy would, through the project's own settings, and hands back the run's report."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings, inside_project

from crawler.config import read_config
from crawler.descriptors import share_descriptors
from crawler.errors import MendError
from crawler.report.report import Report
from crawler.spiders.news import NewsSpider

S = TypeVar("S", bound=NewsSpider)


def project_settings() -> Settings:
    """Return the settings of the Scrapy project we stand in, Copydesk's own outside of one.

    MendError where the folder we stand in was removed: paths would lead nowhere, and Scrapy looks for a project there.
    """
    try:
        is_inside = inside_project()
    except FileNotFoundError as error:
        raise MendError("the working directory is gone; change to a folder that is there, and run again") from error
    if is_inside:
        return get_project_settings()
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    return settings


def crawl(names: Sequence[str], settings: Settings, overrides: Mapping[str, Any]) -> Report:
    """Crawl the outlets and return the report; raises CopydeskError where the run could not be opened."""
    settings.setdict(dict(overrides), priority="cmdline")
    return run_spider(NewsSpider, names, settings)[0]


def run_spider(spider: type[S], names: Sequence[str], settings: Settings, **arguments: Any) -> tuple[Report, S]:
    """Run a spider over the outlets and return the report, and the spider as it ended; raises as `crawl` does."""
    read_config(settings)  # a wrong setting is told before anything is started
    share_descriptors()
    process = AsyncCrawlerProcess(settings)
    _quiet_logs()
    crawler: Crawler = process.create_crawler(spider)
    crawled = process.crawl(crawler, outlets=list(names), **arguments)
    process.start()
    if crawled.done() and crawled.exception() is not None:
        raise crawled.exception()  # type: ignore[misc]
    report: Report | None = getattr(crawler.spider, "report", None)
    if report is None:  # killed by a second signal: what was committed is there, there is no report of this run
        raise KeyboardInterrupt
    return report, crawler.spider  # type: ignore[return-value]  # Scrapy's type is the base class


def _quiet_logs() -> None:
    """Scrapy tells at INFO how it is set up, and the run's last line is shown by the command itself."""
    for name in ("scrapy", "twisted", "asyncio", "urllib3", "tldextract", "filelock", "crawler.extensions.lifecycle"):
        logging.getLogger(name).setLevel(logging.WARNING)
