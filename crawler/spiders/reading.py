"""What happens to a response in a worker process: a source gives links, a page an article or the reason why not.

`read` is the pool's one function: bytes in, plain values out, no Scrapy. Each kind imports what it needs when its first
response comes: a worker that only reads feeds never loads the extractor, and the crawl's own process loads none of it.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from crawler.discovery.link import Link, SourceLinks, changed_at
from crawler.errors import PageError
from crawler.extract.continuation import Continuation
from crawler.extract.inputs import Hints, PageInput
from crawler.extract.outcome import Outcome
from crawler.extract.template import Template
from crawler.fleet.states import travel_light
from crawler.items import (
    Access,
    Article,
    Author,
    Block,
    Dateline,
    Discovery,
    Extraction,
    Http,
    Image,
    NotArticle,
    OutletRef,
    Provenance,
    Rights,
    Rival,
    Zone,
)
from crawler.outlets.outlet import Outlet, Rules, Sources

READ, PREPARE = f"{__name__}:read", f"{__name__}:prepare"
"""`read`, and `prepare` for pages, as a pool of workers knows them."""

LISTS = frozenset({"home_page", "list_page", "paged_page", "tag_page", "author_page"})
"""Verdicts on a supposed page that make it worth reading for links."""


_END_BYTES = 4096
"""Of a page, in which its last tag is looked for."""


WALLS = frozenset({"bot_wall", "consent_wall", "login_wall", "error_page"})
"""What may stand where a list was; it says more than that there were no links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    link: Link
    page: PageInput
    is_checked: bool = False
    """Whether the full road reads the page although a learned template could."""
    is_taught: bool = True
    """Whether the page makes a lesson for its outlet's template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a response gave."""

    article: Article | None = None
    rejected: NotArticle | None = None
    """Why a page gave no article; None for sources."""
    outcome: Outcome | None = None
    """What a page taught of its outlet; None for sources."""
    source: SourceLinks = field(default_factory=SourceLinks)


travel_light(Task, Link, PageInput, Hints, Outlet, Sources, Rules, Discovery)
travel_light(Reading, SourceLinks, Outcome, Continuation, NotArticle)
travel_light(OutletRef, Block, Author, Dateline, Zone, Image, Access, Rights, Http, Extraction, Rival, Provenance)


def template_key(outlet_id: str) -> str:
    """Return the name under which workers share an outlet's learned template."""
    return f"template:{outlet_id}"


def read(task: Task, shared: dict[str, Any]) -> Reading:
    """Read one response as what its link says it is. Never raises on any bytes; `shared` may hold the template."""
    try:
        if task.link.kind == "page":
            return _read_page(task, shared.get(template_key(task.page.outlet.id)))
        return _READERS[task.link.kind](task)
    except PageError as error:
        return Reading(source=SourceLinks(problems=(error.code,)))


def prepare() -> None:
    """Load the extractor and the tables that its first page builds, so that workers forked after this share them."""
    from crawler.extract.article import warm_up

    warm_up()


def _read_robots(task: Task) -> Reading:
    from crawler.discovery.robots import read_robots

    via = Discovery(kind="sitemap", url=task.page.url)
    links = [
        Link(url=url, kind="sitemap", via=via, depth=task.link.depth + 1)
        for url in read_robots(task.page.body, task.page.url).sitemaps
    ]
    return Reading(source=SourceLinks(links=tuple(links)))


def _read_sitemap(task: Task) -> Reading:
    from crawler.discovery.sitemaps import read_sitemap

    source = read_sitemap(task.page.body, task.page.url, depth=task.link.depth + 1)
    # What changed last goes first: budgets may end before the list does.
    newest_first = sorted(source.links, key=changed_at, reverse=True)
    return Reading(source=SourceLinks(links=tuple(newest_first), problems=source.problems))


def _read_feed(task: Task) -> Reading:
    from crawler.discovery.feeds import read_feed
    from crawler.discovery.sitemaps import is_sitemap

    if is_sitemap(task.page.body):
        return _read_sitemap(task)
    return Reading(source=read_feed(task.page.body, task.page.url, depth=task.link.depth + 1))


def _read_section(task: Task) -> Reading:
    from crawler.discovery.sections import read_section
    from crawler.page.page import open_page

    page = open_page(task.page.body, url=task.page.url, headers=task.page.headers)
    source = read_section(page, task.page.outlet, task.link)
    if not source.links and task.link.kind != "page":
        source = replace(source, problems=_wall_of(task) or source.problems)
    return Reading(source=source)


def _wall_of(task: Task) -> tuple[str, ...]:
    """Return the code of the wall that stands in the place of a list, if there is one."""
    from crawler.extract.article import read_article

    result = read_article(task.page).result
    return (result.code,) if isinstance(result, NotArticle) and result.code in WALLS else ()


def _read_page(task: Task, template: Template | None) -> Reading:
    from crawler.extract.article import read_article

    outcome = read_article(task.page, template, is_checked=task.is_checked, is_taught=task.is_taught)
    if isinstance(outcome.result, Article):
        if _breaks_off(task.page.body):
            cut = NotArticle(code="truncated", detail="the page ends in the middle of its text or markup")
            return Reading(rejected=cut, outcome=outcome)
        return Reading(article=outcome.result, outcome=outcome)
    source = _read_section(task).source if outcome.result.code in LISTS else SourceLinks()
    return Reading(rejected=outcome.result, source=source, outcome=outcome)


def _breaks_off(body: bytes) -> bool:
    """Return whether a page stops short: a server that names too small a length sends half an article as a whole one.

    All of 266 news pages ended with a tag or a comment. What caches and counters append stands behind `</html>`.
    """
    end = body[-_END_BYTES:].rstrip(b"\0 \t\r\n\f\x1a").lower()
    return bool(end) and not end.endswith(b">") and b"</html" not in end and b"</body" not in end


_READERS = {
    "robots": _read_robots,
    "sitemap": _read_sitemap,
    "news_sitemap": _read_sitemap,
    "feed": _read_feed,
    "home": _read_section,
    "section": _read_section,
    "list": _read_section,
}
