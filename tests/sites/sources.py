"""Sites that are hard by their sources or languages: a news sitemap of two days, an old huge sitemap, redirects and
views, two languages, and addresses in other scripts."""
# ruff: noqa: E501  # markup is kept in the long lines that systems write

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import quote

from tests.sites import markup
from tests.sites.site import Site
from tests.sites.stories import Story, slugify, stories

SECTIONS = ("news", "sport", "business")
WORDS = {
    "en": ("By", "Related articles", "About us"),
    "fr": ("Par", "À lire aussi", "Qui sommes-nous"),
    "ru": ("Автор:", "Читайте также", "О редакции"),
    "hi": ("लेखक:", "यह भी पढ़ें", "हमारे बारे में"),
    "ar": ("بقلم", "اقرأ أيضا", "من نحن"),
}
Address = Callable[[Story], str]


def _page(language: str, name: str, title: str, main: str, menu: Sequence[tuple[str, str]], head: str = "") -> str:
    rows = "".join(f'<li><a href="{target}">{text}</a></li>' for target, text in menu)
    way = "rtl" if language == "ar" else "ltr"
    return f"""<!DOCTYPE html><html lang="{language}" dir="{way}"><head><meta charset="utf-8"><title>{escape(title)} | {name}</title>{head}</head><body><header class="site-head"><a href="/">{name}</a><nav class="menu"><ul>{rows}</ul></nav></header>
<main>{main}</main><footer class="site-footer"><a href="/about">{WORDS[language][2]}</a></footer></body></html>"""


def _story(
    language: str, story: Story, related: Sequence[Story], address: Address, author: Address | None = None
) -> str:
    by, also, _ = WORDS[language]
    names = ", ".join(story.authors)
    if author is not None:
        names = f'<a rel="author" href="{author(story)}">{names}</a>'
    return f"""<article><h1>{escape(story.headline)}</h1><p class="byline">{by} {names}</p><time datetime="{story.iso}">{story.day}</time><div class="article-body">{markup.paragraphs(story)}</div></article>
<section class="related"><h3>{also}</h3>{_teasers(related, address)}</section>"""


def _teasers(shown: Sequence[Story], address: Address) -> str:
    return "".join(
        f'<div class="teaser"><h3><a href="{address(s)}">{escape(s.headline)}</a></h3><p>{escape(s.summary)}</p></div>'
        for s in shown
    )


# A news sitemap of two days ------------------------------------------------------------------------------------------


def news_only(base: str) -> Site:
    """The news sitemap holds three articles; the others stand in sections with `/page/2` as pages."""
    site, told, name = Site(base), stories("en", seed=31), "Fenwright Times"
    menu = [(f"/{s}", s.title()) for s in SECTIONS]

    def address(story: Story) -> str:
        return f"/{story.section}/{story.slug}"

    for story in told:
        site.article(
            address(story), story, _page("en", name, story.headline, _story("en", story, told[:3], address), menu)
        )
    for target, listed in {"/": told[:6], **{f"/{k}": [s for s in told if s.section == k] for k in SECTIONS}}.items():
        for number, has_more, shown in markup.pages(listed, 4 if target != "/" else 6):
            more = f'<a href="{target}/page/{number + 1}">Older</a>' if has_more else ""
            own = target if number == 1 else f"{target}/page/{number}"
            site.html(
                own,
                _page(
                    "en",
                    name,
                    target,
                    f"<h1>{target}</h1>{_teasers(shown, address)}<div class='pager'>{more}</div>",
                    menu,
                ),
            )
    site.html(
        "/about",
        _page(
            "en",
            name,
            "About us",
            "<h1>About us</h1><p>We have printed news of the valley since 1898 and do so every day but Sunday.</p>",
            menu,
        ),
    )
    site.xml("/news-sitemap.xml", markup.news_sitemap(name, [(base + address(s), s) for s in told[:3]]))
    site.xml("/robots.txt", f"Sitemap: {base}/news-sitemap.xml\n", "text/plain")
    return site


# An old, huge sitemap ------------------------------------------------------------------------------------------------


def huge(base: str) -> Site:
    """A sitemap of 3,000 addresses, most of them tags, authors, days and articles long gone (410); articles are among them."""
    site, told, name = Site(base), stories("en", seed=32), "Garrowby Standard"
    menu = [(f"/section/{s}/", s.title()) for s in SECTIONS]

    def address(story: Story) -> str:
        return f"/{story.section}/{story.day}/{story.slug}-{5512000 - story.number}.html"

    def author(story: Story) -> str:
        return f"/authors/{slugify(story.authors[0])}/"

    for story in told:
        site.article(
            address(story),
            story,
            _page("en", name, story.headline, _story("en", story, told[:3], address, author), menu),
        )
        site.html(
            author(story),
            _page(
                "en",
                name,
                story.authors[0],
                f"<h1>{story.authors[0]}</h1>{_teasers([s for s in told if s.authors[0] == story.authors[0]], address)}",
                menu,
            ),
        )
    for target in ("/", *(t for t, _ in menu)):
        shown = [s for s in told if target == "/" or s.section in target][:8]
        site.html(target, _page("en", name, target, _teasers(shown, address), menu))
    tags = [f"/tag/{word}-{n}/" for word in ("road", "school", "river") for n in range(300)]
    days = [
        f"/archive/20{year:02d}/{month:02d}/{day:02d}/"
        for year in range(5, 20)
        for month in range(1, 13)
        for day in range(1, 12)
    ]
    for target in (*tags, *days):
        site.html(target, _page("en", name, target, f"<h1>{target}</h1>{_teasers(told[:6], address)}", menu))
    rows = [
        *((base + t, "2024-01-01") for t in tags),
        *((base + d, "") for d in days),
        *((base + author(s), "") for s in told),
        *((base + a, "") for a in site.articles),
    ]
    for number in range(2):
        site.xml(f"/sitemaps/{number}.xml", markup.sitemap(rows[number::2]))
    site.xml("/sitemap.xml", markup.sitemap_index(f"{base}/sitemaps/{n}.xml" for n in range(2)))
    return site


# Redirects and views -------------------------------------------------------------------------------------------------


def views(base: str) -> Site:
    """Every address redirects to the one with a slash; the home page's links carry campaigns; AMP, print and mobile views."""
    site, told, name = Site(base), stories("en", seed=33), "Kestrel Observer"
    menu = [(f"/{s}", s.title()) for s in SECTIONS]

    def address(story: Story) -> str:
        return f"/{story.section}/{story.slug}/"

    def teased(story: Story) -> str:
        bare = address(story).rstrip("/")
        return [
            f"{bare}?utm_source=home&utm_medium=teaser",
            f"{bare}/amp/",
            f"/m{bare}",
            bare,
            f"{bare}/?fbclid=x{story.number}",
            f"{bare}/?print=1",
        ][story.number % 6]

    for story in told:
        target = address(story)
        head = f'<link rel="canonical" href="{base}{target}"><link rel="amphtml" href="{base}{target}amp/">'
        page = _page("en", name, story.headline, _story("en", story, told[:3], teased), menu, head)
        site.article(target, story, page)
        site.redirect(target.rstrip("/"), target)
        site.redirect(f"{target.rstrip('/')}?utm_source=home&utm_medium=teaser", target)
        for view in (
            f"{target}amp/",
            f"/m{target}",
            f"/m{target.rstrip('/')}",
            f"{target}?fbclid=x{story.number}",
            f"{target}?print=1",
        ):
            site.html(view, page)
    for target, listed in {"/": told[:8], **{f"/{k}/": [s for s in told if s.section == k] for k in SECTIONS}}.items():
        for number, has_more, shown in markup.pages(listed, 5 if target != "/" else 8):
            more = f'<a rel="next" href="{target}?page={number + 1}">Next</a>' if has_more else ""
            own = target if number == 1 else f"{target}?page={number}"
            site.html(own, _page("en", name, target, f"{_teasers(shown, teased)}{more}", menu))
        if target != "/":
            site.redirect(target.rstrip("/"), target)
    site.xml("/feed.xml", markup.rss(name, base, [(f"{base}{address(s)}?utm_source=rss", s) for s in told[:10]]))
    for story in told[:10]:
        site.pages[f"{address(story)}?utm_source=rss"] = site.pages[address(story)]
    return site


# Two languages -------------------------------------------------------------------------------------------------------


def bilingual(base: str) -> Site:
    """`/en/news/slug` and `/fr/actualites/slug`; the home page only chooses the language, and sitemaps have hreflang."""
    site, name = Site(base), "Valmorin Valley"
    halves = {"en": ("news", stories("en", seed=34, count=13)), "fr": ("actualites", stories("fr", seed=34, count=13))}
    rows = []
    for language, (section, told) in halves.items():
        menu = [
            (f"/{language}/{section}/", section.title()),
            (f"/{language}/", "Home"),
            (f"/{'fr' if language == 'en' else 'en'}/", "FR / EN"),
        ]

        def address(story: Story, language: str = language, section: str = section) -> str:
            return f"/{language}/{section}/{story.slug}"

        for story in told:
            site.article(
                address(story),
                story,
                _page(language, name, story.headline, _story(language, story, told[:3], address), menu),
            )
            rows.append(
                f'<url><loc>{base}{address(story)}</loc><xhtml:link rel="alternate" hreflang="{language}" href="{base}{address(story)}"/></url>'
            )
        for target in (f"/{language}/", f"/{language}/{section}/"):
            site.html(target, _page(language, name, target, _teasers(told[:9], address), menu))
        about = f"/{language}/{'about-us' if language == 'en' else 'qui-sommes-nous'}"
        site.html(
            about,
            _page(language, name, WORDS[language][2], f"<h1>{WORDS[language][2]}</h1><p>{told[0].summary}</p>", menu),
        )
        rows += [f"<url><loc>{base}{t}</loc></url>" for t in (about, f"/{language}/", f"/{language}/{section}/")]
    site.html(
        "/",
        '<html><head><title>Valmorin Valley</title></head><body><a href="/en/">English</a> <a href="/fr/">Français</a></body></html>',
    )
    site.xml(
        "/sitemap.xml",
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">{"".join(rows)}</urlset>',
    )
    return site


# Other scripts -------------------------------------------------------------------------------------------------------

SCRIPT_SECTIONS = {"ru": ("новости", "спорт"), "hi": ("समाचार", "खेल"), "ar": ("أخبار", "رياضة")}


def other_script(base: str, language: str) -> Site:
    """Percent-encoded slugs below percent-encoded sections, linked encoded in one list and plain in another; no sitemap."""
    sections = SCRIPT_SECTIONS[language]
    site, told, name = Site(base), stories(language, seed=35, sections=sections), sections[0]
    menu = [(quote(f"/{s}/"), s) for s in sections]

    def address(story: Story) -> str:
        return quote(f"/{story.section}/{story.slug}/")

    def plain(story: Story) -> str:
        return f"/{story.section}/{story.slug}/"

    for story in told:
        site.article(
            address(story),
            story,
            _page(language, name, story.headline, _story(language, story, told[:3], address), menu),
        )
        site.pages[address(story).lower()] = site.pages[address(story)]
    lists = {"/": told[:8], **{quote(f"/{k}/"): [s for s in told if s.section == k] for k in sections}}
    for target, listed in lists.items():
        for number, has_more, shown in markup.pages(listed, 6 if target != "/" else 8):
            more = f'<a class="next" href="{target}page/{number + 1}/">»</a>' if has_more else ""
            own = target if number == 1 else f"{target}page/{number}/"
            site.html(
                own, _page(language, name, name, _teasers(shown, plain if target == "/" else address) + more, menu)
            )
    site.html(
        "/about",
        _page(language, name, WORDS[language][2], f"<h1>{WORDS[language][2]}</h1><p>{told[0].summary}</p>", menu),
    )
    return site


SITES: dict[str, Callable[[str], Site]] = {
    "news-sitemap": news_only,
    "huge-sitemap": huge,
    "views": views,
    "bilingual": bilingual,
    "cyrillic": lambda base: other_script(base, "ru"),
    "devanagari": lambda base: other_script(base, "hi"),
    "arabic": lambda base: other_script(base, "ar"),
}
