"""The other crawlers, each a program of its own: `python -m benchmarks.crawl.peers NAME OUT.jsonl HOME...`.

Each gets the same home addresses and the same freedom (no politeness, no robots.txt delay) and writes one JSON object
a page that it read: {"url", "title", "body"}, null where it found no article. A peer that is not installed exits with
code 3.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from benchmarks.crawl.fundus_outlets import crawl as crawl_with_fundus
from crawler.discovery.robots import read_robots
from crawler.discovery.sitemaps import read_sitemap

NOT_INSTALLED = 3
_THREADS = 16


def plain_scrapy(out: Path, homes: Sequence[str]) -> None:
    """The obvious way: a sitemap spider, trafilatura with metadata inline in an item pipeline, a JSON Lines feed."""
    from scrapy.crawler import CrawlerProcess

    from benchmarks.crawl.plain import PlainSpider

    settings = {
        "ITEM_PIPELINES": {"benchmarks.crawl.plain.TrafilaturaPipeline": 100},
        "FEEDS": {str(out): {"format": "jsonlines"}},
        "LOG_LEVEL": "ERROR",
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": 32,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
        "TELNETCONSOLE_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
    }
    process = CrawlerProcess(settings)
    process.crawl(PlainSpider, sitemap_urls=[f"{home}robots.txt" for home in homes])
    process.start()


def trafilatura_crawler(out: Path, homes: Sequence[str]) -> None:
    """trafilatura's fetch_url in threads and bare_extraction with metadata, over the addresses of the sitemaps."""
    from trafilatura import bare_extraction, fetch_url
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "SSRF_PROTECTION", "off")  # it would refuse loopback

    def read(url: str) -> dict[str, str | None]:
        html = fetch_url(url, config=config)
        document: Any = bare_extraction(html, url=url, with_metadata=True) if html else None
        return {"url": url, "title": document and document.title, "body": document and document.text}

    _write(out, read, _sitemap_urls(homes))


def newspaper4k(out: Path, homes: Sequence[str]) -> None:
    """newspaper4k's Source, built from the home page, its articles downloaded and parsed in threads."""
    newspaper = import_module("newspaper")

    def read(url: str) -> dict[str, str | None]:
        article = newspaper.Article(url, fetch_images=False)
        article.download()
        article.parse()
        return {"url": url, "title": article.title, "body": article.text}

    found = [
        article.url
        for home in homes
        for article in newspaper.build(home, memoize_articles=False, fetch_images=False).articles
    ]
    _write(out, read, found)


def newsplease(out: Path, homes: Sequence[str]) -> None:
    """news-please's library call over the addresses of the sitemaps."""
    library = import_module("newsplease").NewsPlease

    def read(url: str) -> dict[str, str | None]:
        article = library.from_url(url)
        return {"url": url, "title": article.title, "body": article.maintext}

    _write(out, read, _sitemap_urls(homes))


def fundus(out: Path, homes: Sequence[str]) -> None:
    """Fundus with an outlet and a parser for each home, over the first sitemap that its robots.txt names."""
    found = crawl_with_fundus(homes, [next(iter(read_robots(_get(f"{h}robots.txt")).sitemaps)) for h in homes])
    with out.open("w", encoding="utf-8") as file:
        for row in found:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _sitemap_urls(homes: Sequence[str]) -> list[str]:
    """Return the pages of all sitemaps: the peers' own search refuses addresses on loopback."""
    found: dict[str, None] = {}
    todo = [url for home in homes for url in read_robots(_get(f"{home}robots.txt")).sitemaps]
    done: set[str] = set()
    while todo:
        url = todo.pop()
        if url in done:
            continue
        done.add(url)
        for link in read_sitemap(_get(url), url).links:
            if link.role == "page":
                found[link.url] = None
            else:
                todo.append(link.url)
    return list(found)


def _get(url: str) -> bytes:
    with urlopen(url) as response:
        body: bytes = response.read()
        return body


def _write(out: Path, read: Callable[[str], dict[str, str | None] | None], urls: Sequence[str]) -> None:
    with out.open("w", encoding="utf-8") as file, ThreadPoolExecutor(_THREADS) as pool:
        for row in pool.map(_guarded(read), urls):
            if row is not None:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _guarded(
    read: Callable[[str], dict[str, str | None] | None],
) -> Callable[[str], dict[str, str | None] | None]:
    def attempt(url: str) -> dict[str, str | None] | None:
        try:
            return read(url)
        except Exception as error:  # noqa: BLE001  # a peer that fails on a page has not got it
            print(f"{url}: {error!r}", file=sys.stderr)
            return None

    return attempt


PEERS = {
    "plain-scrapy": plain_scrapy,
    "trafilatura-crawler": trafilatura_crawler,
    "newspaper4k": newspaper4k,
    "news-please": newsplease,
    "fundus": fundus,
}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield what a system wrote."""
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def main() -> None:
    """Run one peer."""
    name, out, *homes = sys.argv[1:]
    try:
        PEERS[name](Path(out), homes)
    except ImportError as error:
        print(f"{name}: {error}", file=sys.stderr)
        sys.exit(NOT_INSTALLED)


if __name__ == "__main__":
    main()
