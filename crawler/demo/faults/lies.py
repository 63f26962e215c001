"""Lies: pages that are not what they say."""

from crawler.demo.faults.answers import HTML, page, sound
from crawler.demo.faults.fault import Fault, codes
from crawler.demo.faults.prose import story

_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"stream\n\x00\xff\xfe\x80\x81BT (The mayor) Tj ET\nendstream\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40

_NOT_FOUND = page(
    "Page not found",
    (
        "Sorry, we could not find the page you were looking for. It may have been moved or deleted.",
        "Try our home page, or search for something else.",
    ),
)
_LOGIN = (
    b"<!DOCTYPE html><html><head><title>Sign in - Saltmere Echo</title></head><body><h1>Please sign in to continue</h1>"
    b"<form method=post action=/login><label>Email <input type=email name=email></label><label>Password "
    b"<input type=password name=password></label><button>Sign in</button></form><p>Forgotten your password? New here? "
    b"Create an account.</p></body></html>"
)
_CONSENT = page(
    "Before you continue",
    (
        "We and our 812 partners store and access information on your device, such as cookies, and use personal data.",
        "You can accept all cookies, reject them or manage your choices. Your consent applies to this website only.",
        "<button>Accept all</button> <button>Reject all</button> <button>Manage cookie preferences</button>",
    ),
)
_BOT = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title><meta name=robots content=noindex></head><body>"
    b"<h1>Checking your browser before accessing the website</h1><p>Please verify that you are a human. Enable "
    b"JavaScript and cookies to continue.</p><div id=challenge-form class=cf-browser-verification></div>"
    b"<p>Ray ID: 8a1b2c3d4e5f</p></body></html>"
)
_JAVASCRIPT = (
    b"<!DOCTYPE html><html><head><title>Saltmere Echo</title></head><body><div id=root></div>"
    b"<noscript>You need to enable JavaScript to run this app.</noscript><script src=/app.js></script></body></html>"
)


def _lie(
    name: str, promise: str, body: bytes, *expected: str, content_type: str = HTML, status: str = "200 OK"
) -> Fault:
    path = f"/{name.replace('_', '-')}-4711/"
    answer = sound(body, content_type, status=status)
    return Fault(
        name=name, room="lie", promise=promise, expected=codes(*expected), answers={path: answer}, links=(path,)
    )


LIES = (
    _lie("pdf_as_html", "a PDF with the type of a page is no page", _PDF, "not_html"),
    _lie("image_as_html", "a picture with the type of a page is no page", _JPEG, "not_html", "bad_encoding"),
    _lie(
        "html_as_pdf",
        "a page that calls itself a PDF is an article or is refused with a code",
        story("A page that calls itself a document"),
        content_type="application/pdf",
    ),
    _lie("soft_404", "an error page with status 200 is no article", _NOT_FOUND, "soft_404", "error_page"),
    _lie(
        "article_with_404",
        "text that comes with status 404 is no article",
        story("Gone, but still here"),
        "http_404",
        "error_page",
        status="404 Not Found",
    ),
    _lie("login_wall", "a login form is no article", _LOGIN, "login_wall"),
    _lie("consent_wall", "a consent notice is no article", _CONSENT, "consent_wall"),
    _lie("bot_wall", "a challenge for bots is no article", _BOT, "bot_wall"),
    _lie("empty_page", "a body of no bytes is no page", b"", "empty_page"),
    _lie(
        "javascript_only",
        "a page that is all script is no article",
        _JAVASCRIPT,
        "no_body",
        "empty_page",
        "bot_wall",
        "home_page",
        "no_headline",
    ),
    Fault(
        name="html_as_feed",
        room="lie",
        promise="a page in the feed's place is counted and gives no links of its own",
        expected=codes("not_xml", "not_feed", "broken_xml", "no_links", "empty_source"),
        answers={"/feed/": sound(_NOT_FOUND, "application/rss+xml")},
    ),
    Fault(
        name="html_as_sitemap",
        room="lie",
        promise="a page in the sitemap's place is counted",
        expected=codes("not_xml", "broken_xml", "no_links", "empty_source"),
        answers={"/sitemap.xml": sound(_NOT_FOUND, "application/xml")},
    ),
)
