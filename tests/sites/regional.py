"""Blogger, a German regional paper, a static generator, an old ASP system and a site rendered by a script framework."""
# ruff: noqa: E501  # markup is kept in the long lines that systems write

import hashlib
import json
from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import quote

from tests.sites import markup
from tests.sites.site import Site
from tests.sites.stories import Story, slugify, stories

LEGAL = (
    "Who prints this paper, who owns it and how to reach the people who write it is what you find on this page.",
    "We answer letters within a week and print the ones that are of interest to all. Names are printed in full.",
    "Advertisements are taken until noon on the day before the issue, at the counter or by telephone.",
)


def _legal() -> str:
    return "".join(f"<p>{line}</p>" for line in LEGAL)


# Blogger -----------------------------------------------------------------------------------------------------------


def blogger(base: str) -> Site:
    """`/2025/05/slug.html`, the same with `?m=1`, labels by `/search/label/`, an Atom feed, archives by month."""
    site, told = Site(base), stories("en", seed=21)
    for story in told:
        target = _blog(story)
        older = (
            f'<a class="blog-pager-older-link" href="{base}{_blog(told[story.number + 1])}">Older Post</a>'
            if story.number < 23
            else ""
        )
        main = f"""<div class="blog-posts hfeed container"><article class="post-outer-container"><div class="post-outer"><div class="post"><h3 class="post-title entry-title">{escape(story.headline)}</h3>
<div class="post-header"><div class="post-header-line-1"><span class="byline post-author vcard"><span class="post-author-label">By</span> <span class="fn"><a class="g-profile" href="https://www.blogger.example/profile/{story.number}" rel="author">{" and ".join(story.authors)}</a></span></span>
<span class="byline post-timestamp">- <a class="timestamp-link" href="{base}{target}" rel="bookmark"><time class="published" datetime="{story.iso}">{story.published:%B %d, %Y}</time></a></span></div></div>
<div class="post-body entry-content float-container" id="post-body-{story.number}">{markup.paragraphs(story)}</div>
<div class="post-bottom"><div class="post-labels">Labels: <a href="{base}/search/label/{story.section}" rel="tag">{story.section}</a></div><a href="https://www.blogger.example/share-post.g?blogID=1&amp;postID={story.number}&amp;target=email">Email This</a></div></div></div>
<section class="comments embed" id="comments"><h3 class="title">1 comments:</h3><div class="comment-content">I was there and nobody asked me what I had seen that morning by the water.</div><a href="{base}{target}?showComment=17#c{story.number}">May 21</a></section></article>
<div class="blog-pager">{older}</div></div>"""
        page = _blog_page(
            base,
            f"{story.headline}",
            main,
            "item-view",
            f'<link rel="canonical" href="{base}{target}"><meta property="og:url" content="{base}{target}"><meta property="og:title" content="{escape(story.headline)}">',
        )
        site.article(target, story, page)
        for tail in ("?m=1", "?m=0", "?showComment=17"):
            site.html(target + tail, page)
    newest = told[:6]
    entries = "".join(_blog_entry(base, s) for s in newest)
    older = f'<div class="blog-pager"><a class="blog-pager-older-link" href="{base}/search?updated-max={quote(newest[-1].iso)}&amp;max-results=7" title="More posts">More posts</a></div>'
    site.html(
        "/",
        _blog_page(
            base,
            "The Ostrander Bugle",
            f'<div class="blog-posts hfeed">{entries}{older}</div>',
            "feed-view homepage-view",
        ),
    )
    for label in ("news", "sport", "business"):
        shown = [s for s in told if s.section == label]
        site.html(
            f"/search/label/{label}",
            _blog_page(base, label, "".join(_blog_entry(base, s) for s in shown[:6]), "feed-view"),
        )
    for month in {s.day[:7] for s in told}:
        shown = [s for s in told if s.day.startswith(month)]
        site.html(
            f"/{month.replace('-', '/')}/",
            _blog_page(base, month, "".join(_blog_entry(base, s) for s in shown), "archive-view"),
        )
    site.html(
        "/p/about.html",
        _blog_page(
            base,
            "About the paper and its people",
            f'<article class="post"><h3 class="post-title entry-title">About the paper and its people</h3><div class="post-body entry-content">{_legal()}</div></article>',
            "item-view page-view",
        ),
    )
    feed = markup.atom("The Ostrander Bugle", base, [(base + _blog(s), s) for s in told])
    site.xml("/feeds/posts/default", feed, "application/atom+xml")
    site.xml(
        "/feeds/posts/default?alt=rss", markup.rss("The Ostrander Bugle", base, [(base + _blog(s), s) for s in told])
    )
    site.xml("/sitemap.xml", markup.sitemap([(base + _blog(s), s.iso) for s in told]))
    site.xml("/sitemap-pages.xml", markup.sitemap([(f"{base}/p/about.html", "")]))
    site.xml(
        "/robots.txt",
        f"User-agent: Mediapartners-Google\nDisallow:\n\nUser-agent: *\nDisallow: /search\nDisallow: /share-widget\nAllow: /\n\nSitemap: {base}/sitemap.xml\nSitemap: {base}/sitemap-pages.xml\n",
        "text/plain",
    )
    return site


def _blog(story: Story) -> str:
    return f"/{story.day[:4]}/{story.day[5:7]}/{story.slug[:39].rstrip('-')}.html"


def _blog_entry(base: str, story: Story) -> str:
    return f'<article class="post-outer-container"><div class="post"><h3 class="post-title entry-title"><a href="{base}{_blog(story)}">{escape(story.headline)}</a></h3><div class="post-snippet snippet-container">{escape(story.summary)}</div><div class="jump-link"><a href="{base}{_blog(story)}">Read more</a></div></div></article>'


def _blog_page(base: str, title: str, main: str, kind: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html dir="ltr" lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title><meta content="blogger" name="generator">{head}
<link rel="alternate" type="application/atom+xml" title="The Ostrander Bugle - Atom" href="{base}/feeds/posts/default"><link rel="service.post" type="application/atom+xml" href="https://www.blogger.example/feeds/1/posts/default"></head>
<body class="{kind} version-1-3-0"><header><h1><a href="{base}/">The Ostrander Bugle</a></h1></header><div class="widget PageList"><ul><li><a href="{base}/p/about.html">About</a></li></ul></div><main>{main}</main>
<aside class="sidebar"><div class="widget Label"><h3>Labels</h3><ul><li><a class="label-name" href="{base}/search/label/news">news</a></li></ul></div><div class="widget BlogArchive"><h3>Archive</h3><a href="{base}/2025/05/">May 2025</a></div>
<a href="{base}/feeds/posts/default">Posts (Atom)</a></aside></body></html>"""


# German regional ---------------------------------------------------------------------------------------------------

RESSORTS = {"lokales": "Lokales", "sport": "Sport", "wirtschaft": "Wirtschaft"}


def german(base: str) -> Site:
    """`/lokales/artikel,-titel-_arid,12345.html`, lists as `/lokales_seite,2.html`, photo series, sitemap of fronts only."""
    site, told = Site(base), stories("de", seed=22, sections=tuple(RESSORTS))
    for story in told:
        target = _arid(story)
        node = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.headline,
            "datePublished": story.iso,
            "author": [{"@type": "Person", "name": n} for n in story.authors],
            "mainEntityOfPage": base + target,
        }
        main = f"""<article class="article-detail"><header><span class="kicker">{RESSORTS[story.section]}</span><h1 class="headline">{escape(story.headline)}</h1>
<div class="article-meta"><span class="autor">Von {" und ".join(story.authors)}</span> <span class="datum">{story.published:%d.%m.%Y, %H:%M} Uhr</span></div></header><div class="article-text">{markup.paragraphs(story)}</div>
<ul class="tools"><li><a href="{target.replace(".html", "_druckversion,1.html")}">Drucken</a></li><li><a href="/abo">Jetzt abonnieren</a></li></ul></article>
<section class="teaserliste"><h2>Das könnte Sie auch interessieren</h2>{_arid_teasers(told[:4])}</section>"""
        page = _german_page(base, story.headline, main, markup.json_ld(node) if story.number % 2 else "")
        site.article(target, story, page)
        site.html(
            target.replace(".html", "_druckversion,1.html"),
            page.replace("<head>", f'<head><link rel="canonical" href="{base}{target}">'),
        )
        gallery = f"/bilder/bilder-fotostrecke-{story.number}_mmid,{7000 + story.number}.html"
        site.html(
            gallery,
            _german_page(
                base,
                "Fotostrecke",
                f"<h1>Bilder: So war es am Wochenende in {story.number} Orten</h1>"
                + "".join(
                    f'<figure><img src="b{n}.jpg"><figcaption>Foto: Archiv</figcaption></figure>' for n in range(12)
                ),
            ),
        )
    for target, title, listed in [("/", "Wiesenbrücker Bote", told)] + [
        (f"/{k}.html", t, [s for s in told if s.section == k]) for k, t in RESSORTS.items()
    ]:
        for number, has_more, shown in markup.pages(listed, 6):
            stem = "/startseite" if target == "/" else target.removesuffix(".html")
            more = f'<a class="weiter" rel="next" href="{stem}_seite,{number + 1}.html">weiter</a>' if has_more else ""
            gallery = '<h3><a href="/bilder/bilder-fotostrecke-3_mmid,7003.html">Bilder: So war es am Wochenende in drei Orten</a></h3>'
            own = target if number == 1 else f"{stem}_seite,{number}.html"
            site.html(
                own,
                _german_page(
                    base, title, f"<h1>{title}</h1>{_arid_teasers(shown)}{gallery}<div class='blaettern'>{more}</div>"
                ),
            )
    for slug in ("impressum", "datenschutz", "agb", "mediadaten"):
        site.html(f"/{slug}.html", _german_page(base, slug.title(), f"<h1>{slug.title()}</h1>{_legal()}"))
    site.xml(
        "/sitemap.xml",
        markup.sitemap(
            [
                (base + t, "")
                for t in (
                    "/",
                    "/lokales.html",
                    "/sport.html",
                    "/wirtschaft.html",
                    "/impressum.html",
                    "/mediadaten.html",
                )
            ]
        ),
    )
    site.xml("/robots.txt", f"User-agent: *\nDisallow: /suche\nSitemap: {base}/sitemap.xml\n", "text/plain")
    return site


def _arid(story: Story) -> str:
    return f"/{story.section}/artikel,-{story.slug}-_arid,{2345678 - 31 * story.number}.html"


def _arid_teasers(shown: Sequence[Story]) -> str:
    return "".join(
        f'<div class="teaser"><a href="{_arid(s)}"><img src="t.jpg"></a><h3><a href="{_arid(s)}">{escape(s.headline)}</a></h3><p>{escape(s.summary)} <a href="{_arid(s)}">mehr</a></p></div>'
        for s in shown
    )


def _german_page(base: str, title: str, main: str, head: str = "") -> str:
    menu = "".join(f'<li><a href="/{k}.html">{t}</a></li>' for k, t in RESSORTS.items())
    return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)} - Wiesenbrücker Bote</title>{head}</head><body><div id="kopf"><a href="/">Wiesenbrücker Bote</a><ul id="hauptmenu">{menu}<li><a href="/bilder.html">Bilder</a></li></ul></div>
<div id="inhalt">{main}</div><div id="fuss"><a href="/impressum.html">Impressum</a> <a href="/datenschutz.html">Datenschutz</a> <a href="/agb.html">AGB</a> <a href="/mediadaten.html">Mediadaten</a></div></body></html>"""


# Hugo --------------------------------------------------------------------------------------------------------------


def hugo(base: str) -> Site:
    """`/posts/slug/`, index.xml, and a sitemap of everything: taxonomies, terms, sections, pages."""
    site, told = Site(base), stories("en", seed=23)
    for story in told:
        target = f"/posts/{story.slug}/"
        main = f"""<main class="main"><article class="post-single"><header class="post-header"><h1 class="post-title entry-hint-parent">{escape(story.headline)}</h1><div class="post-meta"><span title="{story.published}">{story.published:%B %-d, %Y}</span>&nbsp;·&nbsp;4 min&nbsp;·&nbsp;{", ".join(story.authors)}</div></header>
<div class="post-content">{markup.paragraphs(story)}</div><footer class="post-footer"><ul class="post-tags"><li><a href="{base}/tags/council/">council</a></li></ul></footer></article></main>"""
        site.article(target, story, _hugo_page(base, story.headline, main))
    lists = {
        "/": told,
        "/posts/": told,
        "/tags/council/": told[:9],
        "/categories/news/": [s for s in told if s.section == "news"],
    }
    for target, listed in lists.items():
        for number, has_more, shown in markup.pages(listed, 7):
            more = f'<a class="next" href="{base}{target}page/{number + 1}/">Next&nbsp;&nbsp;»</a>' if has_more else ""
            entries = "".join(
                f'<article class="post-entry"><header class="entry-header"><h2 class="entry-hint-parent">{escape(s.headline)}</h2></header><div class="entry-content"><p>{escape(s.summary)}</p></div><a class="entry-link" aria-label="post link to {escape(s.headline)}" href="{base}/posts/{s.slug}/"></a></article>'
                for s in shown
            )
            own = target if number == 1 else f"{target}page/{number}/"
            site.html(
                own,
                _hugo_page(
                    base,
                    target,
                    f'<main class="main">{entries}<footer class="page-footer"><nav class="pagination">{more}</nav></footer></main>',
                ),
            )
    for target in ("/tags/", "/categories/"):
        site.html(
            target,
            _hugo_page(
                base,
                target,
                f'<main class="main"><h1>{target}</h1><ul class="terms-tags"><li><a href="{base}{target}council/">council <sup>9</sup></a></li></ul></main>',
            ),
        )
    site.html(
        "/about/",
        _hugo_page(
            base,
            "About",
            f'<main class="main"><article class="post-single"><h1 class="post-title">About</h1><div class="post-content">{_legal()}</div></article></main>',
        ),
    )
    site.html(
        "/how-this-paper-came-about/",
        _hugo_page(
            base,
            "How",
            f'<main class="main"><article class="post-single"><h1 class="post-title">How this paper came about</h1><div class="post-content">{_legal()}</div></article></main>',
        ),
    )
    site.html("/search/", _hugo_page(base, "Search", "<h1>Search</h1><input>"))
    urls = [
        "/",
        "/posts/",
        "/tags/",
        "/categories/",
        "/tags/council/",
        "/categories/news/",
        "/about/",
        "/how-this-paper-came-about/",
        "/search/",
    ]
    site.xml("/sitemap.xml", markup.sitemap([(base + t, "2025-05-20T10:00:00+00:00") for t in [*urls, *site.articles]]))
    site.xml(
        "/index.xml",
        markup.rss(
            "Salt Flats Dispatch",
            base,
            [(f"{base}/posts/{s.slug}/", s) for s in told] + [(f"{base}/about/", told[0])][:0],
        ),
    )
    return site


def _hugo_page(base: str, title: str, main: str) -> str:
    return f"""<!DOCTYPE html><html lang="en" dir="auto"><head><meta charset="utf-8"><meta name="generator" content="Hugo 0.146.0"><title>{escape(title)} | Salt Flats Dispatch</title><link rel="alternate" type="application/rss+xml" href="{base}/index.xml"></head>
<body class="list" id="top"><header class="header"><nav class="nav"><div class="logo"><a href="{base}/">Salt Flats Dispatch</a></div><ul id="menu"><li><a href="{base}/posts/"><span>Posts</span></a></li><li><a href="{base}/tags/">Tags</a></li><li><a href="{base}/about/">About</a></li></ul></nav></header>{main}<footer class="footer"><span>Powered by <a href="https://gohugo.io/">Hugo</a></span></footer></body></html>"""


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
            _asp_page(name.title(), f"<b>{name.title()}</b><br>" + "<br>".join(LEGAL)),
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
    site.html("/about", _script_page(base, "About", f'<h1 class="css-h1x">About our newsroom</h1>{_legal()}'))
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


SITES: dict[str, Callable[[str], Site]] = {
    "blogger": blogger,
    "german": german,
    "hugo": hugo,
    "asp": asp,
    "script": script,
}
