"""Bombs: small in transit, enormous or endless when opened. All are made in pieces, so that serving them is cheap."""

import gzip
from collections.abc import Callable

from crawler.demo.faults.answers import HTML, head, sound, streamed
from crawler.demo.faults.fault import Answer, Fault, Request, Wire, codes
from crawler.demo.faults.packing import brotli_bomb, gzip_bomb, zstd_bomb
from crawler.demo.faults.prose import story

_MIB = 1024**2
_XML = "application/xml"
_RSS = "application/rss+xml"
_LARGE = codes("too_large", "too_many_links", "timeout")
_SLOW = codes("too_large", "extract_timeout", "extract_memory", "no_body", "page_too_deep", "no_headline")
NESTING = 100_000
N_ATTRIBUTES = 1_000_000
N_ENTRIES = 100_000
N_PARAGRAPHS = 400_000
N_SITEMAPS, N_SITEMAP_URLS = 100, 50_000


def _gzip_answer(content_type: str, prefix: bytes, *, encoded: bool = True) -> Answer:
    """The gzip bomb, made at the first request."""

    async def answer(request: Request, wire: Wire) -> None:
        start, piece, times, end = gzip_bomb(prefix)
        more = ["Content-Encoding: gzip"] if encoded else []
        await streamed(head(content_type=content_type, more=more) + start, piece, times, end)(request, wire)

    return answer


def _packed(encoding: str) -> Answer:
    async def answer(request: Request, wire: Wire) -> None:
        body = brotli_bomb() if encoding == "br" else zstd_bomb()
        await sound(body, more=[f"Content-Encoding: {encoding}"])(request, wire)

    return answer


def _urlset(urls: list[str]) -> bytes:
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


async def _self_naming_index(request: Request, wire: Wire) -> None:
    locs = "".join(
        f"<sitemap><loc>{request.home}{name}</loc></sitemap>" for name in ("sitemap.xml", "sitemap.xml?again=1")
    )
    body = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locs}</sitemapindex>'.encode()
    await sound(body, _XML)(request, wire)


async def _index_of_hundreds(request: Request, wire: Wire) -> None:
    locs = "".join(f"<sitemap><loc>{request.home}many/{n}.xml.gz</loc></sitemap>" for n in range(N_SITEMAPS))
    body = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locs}</sitemapindex>'.encode()
    await sound(body, _XML)(request, wire)


async def _one_of_hundreds(request: Request, wire: Wire) -> None:
    number = request.target.rsplit("/", 1)[-1].removesuffix(".xml.gz")
    urls = [f"{request.home}gone/{number}-{n}/" for n in range(N_SITEMAP_URLS)]
    await sound(gzip.compress(_urlset(urls), compresslevel=1), "application/x-gzip")(request, wire)


async def _endless_feed(request: Request, wire: Wire) -> None:
    items = "".join(
        f"<item><title>Entry {n}</title><link>{request.home}gone/{n}/</link></item>" for n in range(N_ENTRIES)
    )
    body = f'<rss version="2.0"><channel><title>Everything</title>{items}</channel></rss>'.encode()
    await sound(body, _RSS)(request, wire)


_LAUGHS = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
_BILLION_LAUGHS = (
    f'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY lol0 "ha">{_LAUGHS}]>'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>&lol9;</loc></url></urlset>'
).encode()


async def _external_entities(request: Request, wire: Wire) -> None:
    body = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">'
        f'<!ENTITY far SYSTEM "{request.vault}entity">]><rss version="2.0"><channel><title>&far;</title>'
        f"<item><title>&file;</title><link>{request.home}gone/&file;</link></item></channel></rss>"
    ).encode()
    await sound(body, _RSS)(request, wire)


def _attributes() -> bytes:
    attributes = " ".join(f"a{n}=1" for n in range(N_ATTRIBUTES))
    return story("A tag with a million attributes", in_body=f"<div {attributes}>x</div>")


def _swelling() -> bytes:
    return story("A page that swells", in_body="<p a=1 b=2 c=3>" * N_PARAGRAPHS)


def _lazily(make: Callable[[], bytes], content_type: str = HTML) -> Answer:
    """A big page, built when it is first asked for and then kept."""
    kept: list[bytes] = []

    async def answer(request: Request, wire: Wire) -> None:
        if not kept:
            kept.append(make())
        await sound(kept[0], content_type)(request, wire)

    return answer


def _bomb(name: str, promise: str, path: str, answer: Answer, expected: frozenset[str] = _LARGE) -> Fault:
    """A bomb that is linked from the home page like an article."""
    return Fault(name=name, room="bomb", promise=promise, expected=expected, answers={path: answer}, links=(path,))


def _source_bomb(name: str, promise: str, expected: frozenset[str], **answers: Answer) -> Fault:
    """A bomb in a place where sources are looked for; the home page still links the articles."""
    paths = {"sitemap": "/sitemap.xml", "sitemap_gz": "/sitemap.xml.gz", "feed": "/feed/", "robots": "/robots.txt"}
    return Fault(
        name=name,
        room="bomb",
        promise=promise,
        expected=expected,
        answers={paths.get(key, key): answer for key, answer in answers.items()},
    )


_UNPACKED = "two gigabytes are never unpacked: the page ends at the size limit, with a code"
BOMBS = (
    _bomb("gzip_page", _UNPACKED, "/bomb/", _gzip_answer(HTML, b"<html><body><p>")),
    _bomb("brotli_page", _UNPACKED, "/bomb/", _packed("br")),
    _bomb("zstd_page", _UNPACKED, "/bomb/", _packed("zstd")),
    _source_bomb("gzip_feed", "the feed is dropped with a code", _LARGE, feed=_gzip_answer(_RSS, b"<rss><channel>")),
    _source_bomb(
        "gzip_robots",
        "only the first 500 KiB of robots.txt are read, so the outlet is crawled",
        frozenset(),
        robots=_gzip_answer("text/plain", b"User-agent: *\nDisallow: /closed/\n"),
    ),
    _source_bomb(
        "gzip_sitemap",
        "an .xml.gz sitemap is unpacked up to the limit only",
        _LARGE | codes("broken_gzip", "broken_xml"),
        sitemap=sound(b"", status="404 Not Found"),
        sitemap_gz=_gzip_answer("application/x-gzip", b"<?xml version='1.0'?><urlset>", encoded=False),
    ),
    _bomb(
        "html_of_30_mb",
        "a page of 30 MB is refused at the size limit",
        "/huge/",
        _lazily(lambda: story("Thirty megabytes", in_body="<p>and so on, and on</p>\n" * (30 * _MIB // 25))),
    ),
    _bomb(
        "deep_nesting",
        "a hundred thousand levels neither overflow the stack nor outlast the page's time limit",
        "/deep/",
        _lazily(lambda: story("A hundred thousand levels", in_body="<div>" * NESTING + "deep" + "</div>" * NESTING)),
        frozenset(),
    ),
    _bomb(
        "million_attributes",
        "a tag with a million attributes ends at the size or time limit of a page",
        "/attributes/",
        _lazily(_attributes),
        _SLOW,
    ),
    _bomb(
        "one_long_line",
        "one line of 10 MB ends at the size or time limit of a page",
        "/line/",
        _lazily(lambda: story("One long line", in_body="<p>" + "word " * (2 * _MIB) + "</p>")),
        _SLOW,
    ),
    Fault(
        name="swelling_pages",
        room="bomb",
        promise="pages of which each byte takes a hundred in memory end at a worker's part of it, one after the other",
        expected=codes("extract_memory", "extract_timeout"),
        answers={"/swelling/*": _lazily(_swelling)},
        links=("/swelling/one/", "/swelling/two/"),
    ),
    _bomb(
        "title_of_1_mb",
        "a headline of 1 MB is cut or refused; no line of the output carries it",
        "/title/",
        _lazily(lambda: story("A title without end " * (_MIB // 20))),
        frozenset(),
    ),
    _bomb(
        "broken_jsonld",
        "0.8 MB of broken JSON-LD does not hold a worker beyond the page's time limit",
        "/jsonld/",
        _lazily(
            lambda: story(
                "Broken braces",
                in_head='<script type="application/ld+json">' + '{"@graph":[{"a":' * 50_000 + "</script>",
            )
        ),
        frozenset(),
    ),
    _source_bomb(
        "billion_laughs",
        "entities are not expanded",
        codes("broken_xml", "not_xml", "no_links", "empty_source", "http_404"),
        sitemap=sound(_BILLION_LAUGHS, _XML),
    ),
    _source_bomb(
        "external_entities",
        "no file and no address named by an entity is ever read",
        frozenset(),
        feed=_external_entities,
    ),
    _source_bomb(
        "endless_feed", "a feed of 100,000 entries is cut at the link budget", frozenset(), feed=_endless_feed
    ),
    _source_bomb(
        "index_names_itself",
        "a sitemap index that names itself is read once, not for ever",
        frozenset(),
        sitemap=_self_naming_index,
    ),
    Fault(
        name="sitemaps_by_the_hundred",
        room="bomb",
        promise="five million URLs in a hundred sitemaps end at the outlet's budget, and the articles are found",
        expected=codes("frontier_full", "too_many_links", "shape_full", "shape_spent", "http_404"),
        answers={"/sitemap.xml": _index_of_hundreds, "/many/*": _one_of_hundreds},
    ),
)
