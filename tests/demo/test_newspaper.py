"""The newspaper over HTTP, asked by a client that knows nothing of it."""

import gzip
import html
import http.client
import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from crawler.demo import Newspaper, Running, ServedOutlet, Trouble, serve

LINK = re.compile(r"""(?:href=["']|<loc>|Sitemap: )([^"'<\s]+)""", re.IGNORECASE)


class _Client:
    """Opens one URL without following redirects."""

    def __init__(self, url: str, headers: dict[str, str] | None = None, method: str = "GET") -> None:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers or {})
        response = connection.getresponse()
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        connection.close()

    @property
    def text(self) -> str:
        body = gzip.decompress(self.body) if self.body[:2] == b"\x1f\x8b" else self.body
        return body.decode("windows-1252" if self.headers["content-type"] == "text/html" else "utf-8")


def _crawl(outlet: ServedOutlet, *starts: str) -> dict[str, int]:
    """Follow every link of the outlet; return the status by URL."""
    seen: dict[str, int] = {}
    todo = [urljoin(outlet.home, start) for start in starts]
    while todo:
        url = todo.pop()
        if url in seen:
            continue
        page = _Client(url)
        seen[url] = page.status
        found = (
            [page.headers["location"]] if page.status == 301 else LINK.findall(page.text) if page.status == 200 else []
        )
        todo += [
            link
            for link in (urldefrag(urljoin(url, html.unescape(f)))[0] for f in found)
            if link.startswith(outlet.home)
        ]
    return seen


def _outlet(running: Running, number: int) -> ServedOutlet:
    return running.outlets[number]


@pytest.mark.parametrize("number", range(3))
def test_every_article_is_reachable_from_the_home_page(running: Running, number: int) -> None:
    """Following links alone, through sections and their pages, finds every article at its canonical address."""
    outlet = _outlet(running, number)

    seen = _crawl(outlet, "/")

    assert {article.url for article in running.truth(outlet.id)} <= {
        url for url, status in seen.items() if status == 200
    }
    assert 301 in seen.values()
    assert 404 in seen.values()
    assert set(seen.values()) == {200, 301, 404}


@pytest.mark.parametrize(("number", "share"), [(0, 1.0), (1, 1.0), (2, 0.5)])
def test_sitemaps_from_robots_txt(running: Running, number: int, share: float) -> None:
    """robots.txt leads to the sitemap index and on; the table layout's sitemap forgets every second article."""
    outlet = _outlet(running, number)
    sitemaps = LINK.findall(_Client(outlet.home + "robots.txt").text)
    listed: set[str] = set()
    while sitemaps:
        found = LINK.findall(_Client(sitemaps.pop()).text)
        sitemaps += [url for url in found if "sitemap" in url]
        listed |= {html.unescape(url) for url in found}
    truth = {article.url for article in running.truth(outlet.id)}

    # The news sitemap adds the articles of the last two days.
    assert len(truth & listed) == pytest.approx(len(truth) * share, abs=2)


def test_the_truth_stands_on_the_pages(running: Running) -> None:
    """Headline, every paragraph, byline line and person of the truth are printed on the article's page."""
    for article in running.truth():
        page = " ".join(html.unescape(re.sub(r"<[^>]*>", "", _Client(article.url).text)).split())
        texts = [article.headline, *(text for _, text in article.body), *(name for name, _ in article.authors)]
        assert [t for t in texts if t not in page and t.upper() not in page] == [], article.url
        assert article.byline_raw is None or article.byline_raw in page


def test_a_paywalled_article_is_cut(running: Running) -> None:
    """Of a paywalled article the page holds only what the truth says, and the pitch."""
    article = next(a for a in running.truth("sage-creek-ledger") if a.is_truncated)

    assert "Subscribe to continue reading" in _Client(article.url).text
    assert len(article.body) == 3


@pytest.mark.parametrize("number", range(3))
def test_duplicates_of_one_article(running: Running, number: int) -> None:
    """Tracking parameters give the very page, the old address redirects to it, the variant repeats its text."""
    outlet = _outlet(running, number)
    website = running.websites[outlet.id]
    article = website.edition.article(20)
    url = website.composer.article_url(article)
    mark = "&" if "?" in url else "?"

    assert _Client(f"{url}{mark}utm_source=x&fbclid=y").body == _Client(url).body
    old = _Client(urljoin(outlet.home, website.composer.addresses.old(article.number)))
    assert (old.status, urljoin(outlet.home, old.headers["location"])) == (301, url)
    variant = html.unescape(_Client(urljoin(outlet.home, website.composer.addresses.variant(article))).text)
    assert all(piece.text in variant for piece in article.pieces)


def test_two_ids_are_two_articles(running: Running) -> None:
    """On the table layout only a query parameter tells articles apart."""
    home = _outlet(running, 2).home

    assert _Client(f"{home}article.asp?id=101").body != _Client(f"{home}article.asp?id=102").body


def test_feeds(running: Running) -> None:
    """Each outlet has an RSS and an Atom feed of its newest articles."""
    for outlet in running.outlets:
        newest = next(iter(running.truth(outlet.id)))
        for path in ("rss.xml", "atom.xml") if outlet.id == "saltmere-echo" else ("feed/", "feed/atom/"):
            assert html.escape(newest.headline, quote=False) in _Client(outlet.home + path).text


def test_conditional_requests(running: Running) -> None:
    """A page that did not change answers 304 to either validator, without a body."""
    for article in list(running.truth())[::17]:
        page = _Client(article.url)
        for headers in ({"If-None-Match": page.headers["etag"]}, {"If-Modified-Since": page.headers["last-modified"]}):
            again = _Client(article.url, headers)
            assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("change", ["edit", "chrome", "redesign"])
def test_a_changed_page_is_sent_again(running: Running, change: str) -> None:
    """An edit, new chrome and a redesign all end the old validators; the truth changes with an edit alone."""
    outlet = _outlet(running, 0).id
    website = running.websites[outlet]
    url = website.composer.article_url(website.edition.article(4))
    before = _Client(url)
    truth = {a.url: a.body for a in running.truth(outlet)}
    {
        "edit": lambda: running.edit(outlet, 4, "major"),
        "chrome": lambda: running.change_chrome(outlet),
        "redesign": lambda: running.redesign(outlet, "blocks"),
    }[change]()

    after = _Client(url, {"If-None-Match": before.headers["etag"]})

    assert (after.status, after.body != before.body) == (200, True)
    assert ({a.url: a.body for a in running.truth(outlet)} == truth) is (change != "edit")


def test_new_articles(running: Running) -> None:
    """New articles top the lists and leave the other articles' pages as they were."""
    outlet = _outlet(running, 1)
    old = next(iter(running.truth(outlet.id)))
    before = _Client(old.url)
    running.add_articles(outlet.id, 2)

    truth = list(running.truth(outlet.id))

    assert len(truth) == 38
    assert truth[0].headline in html.unescape(_Client(outlet.home).text)
    assert _Client(old.url, {"If-None-Match": before.headers["etag"]}).status == 304


def test_retired_articles(running: Running) -> None:
    """A retired article answers 410 and leaves the lists and the truth."""
    outlet = _outlet(running, 1)
    newest = next(iter(running.truth(outlet.id)))
    running.retire(outlet.id, 35)

    assert _Client(newest.url).status == 410
    assert newest.headline not in html.unescape(_Client(outlet.home).text)
    assert newest.url not in {article.url for article in running.truth(outlet.id)}


def test_troubles(running: Running) -> None:
    """An outlet fails as told, as often as told, and the others do not notice."""
    first, second = running.outlets[:2]
    running.trouble(first.id, Trouble(status=503, retry_after="7", times=1))
    running.trouble(first.id, Trouble(kind="reset", times=1))

    failed = _Client(first.home)
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        _Client(first.home)

    assert (failed.status, failed.headers["retry-after"]) == (503, "7")
    assert (_Client(first.home).status, _Client(second.home).status) == (200, 200)
    assert [hit.status for hit in running.hits if hit.outlet == first.id] == [503, 0, 200]


def test_robots_txt_closes_what_is_linked(running: Running) -> None:
    """The page that robots.txt closes is linked and would be served: asking for it shows in the log."""
    for outlet in running.outlets:
        closed = re.findall(r"Disallow: (/preview\S*)", _Client(outlet.home + "robots.txt").text)
        assert closed
        assert closed[0] in _Client(outlet.home).text
        assert _Client(urljoin(outlet.home, closed[0])).status == 200


def test_head_and_unknown_methods(running: Running) -> None:
    """HEAD has a GET's headers and no body; anything else is refused."""
    home = _outlet(running, 0).home

    assert _Client(home, method="HEAD").body == b""
    assert _Client(home, method="DELETE").status == 405


def test_keep_alive_and_log(running: Running) -> None:
    """One connection serves several requests, and each is in the log with its headers."""
    parts = urlsplit(_outlet(running, 0).home)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    for path in ("/", "/robots.txt"):
        connection.request("GET", path, headers={"User-Agent": "test/1"})
        connection.getresponse().read()

    assert running.counts() == {"/": 1, "/robots.txt": 1}
    assert {hit.headers["user-agent"] for hit in running.hits} == {"test/1"}


def test_crawl_delay_is_a_parameter() -> None:
    """The second outlet's robots.txt asks for the delay that the newspaper was given."""
    with serve(Newspaper(crawl_delay_seconds=1.5)) as served:
        assert "Crawl-delay: 1.5" in _Client(served.outlets[1].home + "robots.txt").text


def test_outlet_files(running: Running, tmp_path: Path) -> None:
    """An outlet file a outlet is written, named by its id."""
    paths = running.write_outlet_files(tmp_path / "outlets")

    assert [path.name for path in paths] == ["marigold-times.toml", "sage-creek-ledger.toml", "saltmere-echo.toml"]
    assert all(
        f'home = "{o.home}"' in p.read_text(encoding="utf-8") for o, p in zip(running.outlets, paths, strict=True)
    )


def test_many_outlets() -> None:
    """A hundred outlets have a hundred ids and homes and answer side by side."""
    with serve(Newspaper(n_outlets=100, articles_per_outlet=100_000)) as served:
        assert len({o.id for o in served.outlets}) == len({o.home for o in served.outlets}) == 100
        last = served.outlets[-1]
        assert _Client(last.home).status == 200


@pytest.mark.parametrize("number", range(3))
def test_long_articles_on_two_pages(number: int) -> None:
    """Where asked for, one article in 36 stands on two linked pages, which together hold the truth once."""
    with serve(Newspaper(splits_long_articles=True)) as served:
        outlet = served.outlets[number]
        website = served.websites[outlet.id]
        article = website.edition.article(30)
        second = urljoin(outlet.home, website.composer.addresses.page(article, 2))
        first = _Client(website.composer.article_url(article)).text
        texts = [piece.text for piece in article.pieces]
        pages = [html.unescape(page) for page in (first, _Client(second).text)]

    assert second in {urljoin(outlet.home, html.unescape(link)) for link in LINK.findall(first)}
    assert [sum(text in page for page in pages) for text in texts] == [1] * len(texts)
