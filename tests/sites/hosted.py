"""Ghost and BLOX: each with its addresses, its sources and the pages that are no articles."""

# ruff: noqa: E501  # markup is kept in the long lines that systems write

import uuid
from collections.abc import Callable, Sequence
from html import escape

from tests.sites import markup
from tests.sites.site import Site
from tests.sites.stories import Story, slugify, stories

# Ghost -------------------------------------------------------------------------------------------------------------


def ghost(base: str) -> Site:
    """Articles right below the root, sitemaps of posts, pages, tags and authors, JSON-LD, cards as teasers."""
    site, told = Site(base), stories("en", seed=13)
    for story in told:
        target = f"/{story.slug}/"
        node = {"@context": "https://schema.org", "@type": "Article", "headline": story.headline, "url": base + target,
                "author": {"@type": "Person", "name": story.authors[0]}, "datePublished": story.iso, "mainEntityOfPage": base + target,
                "contributor": [{"@type": "Person", "name": n} for n in story.authors[1:]],
                "publisher": {"@type": "Organization", "name": "Pine Hollow Page"}}  # fmt: skip
        writers = ", ".join(f'<a href="/author/{slugify(n)}/" class="author-name">{n}</a>' for n in story.authors)
        main = f"""<main id="site-main" class="site-main"><article class="article post"><header class="article-header gh-canvas"><div class="article-tag"><a href="/tag/{story.section}/">{story.section}</a></div>
<h1 class="article-title">{escape(story.headline)}</h1><div class="article-byline"><h4 class="author-name">{writers}</h4>
<div class="byline-meta-content"><time class="byline-meta-date" datetime="{story.day}">{story.published:%b %d, %Y}</time><span class="byline-reading-time">4 min read</span></div></div></header>
<section class="gh-content gh-canvas">{markup.paragraphs(story)}</section></article></main><aside class="read-more-wrap"><h2>Read more</h2>{_cards(told[:3])}</aside>"""
        head = f'<link rel="canonical" href="{base}{target}"><meta property="og:type" content="article"><meta property="article:published_time" content="{story.iso}">{markup.json_ld(node)}'
        site.article(target, story, _ghost_page(base, story.headline, main, "post-template tag-news", head))
        site.redirect(target.rstrip("/"), target)
    names = sorted({n for s in told for n in s.authors})
    lists = {f"/tag/{k}/": [s for s in told if s.section == k] for k in ("news", "sport", "business")}
    lists |= {f"/author/{slugify(n)}/": [s for s in told if n in s.authors] for n in names}
    for target, listed in {"/": told, **lists}.items():
        for number, has_more, shown in markup.pages(listed, 6):
            more = f'<a class="older-posts" href="{target}page/{number + 1}/">Older Posts →</a>' if has_more else ""
            own = target if number == 1 else f"{target}page/{number}/"
            site.html(
                own,
                _ghost_page(
                    base,
                    target,
                    f'<div class="post-feed">{_cards(shown)}</div><nav class="pagination">{more}</nav>',
                    "home-template" if target == "/" else "tag-template",
                ),
            )
    site.html(
        "/about/",
        _ghost_page(
            base,
            "About this site",
            f'<main><article class="article page"><h1 class="article-title">About this site and its people</h1><section class="gh-content">{markup.legal()}</section></article></main>',
            "page-template page-about",
        ),
    )
    site.html(
        "/our-promise-to-every-reader/",
        _ghost_page(
            base,
            "Our promise",
            f'<main><article class="article page"><h1 class="article-title">Our promise to every reader</h1><section class="gh-content">{markup.legal()}</section></article></main>',
            "page-template page-our-promise",
        ),
    )
    parts = {
        "/sitemap-pages.xml": [
            (base + "/", ""),
            (base + "/about/", ""),
            (base + "/our-promise-to-every-reader/", "2024-01-02T10:00:00.000Z"),
        ],
        "/sitemap-posts.xml": [(f"{base}/{s.slug}/", s.iso) for s in told],
        "/sitemap-authors.xml": [(f"{base}/author/{slugify(n)}/", "") for n in names],
        "/sitemap-tags.xml": [(f"{base}/tag/{k}/", "") for k in ("news", "sport", "business")],
    }
    for target, table in parts.items():
        site.xml(target, markup.sitemap(table))
    site.xml("/sitemap.xml", markup.sitemap_index(base + t for t in parts))
    site.xml("/rss/", markup.rss("Pine Hollow Page", base, [(f"{base}/{s.slug}/", s) for s in told[:15]]))
    site.xml(
        "/robots.txt", f"User-agent: *\nSitemap: {base}/sitemap.xml\nDisallow: /ghost/\nDisallow: /p/\n", "text/plain"
    )
    return site


def _cards(shown: Sequence[Story]) -> str:
    return "".join(
        f'<article class="post-card post"><a class="post-card-image-link" href="/{s.slug}/"><img src="/content/images/{s.number}.jpg" alt=""></a><div class="post-card-content">'
        f'<a class="post-card-content-link" href="/{s.slug}/"><header class="post-card-header"><h2 class="post-card-title">{escape(s.headline)}</h2></header><div class="post-card-excerpt">{escape(s.summary)}</div></a>'
        f'<footer class="post-card-meta"><time datetime="{s.day}">{s.published:%b %d, %Y}</time></footer></div></article>'
        for s in shown
    )


def _ghost_page(base: str, title: str, main: str, body_class: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>{escape(title)}</title><meta charset="utf-8"><meta name="generator" content="Ghost 5.96">
<link rel="alternate" type="application/rss+xml" title="Pine Hollow Page" href="{base}/rss/">{head}</head><body class="{body_class}"><div class="viewport"><header id="gh-head" class="gh-head"><a class="gh-head-logo" href="{base}">Pine Hollow Page</a>
<nav class="gh-head-menu"><ul class="nav"><li class="nav-news"><a href="{base}/tag/news/">News</a></li><li><a href="{base}/tag/sport/">Sport</a></li><li><a href="{base}/about/">About</a></li>
<li><a href="{base}/our-promise-to-every-reader/">Our promise to every reader</a></li></ul></nav><a href="#/portal/signin">Sign in</a></header>{main}
<footer class="site-footer"><a href="https://ghost.org/">Powered by Ghost</a></footer></div></body></html>"""


# BLOX --------------------------------------------------------------------------------------------------------------

BLOX_SECTIONS = ("news/local", "sports/high-school", "business")


def blox(base: str) -> Site:
    """`article_<uuid>.html` below sections, tncms sitemaps, `/search/?f=rss` as feed, image and video assets."""
    site, told = Site(base), stories("en", seed=14, sections=BLOX_SECTIONS)
    for story in told:
        target = _asset(story)
        node = {"@context": "http://schema.org", "@type": "NewsArticle", "headline": story.headline, "datePublished": story.iso, "dateModified": story.iso,
                "author": [{"@type": "Person", "name": f"By {n}"} for n in story.authors], "mainEntityOfPage": {"@type": "WebPage", "@id": base + target},
                "isAccessibleForFree": "False", "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".subscriber-only"}}  # fmt: skip
        main = f"""<article class="asset story" itemscope itemtype="https://schema.org/NewsArticle"><header class="asset-header"><h1 class="headline"><span itemprop="headline">{escape(story.headline)}</span></h1>
<div class="meta"><ul class="list-inline"><li><span itemprop="author" class="tnt-byline">By {" and ".join(n.upper() for n in story.authors)} Staff Writer</span></li><li><time datetime="{story.iso}" class="tnt-date asset-date text-muted">{story.published:%b %d, %Y}</time></li></ul></div></header>
<div class="asset-content"><div id="article-body" itemprop="articleBody" class="asset-content subscriber-only"><div class="lee-article-text">{markup.paragraphs(story)}</div></div>
<div class="tncms-region"><h3>Most Popular</h3><ul>{_blox_cards(told[:4])}</ul><a href="/users/login/?referer_url={base}{target}">Log In</a><div class="newsletter-signup"><h4>Stay up-to-date on the latest in local and national government and political topics with our newsletter.</h4></div></div></div></article>"""
        site.article(
            target,
            story,
            _blox_page(
                base,
                f"{story.headline} | {story.section} | coldwaterdaily.example",
                main,
                markup.json_ld(node)
                + f'<link rel="canonical" href="{base}{target}"><meta property="og:type" content="article">',
            ),
        )
        image = _asset(story, "image")
        site.html(
            image,
            _blox_page(
                base,
                f"Photo {story.number}",
                '<article class="asset image"><h1 class="headline">Photo by the harbour this week</h1><figure><img src="x.jpg"><figcaption>Two children look at a boat on Monday, May 12, 2025.</figcaption></figure></article>',
                '<meta property="og:type" content="article">',
            ),
        )
    for target, listed in {"/": told, **{f"/{s}/": [t for t in told if t.section == s] for s in BLOX_SECTIONS}}.items():
        for number, has_more, shown in markup.pages(listed, 8):
            own = target if number == 1 else f"{target}?page={number}"
            more = f'<a class="btn" href="{target}?page={number + 1}">Next</a>' if has_more else ""
            site.html(
                own,
                _blox_page(
                    base,
                    target,
                    f'<div class="tncms-region"><div class="card-grid">{_blox_cards(shown)}</div>{more}</div>',
                ),
            )
    recent = told[:12]
    site.xml(
        "/search/?f=rss&t=article&c=news/local&l=50&s=start_time&sd=desc",
        markup.rss("Coldwater Daily", base, [(base + _asset(s), s) for s in recent]),
    )
    site.xml(
        "/tncms/sitemap/editorial.xml?year=2025&month=05",
        markup.sitemap([(base + _asset(s), s.iso) for s in told] + [(base + _asset(s, "image"), s.iso) for s in told]),
    )
    site.xml(
        "/tncms/sitemap/pages.xml",
        markup.sitemap([(base + t, "") for t in ("/", "/news/local/", "/site/about.html", "/site/terms.html")]),
    )
    site.xml(
        "/tncms/sitemap/news.xml", markup.news_sitemap("Coldwater Daily", [(base + _asset(s), s) for s in told[:3]])
    )
    site.xml(
        "/tncms/sitemap/editorial.xml", markup.sitemap_index([base + "/tncms/sitemap/editorial.xml?year=2025&month=05"])
    )
    robots = "User-agent: *\nDisallow: /search/\n" + "".join(
        f"Sitemap: {base}/tncms/sitemap/{n}.xml\n" for n in ("editorial", "pages", "news")
    )
    site.xml("/robots.txt", robots, "text/plain")
    for name in ("about", "terms"):
        site.html(
            f"/site/{name}.html",
            _blox_page(
                base,
                name.title(),
                f'<h1>{name.title()} of this newspaper</h1><div class="asset-content">{markup.legal()}</div>',
            ),
        )
    return site


def _asset(story: Story, kind: str = "article") -> str:
    place = "multimedia/collection" if kind == "image" else story.section
    return f"/{place}/{story.slug}/{kind}_{uuid.uuid5(uuid.NAMESPACE_URL, story.slug + kind)}.html"


def _blox_cards(shown: Sequence[Story]) -> str:
    return "".join(
        f'<article class="tnt-asset-type-article card summary"><div class="card-image"><a href="{_asset(s, "image")}"><img src="t.jpg" alt=""></a></div><div class="card-body"><div class="card-label-flags"><a href="/{s.section}/">{s.section}</a></div>'
        f'<h3 class="tnt-headline"><a href="{_asset(s)}" class="tnt-asset-link">{escape(s.headline)}</a></h3><p class="tnt-summary">{escape(s.summary)}</p></div></article>'
        for s in shown
    )


def _blox_page(base: str, title: str, main: str, head: str = "") -> str:
    menu = "".join(
        f'<li class="tnt-nav"><a href="/{s}/">{s.rpartition("/")[2].title()}</a></li>' for s in BLOX_SECTIONS
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>{escape(title)}</title><meta name="generator" content="BLOX Content Management System">{head}
<link rel="alternate" type="application/rss+xml" title="Coldwater Daily" href="{base}/search/?f=rss&amp;t=article&amp;c=news/local&amp;l=50&amp;s=start_time&amp;sd=desc"></head>
<body class=" subscription-enabled"><div id="site-container"><header id="site-header"><a href="/">Coldwater Daily</a><nav id="main-navigation" class="navbar"><ul class="nav navbar-nav">{menu}<li><a href="/eedition/">E-Edition</a></li>
<li><a href="/users/admin/">My account</a></li></ul></nav></header><section id="main-page-container">{main}</section><footer id="site-footer"><a href="/site/terms.html">Terms of Use</a><a href="/site/about.html">About</a><a href="/tncms/admin/">Blox</a></footer></div></body></html>"""


SITES: dict[str, Callable[[str], Site]] = {"ghost": ghost, "blox": blox}
