"""One door for each foreign library, and every library that is opened is declared.

A file or room beside a library's name is the only place that may import it, so that replacing the library is an
afternoon's work. A library without a line here has no door yet.
"""

import re
import sys
import tomllib

from tests.test_floors import MODULES, PACKAGE, imports

FRAMEWORK = ("spiders/", "pipelines/", "middlewares/", "extensions/", "cli/")
"""The only rooms that know Scrapy."""

DOORS: dict[str, tuple[str, ...]] = {
    "OpenSSL": ("middlewares/certificates.py",),
    "backports": ("middlewares/unpacking.py", "demo/faults/"),
    "brotli": ("middlewares/unpacking.py", "demo/faults/"),
    "cryptography": ("demo/faults/",),
    "dateparser": ("fields/date_words.py",),
    "fastwarc": ("store/archive.py",),
    "feedparser": ("discovery/feeds.py",),
    "hijridate": ("fields/date_calendars.py",),
    "itemadapter": ("pipelines/",),
    "jinja2": ("demo/themes.py", "report/html.py"),
    "lxml": ("page/", "discovery/", "extract/"),
    "protego": ("discovery/robots.py",),
    "pyarrow": ("store/formats.py",),
    "pydispatch": ("spiders/listeners.py",),
    "ray": ("fleet/ray_engine.py",),
    "rich": ("cli/", "extensions/"),
    "scrapy": FRAMEWORK,
    "service_identity": ("middlewares/certificates.py",),
    "sqlite3": ("store/state.py",),
    "tldextract": ("fields/urls.py",),
    "trafilatura": ("extract/readable.py",),
    "twisted": FRAMEWORK,
    "typer": ("cli/",),
    "w3lib": ("fields/urls.py", "page/charsets.py", "middlewares/redirect.py"),
    "warcio": ("store/archive.py",),
    "zope": FRAMEWORK,
}

DISTRIBUTIONS = {
    "OpenSSL": "scrapy",
    "backports": "backports-zstd",
    "cryptography": "scrapy",
    "pydispatch": "scrapy",
    "service_identity": "scrapy",
    "twisted": "scrapy",
    "zope": "scrapy",
    "sqlite3": "",
}
"""Names on the package index where they differ; Scrapy is built on those that stand for it."""

STANDARD = sys.stdlib_module_names | {"compression"}
"""Python 3.14 has compression.zstd."""


def foreign_imports() -> dict[str, set[str]]:
    """Files, relative to the package, by the foreign library they import; sqlite3 counts as one."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        for _, name in imports(path):
            library = name.split(".")[0]
            if library == "sqlite3" or library not in STANDARD | {"crawler"}:
                found.setdefault(library, set()).add(path.relative_to(PACKAGE).as_posix())
    return found


def test_each_library_has_its_door() -> None:
    """A library is imported behind its door alone."""
    wrong = [
        f"crawler/{file}: imports {library}; its door is {' or '.join(DOORS.get(library, ('not drawn yet',)))}"
        for library, files in foreign_imports().items()
        for file in sorted(files)
        if not file.startswith(DOORS.get(library, ()))
    ]

    assert wrong == []


def test_each_library_is_declared() -> None:
    """What is imported is installed: by a dependency, or by an extra that the door asks for."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    declared = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-").replace(".", "-") for line in lines}
    needed = {DISTRIBUTIONS.get(library, library.lower().replace("_", "-")) for library in foreign_imports()}

    assert needed - {""} <= declared
