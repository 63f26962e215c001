"""Bytes of a page to text: the charset that is true, not only the one that is declared. Called by page.py alone.

    bytes -> refused? (formats.py) -> byte order mark -> UTF-8? -> declared charsets -> detection -> repairs
                                                                   (charsets.py)        (detect.py)  (mojibake.py)

What a declaration says is believed as long as the bytes don't contradict it. Text that would come out as mojibake is
repaired (mojibake.py) or the page is refused: nothing wrong is handed on in silence.
"""

import re
from codecs import utf_8_decode
from dataclasses import dataclass

from crawler.errors import PageError
from crawler.page.charsets import charset_of_bom, charset_of_nuls, declared_charsets, whatwg_name
from crawler.page.detect import choose_legacy
from crawler.page.formats import refuse_other_formats
from crawler.page.garbled import is_garbled_page
from crawler.page.mojibake import decode_mixed_utf8, may_be_double_encoded, repair_double_encoding

_BLANK = b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe"
"""White space of HTML, NUL and the bytes of byte order marks."""
_JAPANESE_ESCAPE = re.compile(rb"\x1b\$[@B]")
"""ISO-2022-JP's shift to JIS X 0208 (RFC 1468)."""


_CHUNK_BYTES = 1 << 14
"""Bytes checked for UTF-8 at a time. A whole page's text is the larger the rarer a character it has, and only the
check is wanted: pages of 390 KB take 0.06 ms like this and 0.28 ms at once."""
_REPLACEMENT = "\ufffd".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page as UTF-8 without NUL, lone surrogates or byte order mark."""

    data: bytes
    charset: str
    """The charset it came in, by its WHATWG name in lower case: `utf-8`, `windows-1252`, `gb18030` ..."""

    @property
    def text(self) -> str:
        """Return the page as text; it is decoded anew each time."""
        return self.data.decode("utf-8")


def decode(body: bytes, *, content_type: str | None = None) -> Decoded:
    """Return the text of an HTML page; `content_type` is the header's value, or None where there was none.

    Raises PageError with the code `empty_page` (nothing but white space), `not_html` (another format, whatever the
    header says) or `bad_encoding` (no charset gives sound text).
    """
    _refuse_empty(body[:1024] if body[:1024].strip(_BLANK) else body)
    has_nul = b"\0" in body
    codec, bom_bytes = charset_of_bom(body)
    if codec is None and has_nul:
        codec = charset_of_nuls(body)
    if codec is not None and codec != "utf-8":
        text = body[bom_bytes:].decode(codec, "replace")
        refuse_other_formats(text[:4096].encode("utf-8", "replace"))
        data = text.encode("utf-8", "replace")
    else:
        body = body[bom_bytes:]
        refuse_other_formats(body)
        data, codec = _to_utf8(body, content_type, is_marked=bom_bytes > 0)
    _refuse_broken(data, codec)
    # HTML (13.2.5.1) ignores U+0000 in text; libxml2 would end the document there
    return Decoded(data=data.replace(b"\0", b"") if has_nul else data, charset=whatwg_name(codec))


def _to_utf8(body: bytes, content_type: str | None, *, is_marked: bool) -> tuple[bytes, str]:
    """Return UTF-8 and the codec of bytes in an ASCII-compatible charset."""
    if body.isascii():
        return _ascii_to_utf8(body)
    if not _is_utf8(body):
        text, codec = _decode_not_utf8(body, content_type, is_marked=is_marked)
        return text.encode("utf-8", "replace"), codec
    if not may_be_double_encoded(body):
        return body, "utf-8"
    return repair_double_encoding(body.decode("utf-8")).encode("utf-8", "replace"), "utf-8"


def _is_utf8(body: bytes) -> bool:
    view, at = memoryview(body), 0
    try:
        while at < len(body):
            end = at + _CHUNK_BYTES
            _, used = utf_8_decode(view[at:end], "strict", end >= len(body))
            at += used
    except UnicodeDecodeError:
        return False
    return True


def _ascii_to_utf8(body: bytes) -> tuple[bytes, str]:
    """Return bytes below 0x80 as UTF-8: plain ASCII, or Japanese behind escape sequences, which nothing else has."""
    if b"\x1b" in body and _JAPANESE_ESCAPE.search(body):
        return body.decode("iso2022_jp", "replace").encode(), "iso2022_jp"
    return body, "utf-8"


def _decode_not_utf8(body: bytes, content_type: str | None, *, is_marked: bool) -> tuple[str, str]:
    named = declared_charsets(body, content_type)
    declared = [codec for codec in named if not codec.startswith("utf-")]
    mixed = decode_mixed_utf8(body, is_certain=is_marked, is_declared="utf-8" in named)
    if mixed is not None:
        return repair_double_encoding(mixed), "utf-8"
    codec = choose_legacy(body, declared)
    if codec is None:
        raise PageError("bad_encoding", f"no charset gives sound text (declared: {', '.join(named) or 'none'})")
    return repair_double_encoding(_decode_lenient(body, codec)), codec


def _decode_lenient(body: bytes, codec: str) -> str:
    """WHATWG's windows-1252 has no holes: bytes Python refuses become C1 controls, which nobody prints."""
    if codec == "cp1252":
        return body.decode("cp1252", "replace").replace("\ufffd", "")
    return body.decode(codec, "replace")


def _refuse_empty(body: bytes) -> None:
    if not body.strip(_BLANK):
        raise PageError("empty_page", "the page has no content")


def _refuse_broken(data: bytes, codec: str) -> None:
    if _REPLACEMENT[:1] not in data or _REPLACEMENT not in data:  # a single byte is found twenty times as fast
        return
    if is_garbled_page(data.decode("utf-8")):
        n_broken = data.count(_REPLACEMENT)
        raise PageError("bad_encoding", f"{n_broken} characters can't be read as {whatwg_name(codec)}")
