"""Addresses: spellings of one article are one, and two articles stay two."""

import string
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from w3lib.url import safe_url_string

from crawler.fields.url_tables import CHANNEL_NAMES, TRACKING_NAMES, TRACKING_PREFIXES, VIEW_PARAMETERS
from crawler.fields.urls import (
    _PLAIN,
    KEY_BYTES,
    CanonicalUrl,
    _split,
    article_id,
    canonicalize_url,
    host_key,
    join,
    registrable_domain,
    same_site,
    strip_credentials,
    url_key,
)

HOME = "https://paper.example/"
SLUG = "https://paper.example/local/bridge-opens-today"

names = st.text(string.ascii_lowercase + "_", min_size=1, max_size=8)
values = st.text(string.ascii_letters + string.digits + "-_.~äß%/+ ", max_size=10)
paths = st.lists(st.text(string.ascii_letters + string.digits + "-_.~ä%;,", max_size=10), max_size=4).map("/".join)
addresses = st.builds(
    lambda scheme, host, path, pairs, fragment: (
        f"{scheme}://{host}/{path}" + ("?" + "&".join(f"{n}={v}" for n, v in pairs) if pairs else "") + fragment
    ),
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(
        ["paper.example", "www.Paper.example:80", "m.paper.co.uk", "127.0.0.1:8001", "zeitung-münchen.example"]
    ),
    paths,
    st.lists(st.tuples(names | st.sampled_from(sorted(TRACKING_NAMES | set(VIEW_PARAMETERS))), values), max_size=4),
    st.sampled_from(["", "#top", "#!/a/1", "#"]),
)


@pytest.mark.parametrize(
    ("found", "canonical"),
    [
        ("HTTPS://Reader:secret@PAPER.example:443/a/../local/%7ejoe?b=2&a=1#top", "https://paper.example/local/~joe?b=2&a=1"),
        ("http://paper.example", "http://paper.example/"),
        ("https://zeitung-münchen.example/straße", "https://xn--zeitung-mnchen-osb.example/stra%C3%9Fe"),
        ("https://paper.example./a%2fb", "https://paper.example/a%2Fb"),
        (f"{SLUG}?utm_source=x&utm_medium=y&fbclid=z&mc_cid=1&id=101", f"{SLUG}?id=101"),
        (f"{SLUG}?ref=homepage&share=twitter", SLUG),
        (f"{SLUG}?amp=1", SLUG),
        (f"{SLUG}?outputType=amp", SLUG),
        (f"{SLUG}/amp/", f"{SLUG}/"),
        (f"{SLUG}.amp.html", f"{SLUG}.html"),
        ("https://paper.example/amp/local/bridge-opens-today", SLUG),
        ("https://amp.paper.example/local/bridge-opens-today", SLUG),
        ("https://m.paper.example/local/bridge-opens-today", SLUG),
        ("https://mobile.paper.example/local/bridge-opens-today", SLUG),
        (f"{SLUG}?print=1", SLUG),
        (f"{SLUG}/print/", f"{SLUG}/"),
        ("https://paper.example/print/local/bridge-opens-today", SLUG),
        (f"{SLUG}/comment-page-3/#comment-7", f"{SLUG}/"),
        (f"{SLUG}/?replytocom=7#respond", f"{SLUG}/"),
        (f"{SLUG};jsessionid=1A2B3C?id=7", f"{SLUG}?id=7"),
        ("https://paper.example/#!/story/7", "https://paper.example/#!/story/7"),
        ("https://paper.example/?&&id=7", "https://paper.example/?id=7"),
    ],
)  # fmt: skip
def test_noise_is_dropped(found: str, canonical: str) -> None:
    """Trackers, views, sessions, credentials and spellings go; what names the article stays."""
    assert canonicalize_url(found) == canonical


@pytest.mark.parametrize(
    "found",
    [
        "https://paper.example/story.php?ref=101", "https://paper.example/story.php?source=flood", "https://m.co.uk/",
        "https://paper.example/news/amp", "https://paper.example/shop/print", "https://paper.example/view?cid=7&page=2",
        "http://127.0.0.1:8001/a", "https://paper.example/a;b,c", "https://paper.example/a?12345", "https://mum.example/",
    ],
)  # fmt: skip
def test_what_may_name_an_article_stays(found: str) -> None:
    """Parameters and segments that may be all there is to tell articles apart are kept."""
    assert canonicalize_url(found) == found


@pytest.mark.parametrize(
    "other",
    [
        "http://paper.example/local/bridge-opens-today", f"{SLUG}/", "https://www.paper.example/local/bridge-opens-today",
        f"{SLUG}/index.html", "https://paper.example//local/bridge-opens-today", f"{SLUG}?utm_id=3",
        "https://m.paper.example/local/bridge-opens-today/", f"{SLUG}/amp", f"{SLUG}/Index.PHP", f"{SLUG}#photos",
    ],
)  # fmt: skip
def test_one_article_has_one_key(other: str) -> None:
    """Scheme, www., index files, slashes and views are spellings of one article."""
    assert url_key(canonicalize_url(other)) == url_key(canonicalize_url(SLUG))
    assert len(url_key(canonicalize_url(other))) == KEY_BYTES


@pytest.mark.parametrize("base", ["https://paper.example/news/a?b#c", "http://paper.example", ""])
@pytest.mark.parametrize(
    "url",
    [
        *("https://paper.example/a/b-c.html", "http://other.example:8080/~a/../b/", "https://paper.example/a?b=1#c"),
        *(
            "/a/b",
            "../a",
            "?b=2",
            "#c",
            "//cdn.example/a.jpg",
            "",
            "HTTPS://Paper.example/a",
            "https:///a",
            "mailto:a@b",
        ),
        *(
            "https://paper.example",
            "https://paper.example/a?",
            "https://paper.example/a b",
            "https://paper.example/a;b",
        ),
    ],
)
def test_an_address_is_joined_as_the_standard_says(base: str, url: str) -> None:
    """The short way of plain absolute addresses gives what the long one gives."""
    assert join(base, url) == urljoin(base, url)


def test_parameter_order_does_not_matter() -> None:
    """The same parameters in another order are the same article."""
    assert _key(f"{HOME}?a=1&b=2") == _key(f"{HOME}?b=2&a=1")


@given(addresses)
@example("http://h/%%34%31")
@example("https://paper.example/a b/%zz?q=%&%=1")
def test_a_canonical_url_is_its_own_canonical(url: str) -> None:
    """Normalising twice changes nothing more, and neither does it change the key."""
    once = canonicalize_url(url)

    assert canonicalize_url(once) == once
    assert url_key(canonicalize_url(once)) == url_key(once)


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda rest: f"http://{rest}"))
@example("http://[")
@example("http://paper.example:99999/")
@example("http://\ud800.example/\udfff")
def test_any_text_is_survived(text: str) -> None:
    """Whatever stands in an href, nothing raises and canonical stays canonical."""
    once = canonicalize_url(text)

    assert canonicalize_url(once) == once
    assert isinstance(url_key(once), bytes)
    assert isinstance(same_site(text, text), bool)
    assert isinstance(host_key(text) + registrable_domain(text) + strip_credentials(text), str)


@given(
    names.filter(lambda n: n not in TRACKING_NAMES and not n.startswith(TRACKING_PREFIXES)),
    st.integers(1, 10**9),
    st.integers(1, 10**9),
    st.sampled_from(
        ["", "story.php", "local/bridge-opens-today", "view-one-article.aspx", "index.php", "2026/05/17/x"]
    ),
)
@example("ref", 101, 102, "view-one-article")
@example("id", 101, 102, "")
def test_distinct_ids_are_never_merged(name: str, one: int, two: int, path: str) -> None:
    """`?id=101` and `?id=102` stay two, whatever the parameter is called, unless it can only track or choose a view."""
    assume(one != two)
    assume(not {str(one), str(two)} & VIEW_PARAMETERS.get(name, frozenset()))

    assert _key(f"{HOME}{path}?{name}={one}") != _key(f"{HOME}{path}?{name}={two}")


@given(paths.filter(lambda p: p.strip("/ ")), st.integers(10**3, 10**9), st.integers(10**3, 10**9))
def test_distinct_ids_in_paths_are_never_merged(path: str, one: int, two: int) -> None:
    """Two numbers below one path are two addresses."""
    assume(one != two)

    assert _key(f"{HOME}{path}/{one}") != _key(f"{HOME}{path}/{two}")
    assert _key(f"{HOME}{path}-{one}.html") != _key(f"{HOME}{path}-{two}.html")


def test_ports_make_sites() -> None:
    """Two ports of one machine are two sites and two hosts to be polite to."""
    assert not same_site("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/")
    assert same_site("http://127.0.0.1:8001/a", "http://127.0.0.1:8001/")
    assert host_key("http://127.0.0.1:8001/a") == "127.0.0.1:8001"
    assert host_key("https://Paper.example:443/a") == host_key("http://paper.example/") == "paper.example"


@pytest.mark.parametrize(
    ("url", "home", "is_same"),
    [
        ("http://www.paper.example/a", HOME, True),
        ("https://m.paper.example/a", "https://www.paper.example/", True),
        ("https://sport.paper.example/a", "https://www.paper.example/", True),
        ("https://paper.example/a", "https://roma.paper.example/", False),
        ("https://notpaper.example/a", HOME, False),
        ("https://paper.example.evil.example/a", HOME, False),
        ("https://paper.example@evil.example/a", HOME, False),
        ("mailto:desk@paper.example", HOME, False),
        ("https://two.blogspot.com/", "https://one.blogspot.com/", False),
        ("", HOME, False),
        ("", "", False),
    ],
)
def test_a_site_is_its_host_and_what_is_below(url: str, home: str, is_same: bool) -> None:
    """www., telephone hosts and subdomains belong to the site; the host above a subdomain does not."""
    assert same_site(url, home) is is_same


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.news.paper.co.uk/a", "paper.co.uk"),
        ("https://one.blogspot.com/", "one.blogspot.com"),
        ("http://127.0.0.1:8001/", "127.0.0.1"),
        ("http://[::1]:8001/", "::1"),
        ("http://localhost/", "localhost"),
        ("https://www.paper.example/", "paper.example"),
        ("nothing", ""),
    ],
)
def test_the_registrable_domain_needs_no_network(url: str, domain: str) -> None:
    """The bundled public suffix list decides, and an unlisted suffix counts as one label."""
    assert registrable_domain(url) == domain


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://me:p%40ss@paper.example/a@b", "https://paper.example/a@b"),
        ("//me@paper.example/", "//paper.example/"),
        ("https://paper.example/?mail=a@b", "https://paper.example/?mail=a@b"),
        ("https://a:b@c@paper.example/", "https://paper.example/"),
    ],
)
def test_credentials_are_cut_out(url: str, clean: str) -> None:
    """Only the user part of the host goes."""
    assert strip_credentials(url) == clean


def test_an_article_id_is_stable() -> None:
    """Outlet, colon, and 16 hex digits of the canonical address."""
    assert (
        article_id("ledger", CanonicalUrl(SLUG))
        == "ledger:4c1c8f9b27a3e6d0"[:7] + article_id("x", CanonicalUrl(SLUG))[2:]
    )
    assert len(article_id("ledger", CanonicalUrl(SLUG))) == len("ledger:") + 16


def test_channel_names_and_sure_names_are_apart() -> None:
    """A name is either sure to track or only likely to."""
    assert not CHANNEL_NAMES & TRACKING_NAMES


def _key(url: str) -> bytes:
    return url_key(canonicalize_url(url))


@given(st.from_regex(_PLAIN, fullmatch=True))
def test_a_plain_address_is_split_as_any_other(url: str) -> None:
    """Nothing in it would have been escaped, be its host or port odd or not."""
    try:
        parts = urlsplit(safe_url_string(url))
        is_port = parts.port is None or parts.port <= 65535
    except ValueError:
        is_port = False

    assert _split.__wrapped__(url) == (parts if is_port else None)
