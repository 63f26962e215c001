"""Lies about the charset: bytes in one encoding, declared as another, or as none. For unit tests and for the crawl."""

from dataclasses import dataclass

from crawler.demo.faults.answers import sound
from crawler.demo.faults.fault import Fault, codes
from crawler.demo.faults.prose import PUBLISHED

REFUSED = codes("bad_encoding", "not_html")


@dataclass(frozen=True, slots=True, kw_only=True)
class CharsetCase:
    """A page whose text must come out as `headline` and `paragraphs`, or be refused with a code of `REFUSED`."""

    name: str
    body: bytes
    content_type: str
    headline: str
    paragraphs: tuple[str, ...]
    is_recoverable: bool = True
    """False where the bytes no longer hold the text: then only a refusal, or marked gaps, can be right."""

    @property
    def path(self) -> str:
        return f"/{self.name.replace('_', '-')}-1701/"


_ENGLISH = (
    "Café owner wins appeal",
    (
        "The owner of a café on Quay Street – “the smallest in the county” – has won her appeal against a £4,000 fine.",
        "The fine was for putting out six chairs without a licence. “It’s absurd,” said Zoë Penhaligon afterwards.",
        "The council’s lawyers had asked for costs of €900 as well. The judge, who was visibly amused, refused…",
    ),
)
_CHINESE = (
    "小镇图书馆周六重新开放",
    (
        "经过三年的修缮,位于河边的小镇图书馆将于本周六上午九点重新向居民开放,市长将出席仪式。",
        "图书馆馆长表示,馆内新增了两万册图书和一个儿童阅览室,周末开放时间也将延长到晚上八点。",
        "修缮工程共花费四百万元,其中一半来自居民捐款。许多老人说,他们等这一天已经等了很久。",
    ),
)
_JAPANESE = (
    "港町の図書館、土曜日に再開",
    (
        "三年間の改修工事を終えた港町の図書館が、今週の土曜日に再び開館することになった。町長も式典に出席する。",
        "館長によると、新しく二万冊の本が入り、子どものための読書室も設けられたという。",
        "工事費は四億円で、その半分は町民の寄付だった。「長い間待っていました」と近所の女性は話した。",
    ),
)
_RUSSIAN = (
    "Городская библиотека откроется в субботу",
    (
        "После трёх лет ремонта городская библиотека у реки снова откроется для читателей в эту субботу в девять утра.",
        "По словам директора, в фонде появилось двадцать тысяч новых книг и отдельный читальный зал для детей.",
        "Ремонт обошёлся в сорок миллионов рублей, половину суммы собрали сами жители города.",
    ),
)
_TURKISH = (
    "Kasabanın kütüphanesi cumartesi günü açılıyor",
    (
        "Üç yıllık onarımın ardından ırmak kıyısındaki kütüphane bu cumartesi sabahı saat dokuzda yeniden açılıyor.",
        "Müdür Gülşen Çağlı, yirmi bin yeni kitap alındığını ve çocuklar için bir okuma salonu kurulduğunu söyledi.",
        "Onarım için gereken paranın yarısını kasaba halkı bağışladı; işçiler çatıyı kışa yetiştirdi.",
    ),
)
_Text = tuple[str, tuple[str, ...]]


def _html(text: _Text, declared: str | None, *, language: str = "en") -> str:
    headline, paragraphs = text
    meta = f'<meta charset="{declared}">' if declared else ""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head>{meta}<title>{headline}</title>{PUBLISHED}</head><body><article>'
        f"<h1>{headline}</h1>\n{body}</article></body></html>"
    )


def _case(
    name: str, text: _Text, encoding: str, declared: str | None, header: str | None, language: str
) -> CharsetCase:
    return CharsetCase(
        name=name,
        body=_html(text, declared, language=language).encode(encoding),
        content_type=f"text/html; charset={header}" if header else "text/html",
        headline=text[0],
        paragraphs=text[1],
    )


def _broken(name: str, body: bytes, text: _Text, *, is_recoverable: bool = True) -> CharsetCase:
    return CharsetCase(
        name=name,
        body=body,
        content_type="text/html; charset=utf-8",
        headline=text[0],
        paragraphs=text[1],
        is_recoverable=is_recoverable,
    )


def _mixed() -> bytes:
    """UTF-8 with one paragraph in windows-1252, as a pasted advertisement leaves it."""
    head, middle, end = _html(_ENGLISH, "utf-8").partition(_ENGLISH[1][1])
    return head.encode() + middle.encode("cp1252") + end.encode()


def _with(inserted: bytes) -> bytes:
    """The page with bytes put into the middle of its first paragraph."""
    return _UTF8_PAGE.encode().replace(b"has won her", b"has won" + inserted + b" her")


_UTF8_PAGE = _html(_ENGLISH, "utf-8")
_REPLACED = _UTF8_PAGE.encode("ascii", "replace").replace(b"?", "\ufffd".encode() * 3)
CHARSET_CASES = (
    _case("cp1252_as_utf8", _ENGLISH, "cp1252", "utf-8", "utf-8", "en"),
    _case("cp1252_undeclared", _ENGLISH, "cp1252", None, None, "en"),
    _case("cp1252_as_latin1", _ENGLISH, "cp1252", "iso-8859-1", None, "en"),
    _case("utf8_as_latin1", _ENGLISH, "utf-8", "iso-8859-1", "iso-8859-1", "en"),
    _case("utf8_header_beats_meta", _ENGLISH, "utf-8", "windows-1251", "utf-8", "en"),
    _case("utf16le_without_bom", _ENGLISH, "utf-16-le", None, None, "en"),
    _case("utf16be_without_bom", _ENGLISH, "utf-16-be", None, None, "en"),
    _case("utf16_with_bom_as_utf8", _ENGLISH, "utf-16", "utf-8", "utf-8", "en"),
    _case("gb18030_as_utf8", _CHINESE, "gb18030", "utf-8", "utf-8", "zh"),
    _case("gb18030_undeclared", _CHINESE, "gb18030", None, None, "zh"),
    _case("shift_jis_as_utf8", _JAPANESE, "shift_jis", "utf-8", "utf-8", "ja"),
    _case("shift_jis_undeclared", _JAPANESE, "shift_jis", None, None, "ja"),
    _case("cp1251_as_utf8", _RUSSIAN, "cp1251", "utf-8", None, "ru"),
    _case("cp1251_undeclared", _RUSSIAN, "cp1251", None, None, "ru"),
    _case("iso8859_9_as_utf8", _TURKISH, "iso8859-9", "utf-8", None, "tr"),
    _case("iso8859_9_as_latin1", _TURKISH, "iso8859-9", "iso-8859-1", None, "tr"),
    _case("unknown_charset", _ENGLISH, "utf-8", "utf-8", "x-no-such-charset", "en"),
    _broken("nul_bytes", _with(b"\x00\x00"), _ENGLISH),
    _broken("lone_surrogates", _with(b"\xed\xa0\x80&#xD800;&#55357;"), _ENGLISH, is_recoverable=False),
    _broken("mixed_encodings", _mixed(), _ENGLISH),
    _broken("mojibake_twice", _UTF8_PAGE.encode().decode("latin-1").encode(), _ENGLISH, is_recoverable=False),
    _broken(
        "replacement_everywhere",
        _REPLACED,
        _ENGLISH,
        is_recoverable=False,
    ),
)

CHARSETS = tuple(
    Fault(
        name=case.name,
        room="charset",
        promise="the text comes out right or the page is refused; mojibake is never written",
        answers={case.path: sound(case.body, case.content_type)},
        links=(case.path,),
    )
    for case in CHARSET_CASES
)
