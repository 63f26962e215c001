"""Tell an HTML page from every other thing a server sends as text/html. Looks at the bytes, never at the header.

Called by decode.py before any charset is chosen. Signatures follow WHATWG's MIME Sniffing Standard, section 6 and 7.
"""

import re

from crawler.errors import PageError

_SNIFFED_BYTES = 4096
"""A markup page shows a tag within its first kilobytes, after comments and white space at the longest."""

_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"%!PS-Adobe-", "PostScript"),
    (b"\x89PNG\r\n", "PNG image"),
    (b"GIF8", "GIF image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"\0\0\1\0", "icon"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"PK\x05\x06", "ZIP archive"),
    (b"Rar!\x1a", "RAR archive"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x1f\x9d", "compressed data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\0", "program"),
    (b"\xd0\xcf\x11\xe0", "office document"),
    (b"{\\rtf", "RTF document"),
    (b"OggS", "audio or video"),
    (b"fLaC", "audio"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"SQLite format 3\0", "database"),
    (b"WARC/1.", "WARC archive"),
)
_MARKUP = re.compile(rb"<(?:[a-zA-Z!?/])")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|script)\b", re.I)
_PROLOG = re.compile(rb"(?:\s|<\?(?:.*?)\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.S | re.I)
_XML_ROOT = re.compile(rb"<((?:[\w-]+:)?[\w-]+)")
_HTML_ROOTS = re.compile(
    rb"(?:\w+:)?(?:html|head|body|title|meta|base|link|style|script|template|noscript|iframe)$", re.I
)
_OTHER_ROOTS = frozenset(
    (
        *(b"rss", b"feed", b"rdf:rdf", b"urlset", b"sitemapindex", b"svg", b"opml", b"error", b"errorresponse"),
        *(b"listbucketresult", b"newsml", b"nitf", b"kml", b"gpx", b"wml", b"tt"),
    )
)
_JSON = re.compile(rb"\s*(?:\{\s*(?:\"(?:[^\"\\<]|\\.)*\"\s*:|\})|\[\s*(?:[\[{\"\d\]-]|true|false|null))")
_CONTROLS = bytes((*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_MAX_CONTROLS = 0.02
"""Share of C0 controls in the first bytes: text has none or a stray one, compressed data about a tenth."""


def refuse_other_formats(body: bytes) -> None:
    """Raise PageError `not_html` where the bytes are an image, a document, data, a feed or text without any markup."""
    name = _name_of_format(body)
    if name is not None:
        raise PageError("not_html", f"the content is not HTML but {name}")


def _name_of_format(body: bytes) -> str | None:
    """Return what the bytes are where they are no HTML, else None."""
    head = body[:_SNIFFED_BYTES]
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head[4:8] == b"ftyp":
        return "video"
    if len(head) - len(head.translate(None, _CONTROLS)) > max(2, _MAX_CONTROLS * len(head)):
        return "binary data"
    if _JSON.match(head):
        return "JSON"
    if not _MARKUP.search(head) and not _MARKUP.search(body):
        return "text without markup"
    return _name_of_xml(body, head)


def _name_of_xml(body: bytes, head: bytes) -> str | None:
    prolog = _PROLOG.match(head)
    start = prolog.end() if prolog else 0
    root = _XML_ROOT.match(body, start)
    if root is None:
        return None
    name = root[1].lower()
    is_xml = head.lstrip().startswith(b"<?xml") and not _HTML.search(head)
    if name in _OTHER_ROOTS or (is_xml and not _HTML_ROOTS.match(name)):
        return f"XML <{root[1].decode('ascii', 'replace')[:40]}>"
    return None
