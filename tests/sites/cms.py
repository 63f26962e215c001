"""Drupal, Joomla, Ghost and BLOX: each with its addresses, its sources and the pages that are no articles."""
# ruff: noqa: E501  # markup is kept in the long lines that systems write

import uuid
from collections.abc import Callable, Sequence
from html import escape

from tests.sites import markup
from tests.sites.site import Site
from tests.sites.stories import Story, slugify, stories

ABOUT = (
    "The paper was founded in 1911 by two brothers who had a press for seed catalogues and a spare room above it.",
    "Eleven people work here today. The board meets in public twice a year, and every subscriber has one vote in it.",
    "Corrections are printed on the second page of the next issue and stand at the head of the article on this site.",
)


def _about() -> str:
    return "".join(f"<p>{line}</p>" for line in ABOUT)


# Drupal ------------------------------------------------------------------------------------------------------------

DRUPAL_TERMS = {"news": 3, "sport": 4, "business": 5}


def drupal(base: str) -> Site:
    """No sitemap: rss.xml, a front page with `?page=1` as its second page, taxonomy terms, half the nodes without alias."""
    site, told = Site(base), stories("en", seed=11)
    for story in told:
        target = _node(story)
        writers = ", ".join(f'<a href="/user/{40 + len(n)}" class="username">{n}</a>' for n in story.authors)
        main = f"""<div class="block-page-title-block"><h1 class="page-header"><span>{escape(story.headline)}</span></h1></div>
<article data-history-node-id="{900 - story.number}" role="article" about="{target}" class="node node--type-article node--view-mode-full">
<footer class="node__meta"><div class="node__submitted">Submitted by <span>{writers}</span> on <span>{story.published:%a, %m/%d/%Y - %H:%M}</span></div></footer>
<div class="node__content"><div class="field field--name-body field--type-text-with-summary field__item">{markup.paragraphs(story)}</div>
<div class="field field--name-field-tags"><div class="field__label">Tags</div><a href="/taxonomy/term/9">council</a></div>
<ul class="links inline"><li class="comment-forbidden"><a href="/user/login?destination={target}">Log in</a> or <a href="/user/register">register</a> to post comments</li>
<li><a href="/print{target}">Printer-friendly version</a></li></ul></div></article>
<section class="comments"><h2>Comments</h2><article class="comment"><p>I saw the whole thing from my window and it was not at all as they say here.</p>
<a href="/comment/reply/node/{900 - story.number}/comment/8">Reply</a></article></section>"""
        site.article(target, story, _drupal_page(base, story.headline, main, "path-node page-node-type-article"))
        if target.startswith("/news/"):
            site.redirect(f"/node/{900 - story.number}", target)
        site.pages[f"/print{target}"] = site.pages[target]
    _drupal_list(site, "/", "Home", told)
    for key, number in DRUPAL_TERMS.items():
        _drupal_list(site, f"/taxonomy/term/{number}", key.title(), [s for s in told if s.section == key])
    site.html("/taxonomy/term/9", _drupal_page(base, "council", "<h1>council</h1>", "path-taxonomy"))
    site.xml(
        "/rss.xml", markup.rss("Tarrow Post", base, [(base + _node(s), s) for s in told[:10]]), "application/rss+xml"
    )
    for target, title in (("/about", "About the Tarrow Post"), ("/node/2", "Who pays for this paper")):
        main = f'<h1>{title}</h1><article class="node node--type-page node--view-mode-full"><div class="node__content">{_about()}</div></article>'
        site.html(target, _drupal_page(base, title, main, "path-node page-node-type-page"))
    site.xml(
        "/robots.txt", "User-agent: *\nDisallow: /core/\nDisallow: /user/login\nDisallow: /search/\n", "text/plain"
    )
    return site


def _node(story: Story) -> str:
    return f"/news/{story.slug}" if story.number % 2 else f"/node/{900 - story.number}"


def _drupal_list(site: Site, target: str, title: str, listed: Sequence[Story]) -> None:
    for number, has_more, shown in markup.pages(listed):
        teasers = "".join(
            f'<div class="views-row"><article about="{_node(s)}" class="node node--type-article node--view-mode-teaser"><h2 class="node__title"><a href="{_node(s)}" rel="bookmark"><span>'
            f'{escape(s.headline)}</span></a></h2><div class="node__content"><p>{escape(s.summary)}</p></div><ul class="links inline"><li class="node-readmore"><a href="{_node(s)}" title="x">Read more</a></li></ul></article></div>'
            for s in shown
        )
        more = (
            f'<li class="pager__item pager__item--next"><a href="?page={number}" title="Go to next page" rel="next">Next ››</a></li>'
            if has_more
            else ""
        )
        body = f"<h1>{title}</h1>{teasers}<nav class='pager' role='navigation'><ul>{more}</ul></nav>"
        own = target if number == 1 else f"{target}?page={number - 1}"
        site.html(own, _drupal_page(site.base, title, body, "path-frontpage" if target == "/" else "path-taxonomy"))


def _drupal_page(base: str, title: str, main: str, body_class: str) -> str:
    menu = "".join(
        f'<li><a href="/taxonomy/term/{n}" data-drupal-link-system-path="taxonomy/term/{n}">{k.title()}</a></li>'
        for k, n in DRUPAL_TERMS.items()
    )
    return f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="Generator" content="Drupal 10"><title>{escape(title)} | Tarrow Post</title>
<link rel="alternate" type="application/rss+xml" title="" href="{base}/rss.xml"></head><body class="{body_class}"><header role="banner"><a href="/" rel="home">Tarrow Post</a>
<nav role="navigation" id="block-main-menu"><ul class="menu"><li><a href="/">Home</a></li>{menu}<li><a href="/node/2">Who pays for this paper</a></li></ul></nav></header>
<main role="main">{main}</main><footer role="contentinfo"><nav><a href="/about">About</a><a href="/contact">Contact</a></nav></footer></body></html>"""


# Joomla ------------------------------------------------------------------------------------------------------------

JOOMLA_CATEGORIES = {"news": 8, "sport": 9, "business": 10}


def joomla(base: str) -> Site:
    """Unfriendly addresses, lists by `limitstart`, a feed by `format=feed`, nothing else."""
    site, told = Site(base), stories("en", seed=12)
    for story in told:
        target = _joomla(story)
        main = f"""<div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="en-GB">
<div class="page-header"><h1 itemprop="headline">{escape(story.headline)}</h1></div>
<div class="icons"><a href="{escape(target)}&amp;tmpl=component&amp;print=1" rel="nofollow">Print</a></div>
<dl class="article-info text-muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author" itemscope itemtype="https://schema.org/Person">Written by: <span itemprop="name">{" and ".join(story.authors)}</span></dd>
<dd class="category-name">Category: <a href="{escape(_joomla_list(story.section, 0))}">{story.section.title()}</a></dd>
<dd class="published"><time datetime="{story.iso}" itemprop="datePublished">Published: {story.published:%d %B %Y}</time></dd><dd class="hits">Hits: {300 + story.number}</dd></dl>
<div itemprop="articleBody" class="com-content-article__body">{markup.paragraphs(story)}</div>
<nav class="pagenavigation"><a class="btn previous" href="{escape(_joomla(told[story.number - 1]))}" rel="prev">Prev</a></nav></div>"""
        page = _joomla_page(base, story.headline, main)
        site.article(target, story, page)
        site.html(f"{target}&tmpl=component&print=1", page)
    _joomla_lists(site, "/", lambda start: f"/?start={start}" if start else "/", told)
    for key in JOOMLA_CATEGORIES:
        _joomla_lists(site, key, lambda start, key=key: _joomla_list(key, start), [s for s in told if s.section == key])
    about = "/index.php?option=com_content&view=article&id=3:about-us&catid=2&Itemid=110"
    site.html(about, _joomla_page(base, "About us", f'<div class="item-page"><h1>About us</h1>{_about()}</div>'))
    feed = markup.rss("Wexley Herald", base, [(base + _joomla(s), s) for s in told[:10]])
    site.xml("/index.php?format=feed&type=rss", feed, "application/rss+xml")
    return site


def _joomla(story: Story) -> str:
    number = JOOMLA_CATEGORIES[story.section]
    return f"/index.php?option=com_content&view=article&id={500 - story.number}:{story.slug}&catid={number}&Itemid=10{number}"


def _joomla_list(key: str, start: int) -> str:
    number = JOOMLA_CATEGORIES[key]
    tail = f"&start={start}" if start else ""
    return f"/index.php?option=com_content&view=category&layout=blog&id={number}&Itemid=10{number}{tail}"


def _joomla_lists(site: Site, title: str, own: Callable[[int], str], listed: Sequence[Story]) -> None:
    for number, has_more, shown in markup.pages(listed, 5):
        items = "".join(
            f'<div class="blog-item"><div class="page-header"><h2><a href="{escape(_joomla(s))}">{escape(s.headline)}</a></h2></div><p>{escape(s.summary)}</p>'
            f'<p class="readmore"><a class="btn" href="{escape(_joomla(s))}">Read more: {escape(s.headline)}</a></p></div>'
            for s in shown
        )
        more = (
            f'<a aria-label="Go to next page" href="{escape(own(5 * number))}" class="page-link">&gt;</a>'
            if has_more
            else ""
        )
        site.html(
            own(5 * number - 5),
            _joomla_page(
                site.base, title, f'<div class="blog">{items}<nav class="pagination__wrapper">{more}</nav></div>'
            ),
        )


def _joomla_page(base: str, title: str, main: str) -> str:
    menu = "".join(
        f'<li class="nav-item"><a href="{escape(_joomla_list(k, 0))}">{k.title()}</a></li>' for k in JOOMLA_CATEGORIES
    )
    return f"""<!DOCTYPE html><html lang="en-gb"><head><meta charset="utf-8"><meta name="generator" content="Joomla! - Open Source Content Management"><title>{escape(title)}</title>
<link href="/index.php?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml" title="Wexley Herald"></head><body class="site com_content wrapper-static">
<header class="header container-header"><a class="brand-logo" href="/index.php">Wexley Herald</a><nav class="container-nav"><ul class="mod-menu mod-list nav">{menu}
<li><a href="/index.php?option=com_content&amp;view=article&amp;id=3:about-us&amp;catid=2&amp;Itemid=110">About us</a></li></ul></nav></header>
<div class="site-grid"><main>{main}</main></div><div class="sidebar"><form action="/index.php?option=com_users&amp;view=login"><input type="text"></form>
<a href="/index.php?option=com_users&amp;view=reset">Forgot your password?</a></div></body></html>"""


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
            f'<main><article class="article page"><h1 class="article-title">About this site and its people</h1><section class="gh-content">{_about()}</section></article></main>',
            "page-template page-about",
        ),
    )
    site.html(
        "/our-promise-to-every-reader/",
        _ghost_page(
            base,
            "Our promise",
            f'<main><article class="article page"><h1 class="article-title">Our promise to every reader</h1><section class="gh-content">{_about()}</section></article></main>',
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
                f'<h1>{name.title()} of this newspaper</h1><div class="asset-content">{_about()}</div>',
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


SITES: dict[str, Callable[[str], Site]] = {"drupal": drupal, "joomla": joomla, "ghost": ghost, "blox": blox}
