"""Blogger, a German regional paper and a static generator."""
# ruff: noqa: E501  # markup is kept in the long lines that systems write

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import quote

from tests.sites import markup
from tests.sites.site import Site
from tests.sites.stories import Story, stories

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
            f'<article class="post"><h3 class="post-title entry-title">About the paper and its people</h3><div class="post-body entry-content">{markup.legal()}</div></article>',
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
        site.html(f"/{slug}.html", _german_page(base, slug.title(), f"<h1>{slug.title()}</h1>{markup.legal()}"))
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
            f'<main class="main"><article class="post-single"><h1 class="post-title">About</h1><div class="post-content">{markup.legal()}</div></article></main>',
        ),
    )
    site.html(
        "/how-this-paper-came-about/",
        _hugo_page(
            base,
            "How",
            f'<main class="main"><article class="post-single"><h1 class="post-title">How this paper came about</h1><div class="post-content">{markup.legal()}</div></article></main>',
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


SITES: dict[str, Callable[[str], Site]] = {"blogger": blogger, "german": german, "hugo": hugo}
