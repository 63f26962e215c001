"""The one door to Jinja2: a `PageView` becomes the bytes of a page in one of the three themes.

`templates/<theme>/` holds `base.html.j2`, a template a page kind, and `theme.css`.
"""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from crawler.demo.profiles import ThemeName
from crawler.demo.views import PageView

THEMES: tuple[ThemeName, ...] = ("magazine", "blocks", "table")
_CHARSETS: dict[ThemeName, str] = {"magazine": "utf-8", "blocks": "utf-8", "table": "windows-1252"}
_CONTENT_TYPES: dict[ThemeName, str] = {
    "magazine": "text/html; charset=UTF-8",
    "blocks": "text/html; charset=utf-8",
    "table": "text/html",  # the charset stands in the page's meta element alone
}
_TEMPLATES = {
    "article": "article",
    "amp": "variant",
    "print": "variant",
    "static": "static",
    "missing": "static",
    "gallery": "media",
    "video": "media",
}


def render(page: PageView, theme: ThemeName) -> bytes:
    """Return the page's HTML in the theme's charset; what the charset lacks becomes character references."""
    template = _environment().get_template(f"{theme}/{_TEMPLATES.get(page.kind, 'list')}.html.j2")
    return template.render(page=page, outlet=page.outlet, article=page.article).encode(
        _CHARSETS[theme], "xmlcharrefreplace"
    )


def content_type(theme: ThemeName) -> str:
    """Return the Content-Type header of the theme's pages."""
    return _CONTENT_TYPES[theme]


def stylesheet(theme: ThemeName, colour: str) -> bytes:
    """Return the theme's CSS with the outlet's colour in it."""
    css = (files(__package__) / "templates" / theme / "theme.css").read_text(encoding="utf-8")
    return css.replace("#c0ffee", colour).encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("crawler.demo"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip
