"""Sites that do what systems should not: addresses of every make, a logo as first heading, canonicals that name the
home page, an answer for whatever is asked, sessions in links, and lists and media under names nobody knows."""
# ruff: noqa: E501  # markup is kept in the long lines that systems write

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from tests.sites import markup
from tests.sites.site import Reply, Site
from tests.sites.stories import Story, stories

SECTIONS = ("county", "courts", "farming")


def _menu(targets: Sequence[str]) -> str:
    return "".join(f'<a href="{escape(t)}">{t.strip("/?").rpartition("=")[2].title()}</a> ' for t in targets)


# Addresses of every make -----------------------------------------------------------------------------------------------

_SHAPES: tuple[Callable[[Story, int], str], ...] = (
    lambda s, n: f"/?article={n}",
    lambda s, n: f"/showarticle.php?aid={n}&cat=3",
    lambda s, n: f"/story/{n}",
    lambda s, n: f"/county/1.{440000 + n}",
    lambda s, n: f"/content/view/{n}/45/",
    lambda s, n: f"/courts/{'-'.join(s.slug.split('-')[:2])}",
    lambda s, n: f"/{'_'.join(s.slug.split('-')[:6])}.html",
    lambda s, n: f"/farming/{s.slug}.{n}",
    lambda s, n: f"/s/{s.slug[:4]}{n:x}Qz",
    lambda s, n: f"/index.php?page=news&newsid={n}",
    lambda s, n: f"/Article/{n}/{s.slug.title()}",
    lambda s, n: f"/news/{s.day.replace('-', '')}/{n}",
)


def shapes(base: str) -> Site:
    """A dozen shapes of addresses, two articles each, in plain lists; no sitemap, no feed."""
    site, told = Site(base), stories("en", seed=41, sections=SECTIONS)
    where = {s.number: _SHAPES[s.number % len(_SHAPES)](s, 300 + 13 * s.number) for s in told}
    menu = _menu([f"/{s}/" for s in SECTIONS])

    def page(title: str, main: str) -> str:
        return f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{escape(title)} - Tarrow Argus</title></head><body><div id=header><a href=/>Tarrow Argus</a></div><div id=nav>{menu}</div><div id=content>{main}</div><div id=footer><a href=/contact>Contact</a></div></body></html>"

    for story in told:
        main = f'<h1>{escape(story.headline)}</h1><div class="info">By {" and ".join(story.authors)} | {story.published:%d %B %Y}</div><div class="text">{markup.paragraphs(story)}</div>'
        site.article(where[story.number], story, page(story.headline, main))
    lists = {"/": told[:6], **{f"/{k}/": [s for s in told if s.section == k] for k in SECTIONS}}
    for target, listed in lists.items():
        rows = "".join(
            f'<div class="item"><h2><a href="{escape(where[s.number])}">{escape(s.headline)}</a></h2><p>{escape(s.summary)}</p></div>'
            for s in listed
        )
        site.html(target, page("Latest", rows))
    return site


# A logo as first heading, a canonical that names the home page ----------------------------------------------------------


def careless(base: str) -> Site:
    """h1 is the outlet's name, the headline an h2; every page's canonical is the home page; links are relative to `<base>`."""
    site, told = Site(base), stories("en", seed=42, sections=SECTIONS)

    def page(title: str, main: str) -> str:
        return f"""<!DOCTYPE html><html><head><base href="{base}/"><meta charset="utf-8"><title>Saltmere Mail: {escape(title)}</title><link rel="canonical" href="{base}/"><meta property="og:url" content="{base}/"><meta property="og:title" content="Saltmere Mail">
<meta property="og:type" content="website"><meta name="description" content="News from Saltmere and the coast since 1890"></head><body><h1 class="logo"><a href=".">Saltmere Mail</a></h1><ul class="menu">{"".join(f'<li><a href="{s}">{s.title()}</a></li>' for s in SECTIONS)}</ul>
<div class="main">{main}</div><p class="copy">© Saltmere Mail <a href="impressum">Imprint</a></p></body></html>"""

    for story in told:
        main = f"""<h2>{escape(story.headline)}</h2><p class="meta"><em>{story.published:%d.%m.%Y}</em> – {", ".join(story.authors)}</p>{markup.paragraphs(story)}
<h3>More from {story.section}</h3><ul>{"".join(f'<li><a href="{s.section}/{s.slug}#top">{escape(s.headline)}</a></li>' for s in told[:4])}</ul>"""
        site.article(f"/{story.section}/{story.slug}", story, page(story.headline, main))
    for target, listed in {"/": told[:6], **{f"/{k}": [s for s in told if s.section == k] for k in SECTIONS}}.items():
        for number, has_more, shown in markup.pages(listed, 5):
            rows = "".join(
                f'<h3><a href="{s.section}/{s.slug}">{escape(s.headline)}</a></h3><p>{escape(s.summary)}</p>'
                for s in shown
            )
            more = f'<a href="{target.strip("/")}?p={number + 1}">&raquo;</a>' if has_more else ""
            site.html(target if number == 1 else f"{target}?p={number}", page("News", rows + more))
    return site


# An answer for whatever is asked ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class CatchAll(Site):
    """Gives the home page for every unknown address, with status 200; sessions in addresses are ignored."""

    def respond(self, target: str) -> Reply:
        path, _, query = target.partition("?")
        kept = "&".join(p for p in query.split("&") if p and not p.startswith("PHPSESSID="))
        return (
            super(CatchAll, self).respond(f"{path}?{kept}" if kept else path)
            if self._has(path, kept)
            else self.pages["/"]
        )

    def _has(self, path: str, query: str) -> bool:
        return (f"{path}?{query}" if query else path) in self.pages


def catch_all(base: str) -> Site:
    """A session in every link, home page instead of 404, dead addresses in the sitemap that redirect home."""
    site, told = CatchAll(base), stories("en", seed=43, sections=SECTIONS)
    dead = [f"/county/{n}-a-story-that-was-taken-down" for n in range(700, 704)]

    def page(title: str, main: str, session: int) -> str:
        text = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | Wexley Star</title></head><body><header><a href="/?S">Wexley Star</a><nav>{"".join(f'<a href="/{s}?S">{s.title()}</a>' for s in SECTIONS)}</nav></header>{main}</body></html>"""
        return text.replace("?S", f"?PHPSESSID={session:032x}")

    for story in told:
        main = f"""<main><h1>{escape(story.headline)}</h1><p class="author">By {" and ".join(story.authors)}</p><p class="date">{story.published:%B %d, %Y}</p>{markup.paragraphs(story)}<aside><h4>Latest</h4>{"".join(f'<p><a href="{_numbered(s)}?S">{escape(s.headline)}</a></p>' for s in told[:4])}</aside></main>"""
        site.article(_numbered(story), story, page(story.headline, main, story.number))
    for n, (target, listed) in enumerate(
        {"/": told[:6], **{f"/{k}": [s for s in told if s.section == k] for k in SECTIONS}}.items()
    ):
        rows = "".join(
            f'<article><h2><a href="{_numbered(s)}?S">{escape(s.headline)}</a></h2><p>{escape(s.summary)}</p></article>'
            for s in listed
        )
        site.html(target, page("News", f"<main>{rows}</main>", 900 + n))
    for target in dead:
        site.redirect(target, "/", 302)
    site.xml(
        "/sitemap.xml",
        markup.sitemap(
            [(base + t, "") for t in (*dead, "/county/999-unknown-and-unanswered-address", *list(site.articles)[:5])]
        ),
    )
    return site


def _numbered(story: Story) -> str:
    return f"/{story.section}/{500 - story.number}-{story.slug}"


# Lists and media under names nobody knows -------------------------------------------------------------------------------


def unnamed(base: str) -> Site:
    """The sitemap lists towns, moods, clips, picture series, a sign-up page and the articles, all of one address shape."""
    site, told = Site(base), stories("en", seed=44, sections=SECTIONS)
    towns = ("the-tarrow-valley-and-its-farms", "eldenbridge-and-the-seven-parishes", "all-about-coldwater-point")

    def page(title: str, main: str) -> str:
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} – Ostrander Leader</title><meta property="og:site_name" content="Ostrander Leader"></head><body><div class="hd"><a href="/">Ostrander Leader</a><div class="mn">{_menu([f"/{s}" for s in SECTIONS])}</div></div>
<div class="ct">{main}</div><div class="ft"><a href="/about">About</a></div></body></html>"""

    def teasers(listed: Sequence[Story]) -> str:
        return "".join(
            f'<div class="it"><a href="/{s.slug}"><h3>{escape(s.headline)}</h3></a><p>{escape(s.summary)}</p></div>'
            for s in listed
        )

    for story in told:
        main = f"""<h1>{escape(story.headline)}</h1><div class="by">{" & ".join(story.authors)}, {story.published:%b %d %Y}</div>{markup.paragraphs(story)}<div class="rl"><h4>Also of interest</h4>{teasers(told[:3])}</div>"""
        site.article(f"/{story.slug}", story, page(story.headline, main))
    for n, target in enumerate(towns):
        title = target.replace("-", " ").capitalize()
        site.html(
            f"/{target}",
            page(
                title,
                f"<h1>{title}</h1><p>Everything that we have written of {title} and of the people who live there, the newest first.</p>{teasers(told[n::3])}",
            ),
        )
    clips = [f"/watch-the-flood-at-gate-{n}-from-the-air" for n in range(3)]
    for target in clips:
        site.html(
            target,
            page(
                "Watch the flood from the air",
                '<h1>Watch the flood from the air this morning</h1><video src="x.mp4"></video><script type="application/ld+json">{"@type":"VideoObject","name":"Flood"}</script><p>Filmed by a reader on Monday morning.</p>',
            ),
        )
    series = [f"/in-pictures-the-summer-fair-of-{year}" for year in (2023, 2024)]
    for target in series:
        site.html(
            target,
            page(
                "In pictures: the summer fair",
                "<h1>In pictures: the summer fair of this year</h1>"
                + "".join(
                    f"<figure><img src='{n}.jpg'><figcaption>Picture {n} of 14</figcaption></figure>" for n in range(14)
                ),
            ),
        )
    site.html(
        "/get-our-letter-every-morning",
        page(
            "Get our letter",
            "<h1>Get our letter every morning</h1><form><p>Sign up and read the news before breakfast.</p><input type=email><button>Sign up</button></form>",
        ),
    )
    for target, listed in {"/": told[:9], **{f"/{k}": [s for s in told if s.section == k] for k in SECTIONS}}.items():
        site.html(target, page("News", teasers(listed)))
    others = [*(f"/{t}" for t in towns), *clips, *series, "/get-our-letter-every-morning"]
    site.xml("/sitemap.xml", markup.sitemap([(base + t, "2025-05-20") for t in ("/", *others, *site.articles)]))
    return site


# Lists with whole texts, people with long lives -------------------------------------------------------------------------


def wordy(base: str) -> Site:
    """Lists print whole articles one below the other; the sitemap names sections, and writers with a life of 120 words."""
    site, told = Site(base), stories("en", seed=45, sections=SECTIONS)
    menu = _menu([f"/{s}" for s in SECTIONS])

    def page(title: str, main: str) -> str:
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | Pine Hollow Sun</title></head><body><div class="top"><a href="/">Pine Hollow Sun</a><div class="navigation">{menu}</div></div>
<div class="wrap">{main}</div></body></html>"""

    def whole(story: Story, level: str, link: bool) -> str:
        title = (
            f'<a href="/{story.section}/{story.slug}">{escape(story.headline)}</a>' if link else escape(story.headline)
        )
        return f"""<div class="entry"><{level} class="title">{title}</{level}><p class="author">by {" and ".join(story.authors)}, {story.published:%d %B %Y}</p>{markup.paragraphs(story)}</div>"""

    for story in told:
        site.article(f"/{story.section}/{story.slug}", story, page(story.headline, whole(story, "h1", link=False)))
    places = {
        f"/places/{name}": [s for s in told if name.replace("-", " ") in s.headline.lower()]
        for name in ("tarrow", "pine-hollow", "saltmere")
    }
    for target, listed in {
        "/": told[:5],
        **{f"/{k}": [s for s in told if s.section == k] for k in SECTIONS},
        **places,
    }.items():
        title = target.rpartition("/")[2].replace("-", " ").title() or "News"
        site.html(target, page(title, f"<h1>{title}</h1>" + "".join(whole(s, "h2", link=True) for s in listed)))
    for number, name in enumerate(dict.fromkeys(n for s in told for n in s.authors)):
        life = f"<p>{name} came to the Sun in {1990 + number} after some years at sea and in a bank, and has written of the courts, the harbour and the weather since. {name.split()[0]} lives above the old cinema with two dogs and a press that no longer works, and teaches at the evening school on Thursdays. Nobody at the paper has eaten more lunches with more mayors, and nobody has kept quieter about what was said.</p><p>In {2004 + number % 15} a book of walks along the valley came out, which is in its fourth printing. Write to the desk, and the letter will be passed on.</p>"
        works = "".join(
            f'<li><a href="/{s.section}/{s.slug}">{escape(s.headline)}</a></li>' for s in told if name in s.authors
        )
        site.html(f"/writers/{name.lower().replace(' ', '-')}", page(name, f"<h1>{name}</h1>{life}<ul>{works}</ul>"))
    site.xml("/sitemap.xml", markup.sitemap([(base + t, "") for t in site.pages if t not in places]))
    return site


SITES: dict[str, Callable[[str], Site]] = {
    "shapes": shapes,
    "careless": careless,
    "catch-all": catch_all,
    "unnamed": unnamed,
    "wordy": wordy,
}
