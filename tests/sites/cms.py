"""Drupal and Joomla: each with its addresses, its sources and the pages that are no articles."""
# ruff: noqa: E501  # markup is kept in the long lines that systems write

from collections.abc import Callable, Sequence
from html import escape

from tests.sites import markup
from tests.sites.site import Site
from tests.sites.stories import Story, stories

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
        main = f'<h1>{title}</h1><article class="node node--type-page node--view-mode-full"><div class="node__content">{markup.legal()}</div></article>'
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
    site.html(about, _joomla_page(base, "About us", f'<div class="item-page"><h1>About us</h1>{markup.legal()}</div>'))
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


SITES: dict[str, Callable[[str], Site]] = {"drupal": drupal, "joomla": joomla}
