"""WordPress as it comes (wp-sitemap.xml, archives of every kind, no structured data), plain `?p=ID`, and with Yoast.

Source of the addresses: WordPress' rewrite rules and WP_Sitemaps; of Yoast's: its schema `@graph` and sitemap index.
"""
# ruff: noqa: E501  # markup is kept in the long lines that systems write

from collections.abc import Callable, Sequence
from html import escape

from tests.sites import markup
from tests.sites.site import Site
from tests.sites.stories import Story, slugify, stories

NAME = "Eldenbridge Courier"
SECTIONS = {"news": "News", "sport": "Sport", "business": "Town Hall"}
_LEGAL = (
    "This page says who we are and how we work. The paper has been printed in Eldenbridge since 1904 and is owned by a "
    "trust of its readers, who elect the board every three years.",
    "We do not sell the addresses of our readers to anybody. What you send us through the form is kept for a month and "
    "then removed, unless you ask us to keep it longer.",
    "If you think that an article is wrong, write to the editor, who answers every letter within a week.",
)


class WordPress:
    """Builds one site; `plain` makes every address a query (`?p=12`), `yoast` adds structured data and its sitemaps."""

    def __init__(self, base: str, *, plain: bool = False, yoast: bool = False) -> None:
        self.site, self.plain, self.yoast = Site(base), plain, yoast
        self.stories = stories("en", seed=3 if plain else 4 if yoast else 2, sections=tuple(SECTIONS))

    def build(self) -> Site:
        for story in self.stories:
            self._article(story)
        self._list("/", NAME, self.stories)
        for key, title in SECTIONS.items():
            self._list(self._category(key), title, [s for s in self.stories if s.section == key])
        for name in {name for story in self.stories for name in story.authors}:
            self._list(self._author(name), f"Author: {name}", [s for s in self.stories if name in s.authors])
        for tag in ("council", "police"):
            self._list(self._tag(tag), f"Tag: {tag}", self.stories[3:15])
        for month in {story.day[:7] for story in self.stories}:
            self._list(self._month(month), f"Month: {month}", [s for s in self.stories if s.day.startswith(month)])
        self._pages()
        self._sources()
        return self.site

    # Addresses -------------------------------------------------------------------------------------------------

    def target(self, story: Story) -> str:
        if self.plain:
            return f"/?p={1400 - 7 * story.number}"
        return f"/{story.slug}/" if self.yoast else f"/{story.day.replace('-', '/')}/{story.slug}/"

    def _category(self, key: str) -> str:
        return f"/?cat={2 + list(SECTIONS).index(key)}" if self.plain else f"/category/{key}/"

    def _author(self, name: str) -> str:
        return f"/?author={sum(map(ord, name))}" if self.plain else f"/author/{slugify(name)}/"

    def _tag(self, tag: str) -> str:
        return f"/?tag={tag}" if self.plain else f"/tag/{tag}/"

    def _month(self, month: str) -> str:
        return f"/?m={month.replace('-', '')}" if self.plain else f"/{month.replace('-', '/')}/"

    def _page(self, slug: str) -> str:
        return f"/?page_id={sum(map(ord, slug))}" if self.plain else f"/{slug}/"

    def _paged(self, target: str, number: int) -> str:
        if number == 1:
            return target
        if self.plain:
            return f"{target}{'&' if '?' in target else '?'}paged={number}"
        return f"{target}page/{number}/"

    def _feed(self, target: str, kind: str = "rss2") -> str:
        if self.plain:
            return f"{target}{'&' if '?' in target else '?'}feed={kind}"
        return f"{target}feed/"

    # Pages -----------------------------------------------------------------------------------------------------

    def _frame(self, target: str, title: str, main: str, body_class: str, head: str = "") -> str:
        base = self.site.base
        menu = "".join(
            f'<li class="menu-item"><a href="{base}{self._category(k)}">{t}</a></li>' for k, t in SECTIONS.items()
        )
        recent = "".join(
            f'<li><a href="{base}{self.target(s)}">{escape(s.headline)}</a></li>' for s in self.stories[:5]
        )
        months = sorted({s.day[:7] for s in self.stories})
        archive = "".join(f'<li><a href="{base}{self._month(m)}">{m}</a></li>' for m in months)
        return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{escape(title)} &#8211; {NAME}</title>
<link rel="alternate" type="application/rss+xml" title="{NAME} &raquo; Feed" href="{base}{self._feed("/")}">
<link rel="alternate" type="application/rss+xml" title="{NAME} &raquo; Comments Feed" href="{base}/comments/feed/">
<link rel="https://api.w.org/" href="{base}/wp-json/"><link rel="EditURI" href="{base}/xmlrpc.php?rsd">
<meta name="generator" content="WordPress 6.8">{head}</head>
<body class="{body_class} wp-embed-responsive"><a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="{base}/" rel="home">{NAME}</a></p>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu">{menu}<li><a href="{base}{self._page("about")}">About</a></li>
<li><a href="{base}{self._page("how-we-report")}">How we report</a></li></ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main">{main}</main>
<aside id="secondary" class="widget-area"><section class="widget widget_search"><form role="search" action="{base}/">
<input type="search" name="s"></form></section><section class="widget widget_recent_entries"><h2>Recent Posts</h2><ul>{recent}</ul></section>
<section class="widget widget_archive"><h2>Archives</h2><ul>{archive}</ul></section><section class="widget"><h2>Meta</h2><ul>
<li><a href="{base}/wp-login.php">Log in</a></li><li><a href="{base}/?s=bridge">bridge</a></li></ul></section></aside></div>
<footer id="colophon" class="site-footer"><a href="https://wordpress.org/">Proudly powered by WordPress</a>
<a href="{base}{self._page("privacy-policy")}">Privacy Policy</a></footer></body></html>"""

    def _article(self, story: Story) -> None:
        base, target, number = self.site.base, self.target(story), story.number
        writers = ", ".join(f'<a class="url fn n" href="{base}{self._author(n)}">{n}</a>' for n in story.authors)
        attachment = f"/?attachment_id={3000 + number}" if self.plain else f"{target}img-{3000 + number}/"
        join = "&" if "?" in target else "?"
        newer = (
            f'<div class="nav-next"><a href="{base}{self.target(self.stories[number - 1])}" rel="next">{escape(self.stories[number - 1].headline)}</a></div>'
            if number
            else ""
        )
        main = f"""<article id="post-{1400 - 7 * number}" class="post-{1400 - 7 * number} post type-post status-publish hentry">
<header class="entry-header"><h1 class="entry-title">{escape(story.headline)}</h1><div class="entry-meta"><span class="posted-on">Posted on
<a href="{base}{target}" rel="bookmark"><time class="entry-date published updated" datetime="{story.iso}">{story.published:%B %d, %Y}</time></a></span>
<span class="byline"> by <span class="author vcard">{writers}</span></span></div></header>
<div class="entry-content"><figure class="wp-block-image"><a href="{base}{attachment}"><img src="{base}/wp-content/uploads/2025/05/img-{number}.jpg" alt=""></a>
<figcaption>A view of the place. Photo: archive</figcaption></figure>{markup.paragraphs(story)}</div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="{base}{self._category(story.section)}" rel="category tag">{SECTIONS[story.section]}</a></span>
<span class="tags-links">Tagged <a href="{base}{self._tag("council")}" rel="tag">council</a></span></footer></article>
<nav class="navigation post-navigation"><h2 class="screen-reader-text">Post navigation</h2>{newer}</nav>
<div id="comments" class="comments-area"><h2 class="comments-title">One thought on &ldquo;{escape(story.headline)}&rdquo;</h2>
<ol class="comment-list"><li id="comment-{number}" class="comment"><article class="comment-body"><b class="fn">Pat</b>
<a href="{base}{target}#comment-{number}"><time datetime="{story.iso}">May 21, 2025 at 9:12 am</time></a>
<div class="comment-content"><p>My grandmother lived there for forty years and would have been so glad to read this today.</p></div>
<a rel="nofollow" class="comment-reply-link" href="{base}{target}{join}replytocom={number}#respond">Reply</a></article></li></ol>
<div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published. Required fields are marked *</p></form></div></div>"""
        head = (
            f'<link rel="canonical" href="{base}{target}"><link rel="shortlink" href="{base}/?p={1400 - 7 * number}">'
        )
        head += f'<link rel="alternate" title="JSON" type="application/json" href="{base}/wp-json/wp/v2/posts/{1400 - 7 * number}">'
        head += f'<link rel="alternate" type="application/rss+xml" title="{NAME} &raquo; {escape(story.headline)} Comments Feed" href="{base}{self._feed(target)}">'
        if self.yoast:
            head += self._graph(story, target)
        page = self._frame(target, story.headline, main, "post-template-default single single-post", head)
        self.site.article(target, story, page)
        self.site.html(f"{target}{join}replytocom={number}", page)
        if not self.plain:
            self.site.redirect(target.rstrip("/"), target)
            self.site.redirect(f"/?p={1400 - 7 * number}", target)
        self.site.xml(self._feed(target), markup.rss(f"Comments on: {story.headline}", self.site.base, []))
        self._attachment(attachment, story)

    def _attachment(self, target: str, story: Story) -> None:
        main = f"""<article class="post attachment type-attachment hentry"><header class="entry-header"><h1 class="entry-title">img-{3000 + story.number}</h1>
<span class="posted-on"><time class="entry-date" datetime="{story.iso}">{story.published:%B %d, %Y}</time></span></header>
<div class="entry-content"><p class="attachment"><a href="{self.site.base}/wp-content/uploads/2025/05/img-{story.number}.jpg"><img src="{self.site.base}/wp-content/uploads/x.jpg"></a></p>
<p>A view of the place on a cold morning in spring, as seen from the bridge.</p></div></article>"""
        self.site.html(
            target, self._frame(target, f"img-{3000 + story.number}", main, "attachment single single-attachment")
        )

    def _graph(self, story: Story, target: str) -> str:
        url = self.site.base + target
        people = [{"@type": "Person", "@id": f"{self.site.base}/#/{slugify(n)}", "name": n} for n in story.authors]
        return f"""<meta property="og:type" content="article"><meta property="og:title" content="{escape(story.headline)} - {NAME}">
<meta property="article:published_time" content="{story.iso}"><meta name="author" content="{escape(story.authors[0])}">""" + markup.json_ld(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {
                        "@type": "Article",
                        "@id": f"{url}#article",
                        "isPartOf": {"@id": url},
                        "author": [{"name": n["name"], "@id": n["@id"]} for n in people],
                        "headline": story.headline,
                        "datePublished": story.iso,
                        "dateModified": story.iso,
                        "mainEntityOfPage": {"@id": url},
                        "publisher": {"@id": f"{self.site.base}/#organization"},
                        "articleSection": [SECTIONS[story.section]],
                    },
                    {"@type": "WebPage", "@id": url, "url": url, "name": f"{story.headline} - {NAME}"},
                    {"@type": "WebSite", "@id": f"{self.site.base}/#website", "name": NAME},
                    {"@type": "Organization", "@id": f"{self.site.base}/#organization", "name": NAME},
                    *people,
                ],
            }
        )

    def _list(self, target: str, title: str, listed: Sequence[Story]) -> None:
        base = self.site.base
        for number, has_more, shown in markup.pages(listed, 5):
            teasers = "".join(
                f"""<article class="post type-post hentry"><header class="entry-header"><h2 class="entry-title"><a href="{base}{self.target(s)}" rel="bookmark">
{escape(s.headline)}</a></h2><span class="byline">by <a href="{base}{self._author(s.authors[0])}">{s.authors[0]}</a></span></header>
<div class="entry-summary"><p>{escape(s.summary)} <a href="{base}{self.target(s)}" class="more-link">Continue reading</a></p></div></article>"""
                for s in shown
            )
            own = self._paged(target, number)
            pager = "".join(
                f'<a class="page-numbers" href="{base}{self._paged(target, n)}">{n}</a>'
                for n, _, _ in markup.pages(listed, 5)
                if n != number
            )
            if has_more:
                pager += f'<a class="next page-numbers" href="{base}{self._paged(target, number + 1)}">Older posts</a>'
            main = f'<header class="page-header"><h1 class="page-title">{title}</h1></header>{teasers}<nav class="pagination">{pager}</nav>'
            feed = f'<link rel="alternate" type="application/rss+xml" title="{title} Feed" href="{base}{self._feed(target)}">'
            kind = "home blog" if target == "/" else "archive"
            self.site.html(own, self._frame(own, title, main, kind, feed if target != "/" else ""))
        entries = [(base + self.target(s), s) for s in listed[:10]]
        self.site.xml(self._feed(target), markup.rss(title, base, entries))

    def _pages(self) -> None:
        for slug, title in (
            ("about", "About us"),
            ("how-we-report", "How we report"),
            ("privacy-policy", "Privacy Policy"),
            ("send-us-your-story-tips", "Send us your story tips"),
        ):
            text = "".join(f"<p>{line}</p>" for line in _LEGAL)
            main = f'<article class="post-2 page type-page status-publish hentry"><header class="entry-header"><h1 class="entry-title">{title}</h1></header><div class="entry-content">{text}</div></article>'
            target = self._page(slug)
            self.site.html(target, self._frame(target, title, main, "page-template-default page page-id-2"))
        self.site.html(
            "/?s=bridge",
            self._frame("/?s=bridge", "Search Results for: bridge", "<h1>Search Results</h1>", "search search-results"),
        )
        self.site.html("/wp-login.php", '<html><title>Log In</title><form><input type="password"></form></html>')

    def _sources(self) -> None:
        base, site = self.site.base, self.site
        posts = [(base + self.target(s), s.iso) for s in self.stories]
        pages = [
            (base + self._page(p), "") for p in ("about", "how-we-report", "privacy-policy", "send-us-your-story-tips")
        ]
        terms = [(base + self._category(k), "") for k in SECTIONS]
        tags = [(base + self._tag(t), "") for t in ("council", "police")]
        users = [(base + self._author(n), "") for n in sorted({n for s in self.stories for n in s.authors})]
        if self.yoast:
            parts = {
                "/post-sitemap.xml": posts,
                "/page-sitemap.xml": pages,
                "/category-sitemap.xml": terms,
                "/post_tag-sitemap.xml": tags,
                "/author-sitemap.xml": users,
            }
            index = "/sitemap_index.xml"
            site.redirect("/sitemap.xml", index)
        else:
            names = ("posts-post", "posts-page", "taxonomies-category", "taxonomies-post_tag", "users")
            tables = (posts, pages, terms, tags, users)
            pattern = "/?sitemap={}&paged=1" if self.plain else "/wp-sitemap-{}-1.xml"
            parts = {pattern.format(n): t for n, t in zip(names, tables, strict=True)}
            index = "/?sitemap=index" if self.plain else "/wp-sitemap.xml"
        for target, table in parts.items():
            site.xml(target, markup.sitemap(table))
        site.xml(index, markup.sitemap_index(base + target for target in parts))
        site.xml("/comments/feed/", markup.rss(f"Comments for {NAME}", base, []))
        robots = f"User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {base}{index}\n"
        site.xml("/robots.txt", robots, "text/plain")


def core(base: str) -> Site:
    return WordPress(base).build()


def plain(base: str) -> Site:
    return WordPress(base, plain=True).build()


def yoast(base: str) -> Site:
    return WordPress(base, yoast=True).build()


SITES: dict[str, Callable[[str], Site]] = {"wordpress": core, "wordpress-plain": plain, "wordpress-yoast": yoast}
