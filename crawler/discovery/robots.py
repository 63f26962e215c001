"""robots.txt as RFC 9309 reads it: bytes in, rules, delay and sitemaps out. The one door to Protego.

Fetching it, and what a missing or failing file means, is the crawl's business (`middlewares/robots.py`).
"""

import math
import re
from functools import lru_cache

from protego import Protego

from crawler.discovery.link import absolute_url

MAX_BYTES = 500 * 1024
"""RFC 9309 section 2.5: at least the first 500 KiB are read; nobody was seen to write more on purpose."""

MAX_SITEMAPS = 1000
"""Sitemap lines that are taken; large papers list some fifty."""

_AGENT_LINE = re.compile(r"^([ \t]*user[- ]?agent[ \t]*:?[ \t]*)([^#\r\n]*)", re.IGNORECASE | re.MULTILINE)
_NOBODY = "no-such-robot"
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
_LINE_BREAK = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class Robots:
    """The rules of one authority. Agents are product tokens such as `Copydesk`, compared without case."""

    def __init__(self, text: str, sitemaps: tuple[str, ...]) -> None:
        self.sitemaps = sitemaps
        """Absolute http(s) addresses, each once."""
        self._rules = lru_cache(maxsize=8)(lambda agent: Protego.parse(_groups_of(agent, text)))

    def allows(self, url: str, agent: str) -> bool:
        """Whether `agent` may fetch `url`; an address that can't be read is not allowed."""
        try:
            return self._rules(agent.lower()).can_fetch(url, agent)
        except ValueError:
            return False

    def delay_seconds(self, agent: str) -> float | None:
        """Return the crawl delay asked of `agent`, unbounded; None where none is asked."""
        delay = self._rules(agent.lower()).crawl_delay(agent)
        return delay if delay is not None and math.isfinite(delay) and delay >= 0 else None


def read_robots(body: bytes, url: str = "") -> Robots:
    """Return the rules in `body`; HTML in its place holds none. `url` is where it stood, for relative sitemaps.

    Never raises. Of a longer file the whole lines of the first 500 KiB count.
    """
    text = _decode(body)
    if _MARKUP.match(text):
        return Robots("", ())
    found = (absolute_url(value, url) for value in Protego.parse(_groups_of("", text)).sitemaps)
    return Robots(text, tuple(dict.fromkeys(address for address in found if address))[:MAX_SITEMAPS])


def _decode(body: bytes) -> str:
    """UTF-8 as the RFC wants it; a byte order mark is skipped, one of UTF-16 obeyed, and NUL bytes are noise."""
    head = body[:MAX_BYTES]
    if len(body) > MAX_BYTES:
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1]  # half a Disallow could close the whole site
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return _LINE_BREAK.sub(" ", head.decode(encoding, "replace").replace("\x00", ""))


def _groups_of(agent: str, text: str) -> str:
    """Give every other robot's line one name: thousands of agents times thousands of rules would take minutes."""

    def one(match: re.Match[str]) -> str:
        name = match[2].strip().lower()
        return match[0] if name == "*" or (name and name.replace("*", "") in agent) else f"{match[1]}{_NOBODY}"

    return _AGENT_LINE.sub(one, text)
