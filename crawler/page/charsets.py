"""What bytes and headers say about a page's charset, as Python codec names. Says nothing about whether it is true.

Labels are read as WHATWG's Encoding Standard reads them (latin-1 is windows-1252, gb2312 is gb18030 ...), by w3lib.
"""

import re
from functools import lru_cache

from w3lib.encoding import http_content_type_encoding, read_bom, resolve_encoding

_HEAD_BYTES = 256 * 1024
"""HTML asks for the meta within 1,024 bytes; real heads carry it after scripts and styles of hundreds of kilobytes."""
_META = re.compile(
    rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.I,
)
"""Bounded, so that a head of nothing but `<meta` costs no more than its length."""
_MIN_NULS = 0.2
"""Share of NUL among a page's first bytes above which it is UTF-16: Latin text in UTF-16 has half, any page a third."""
_SNIFFED_BYTES = 4096
_MORE_LABELS = {"iso88598i": "cp1255", "iso_8859_8_i": "cp1255", "x_user_defined": "cp1252", "windows_31j": "cp932"}
"""Labels of the Encoding Standard that w3lib and Python don't know; underscored as below."""
_CODECS = frozenset(
    (
        *(
            "utf-8",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "utf-32-le",
            "utf-32-be",
            "gb18030",
            "hz",
            "big5hkscs",
        ),
        *("cp932", "euc_jp", "iso2022_jp", "cp949", "cp950", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman"),
        *("mac-cyrillic", *(f"cp125{n}" for n in range(9)), *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 10))),
        *(f"iso8859-{n}" for n in (13, 14, 15, 16)),
    )
)
"""Python has codecs that are no charsets (`rot13`, `zip`, `idna`): a page may not name them."""
_WIDER = {"euc_kr": "cp949", "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-8": "cp1255"}
_WHATWG_NAMES = {
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "cp866": "ibm866",
    "big5hkscs": "big5",
    "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "mac-roman": "macintosh",
    "mac-cyrillic": "x-mac-cyrillic",
}


def charset_of_bom(body: bytes) -> tuple[str | None, int]:
    """Return the codec a byte order mark names and the mark's length; (None, 0) without one."""
    codec, mark = read_bom(body)
    return (codec, len(mark)) if codec and mark else (None, 0)


def charset_of_nuls(body: bytes) -> str | None:
    """Return `utf-16-le` or `utf-16-be` where the NULs of ASCII markup stand in every other place, else None."""
    head = body[:_SNIFFED_BYTES]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < _MIN_NULS * len(head):
        return None
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None


def declared_charsets(body: bytes, content_type: str | None) -> list[str]:
    """Return the codecs that header and markup declare, the header's first, unknown labels left out."""
    labels = [http_content_type_encoding(content_type) if content_type else None]
    head = _without_comments(body[:_HEAD_BYTES])
    found = [_codec_of(label) for label in labels] + [
        _codec_of((m[1] or m[2]).decode("ascii")) for m in _META.finditer(head)
    ]
    return list(dict.fromkeys(codec for codec in found if codec))


@lru_cache(maxsize=64)
def whatwg_name(codec: str) -> str:
    """Return the Encoding Standard's name of a Python codec, lower case: `windows-1252` for `cp1252`."""
    if codec in _WHATWG_NAMES:
        return _WHATWG_NAMES[codec]
    if re.fullmatch(r"cp12\d\d|cp874", codec):
        return f"windows-{codec[2:]}"
    return re.sub(r"^iso8859[-_]", "iso-8859-", codec)


def _without_comments(head: bytes) -> bytes:
    first, *rest = head.split(b"<!--")
    return first + b"".join(part.partition(b"-->")[2] for part in rest)


def _codec_of(label: str | None) -> str | None:
    if not label:
        return None
    plain = re.sub(r"[^a-z0-9]+", "_", label.strip().lower())
    codec = _MORE_LABELS.get(plain) or resolve_encoding(label.strip())
    codec = _WIDER.get(codec, codec) if codec else None
    return codec if codec in _CODECS else None
