"""An old ASP system, and a site rendered by a script framework."""

# ruff: noqa: E501  # markup is kept in the long lines that systems write

import hashlib
import json
from collections.abc import Callable, Sequence
from html import escape

from tests.sites import markup
from tests.sites.site import Site
from tests.sites.stories import Story, slugify, stories

# Old ASP -----------------------------------------------------------------------------------------------------------

ASP_SECTIONS = {"news": 1, "sport": 2, "business": 3}


def asp(base: str) -> Site:
    """`article.asp?id=123`, windows-1252 by meta alone, tables and `<br>`, lists by `?page=2`; no sitemap, no feed."""
    site, told = Site(base, missing="<html><title>404</title>The page cannot be found</html>"), stories("en", seed=24)
    for story in told:
        target = f"/article.asp?id={812 - 3 * story.number}"
        text = "<br><br>\n".join(escape(p, quote=False) for p in story.paragraphs)
        main = f"""<font size=5><b>{escape(story.headline)}</b></font><br><font size=1 color=gray>By {" and ".join(story.authors)}<br>{story.published:%A, %B %d, %Y}</font><br><br>
<font size=2>{text}</font><br><br><a href="print.asp?id={812 - 3 * story.number}">Printer friendly</a> | <a href="mailto:desk@paper.example">E-mail the editor</a><hr>
<b>Other stories</b><br>{"<br>".join(f'<a href="article.asp?id={812 - 3 * s.number}">{escape(s.headline)}</a>' for s in told[:5])}"""
        page = _asp_page(story.headline, main)
        site.article(target, story, page, charset="windows-1252")
        site.html(f"/print.asp?id={812 - 3 * story.number}", page, charset="windows-1252")
    for target, title, listed in [
        ("/", "The Quarry Gazette", told[:8]),
        *((f"/section.asp?sec={n}", k.title(), [s for s in told if s.section == k]) for k, n in ASP_SECTIONS.items()),
    ]:
        for number, has_more, shown in markup.pages(listed, 5 if target != "/" else 8):
            rows = "".join(
                f'<tr><td><a href="article.asp?id={812 - 3 * s.number}"><b>{escape(s.headline)}</b></a><br><font size=1>{escape(s.summary[:90])}...</font></td></tr>'
                for s in shown
            )
            more = (
                f'<a href="section.asp{target.removeprefix("/section.asp")}&page={number + 1}">Next 5</a>'
                if has_more
                else ""
            )
            own = target if number == 1 else f"{target}&page={number}"
            site.html(own, _asp_page(title, f"<table>{rows}</table>{more}"), charset="windows-1252")
    for name in ("contact", "staff", "rates"):
        site.html(
            f"/{name}.asp",
            _asp_page(name.title(), f"<b>{name.title()}</b><br>" + "<br>".join(markup.LEGAL)),
            charset="windows-1252",
        )
    for target, reply in list(site.pages.items()):
        site.pages[target] = type(reply)(reply.body, "text/html")
    return site


def _asp_page(title: str, main: str) -> str:
    menu = "".join(
        f'<tr><td><a href="section.asp?sec={n}"><font color=white>{k.title()}</font></a></td></tr>'
        for k, n in ASP_SECTIONS.items()
    )
    return f"""<HTML><HEAD><TITLE>The Quarry Gazette - {escape(title)}</TITLE><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"></HEAD><BODY BGCOLOR=#FFFFFF>
<TABLE WIDTH=760><TR><TD COLSPAN=2><A HREF="/"><IMG SRC="logo.gif" ALT="The Quarry Gazette"></A></TD></TR><TR><TD WIDTH=120 VALIGN=top><TABLE>{menu}<tr><td><a href="staff.asp"><font color=white>Staff</font></a></td></tr><tr><td><a href="rates.asp">Ad rates</a></td></tr></TABLE></TD>
<TD VALIGN=top>{main}</TD></TR><TR><TD COLSPAN=2><font size=1>Copyright 2025 The Quarry Gazette. <a href="contact.asp">Contact us</a></font></TD></TR></TABLE></BODY></HTML>"""


# Script framework --------------------------------------------------------------------------------------------------


def script(base: str) -> Site:
    """`/a/slug-hash` with JSON-LD and text rendered on the server, the page's state as JSON beside it, one sitemap."""
    site, told = Site(base), stories("en", seed=25)
    for story in told:
        target = _hash(story)
        node = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.headline,
            "datePublished": story.iso,
            "author": [{"@type": "Person", "name": n, "url": f"{base}/u/{slugify(n)}"} for n in story.authors],
            "articleSection": story.section,
        }
        lines = "".join(
            f'<p class="css-1k{n}x9 e1b2c3">{escape(p, quote=False)}</p>' for n, p in enumerate(story.paragraphs)
        )
        main = f"""<div class="css-a1"><div class="css-b2"><h1 class="css-h1x">{escape(story.headline)}</h1><div class="css-by"><a href="/u/{slugify(story.authors[0])}">{" and ".join(story.authors)}</a><span>{story.published:%b %-d}</span></div><div class="css-txt">{lines}</div></div>
<div class="css-rail"><div class="css-t">Trending now</div>{_hash_cards(told[:5])}</div></div>"""
        state = json.dumps({"props": {"pageProps": {"article": {"title": story.headline, "blocks": story.paragraphs}}}})
        site.article(
            target,
            story,
            _script_page(
                base,
                story.headline,
                main + f'<script id="__NEXT_DATA__" type="application/json">{state}</script>',
                markup.json_ld(node) + f'<link rel="canonical" href="{base}{target}">',
            ),
        )
    for target, listed in {
        "/": told[:9],
        **{f"/t/{k}": [s for s in told if s.section == k] for k in ("news", "sport", "business")},
    }.items():
        site.html(
            target,
            _script_page(base, target, f'<div class="css-grid">{_hash_cards(listed)}</div><button>Load more</button>'),
        )
    for name in sorted({n for s in told for n in s.authors}):
        site.html(
            f"/u/{slugify(name)}",
            _script_page(
                base,
                name,
                f'<h1 class="css-h1x">{name}</h1><p>{name} writes about the town and its people for this paper since the spring of the year 2011.</p>{_hash_cards([s for s in told if name in s.authors])}',
            ),
        )
    site.html("/about", _script_page(base, "About", f'<h1 class="css-h1x">About our newsroom</h1>{markup.legal()}'))
    users = [f"/u/{slugify(n)}" for s in told for n in s.authors]
    site.xml(
        "/sitemap.xml",
        markup.sitemap(
            [(base + t, "") for t in dict.fromkeys(["/", "/about", "/t/news", "/t/sport", *users, *site.articles])]
        ),
    )
    site.xml("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n", "text/plain")
    return site


def _hash(story: Story) -> str:
    return f"/a/{story.slug}-{hashlib.sha256(story.slug.encode()).hexdigest()[:8]}"


def _hash_cards(shown: Sequence[Story]) -> str:
    return "".join(
        f'<a class="css-card" href="{_hash(s)}"><div class="css-img"></div><div class="css-hl">{escape(s.headline)}</div><div class="css-dek">{escape(s.summary[:80])}</div></a>'
        for s in shown
    )


def _script_page(base: str, title: str, main: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | Hollow Wire</title>{head}</head><body><div id="__next"><div class="css-top"><a href="/">Hollow Wire</a><a href="/t/news">News</a><a href="/t/sport">Sport</a><a href="/t/business">Business</a></div>{main}<div class="css-bot"><a href="/about">About</a></div></div></body></html>"""


SITES: dict[str, Callable[[str], Site]] = {"asp": asp, "script": script}
