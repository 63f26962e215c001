"""The letters by which detect.py knows a charset's text, and the languages that were written in it. Data, no logic
beyond counting.

`HOME_CHARSETS` follows the table of locale defaults in the HTML standard (13.2.3.2, "Determining the character
encoding"). Frequent letters are the usual frequency lists of each language, cut where they cover half of a text.
"""

import re
from dataclasses import dataclass

CANDIDATES = (
    *("cp1252", "cp1251", "gb18030", "cp932", "cp949", "big5hkscs", "euc_jp", "cp1254", "cp1250", "cp1253", "cp1256"),
    *("cp1255", "cp874", "iso8859-2", "cp1257", "koi8-u", "cp1258", "iso8859-5", "iso8859-7", "iso8859-6", "cp866"),
)
"""Tried in this order; of equal scores the first wins. The order is how common each still is on the web."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """How the text of one script looks."""

    letters: re.Pattern[str]
    frequent: re.Pattern[str]
    min_frequent_share: float
    """Share of `frequent` among `letters` that any running text reaches; about three quarters of what news text has."""

    def count_known(self, text: str) -> float:
        """Return how many characters of `text` are this script's, scaled down where its frequent ones are missing."""
        n_letters = len(self.letters.findall(text))
        if not n_letters:
            return 0.0
        share = len(self.frequent.findall(text)) / n_letters
        return n_letters * min(1.0, share / self.min_frequent_share)


def _script(letters: str, frequent: str, share: float) -> Script:
    return Script(letters=re.compile(letters), frequent=re.compile(frequent), min_frequent_share=share)


_CYRILLIC = _script("[Ѐ-ӿ]", "[оеаиінтя]", 0.4)
_GREEK = _script("[Ͱ-Ͽ]", "[αοιετνσς]", 0.45)
_HEBREW = _script("[֐-״]", "[יוהלארתמ]", 0.45)
_ARABIC = _script("[؀-ۿﭐ-ﷺ]", "[اليمنوترهی]", 0.42)
_THAI = _script("[฀-๿]", "[านรกอเยงลม่้ั]", 0.4)
_SIMPLIFIED = _script(
    "[一-龥]", "[的一是不了在人有我他这中大来上国个到说们为和地出时年会可也发月日后作对生能要行方家成于全就新]", 0.08
)
_TRADITIONAL = _script(
    "[一-龥]", "[的一是不了在人有我他這中大來上國個到說們為和地出時年會可也發月日後作對生能要行方家成於全就新]", 0.08
)
_JAPANESE = _script("[ぁ-ヺー一-龥々]", "[のにはをたがでてとしれさいるなもから]", 0.12)
_KOREAN = _script("[가-힣]", "[이다는을에의가고하은로한지를서도기사인대시정어]", 0.12)

SCRIPTS = {
    **dict.fromkeys(("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"), _CYRILLIC),
    **dict.fromkeys(("cp1253", "iso8859-7"), _GREEK),
    **dict.fromkeys(("cp1255", "iso8859-8"), _HEBREW),
    **dict.fromkeys(("cp1256", "iso8859-6"), _ARABIC),
    "cp874": _THAI,
    **dict.fromkeys(("gb18030", "hz"), _SIMPLIFIED),
    "big5hkscs": _TRADITIONAL,
    "cp950": _TRADITIONAL,
    **dict.fromkeys(("cp932", "euc_jp", "iso2022_jp"), _JAPANESE),
    "cp949": _KOREAN,
}
"""Charsets of one script. All others are Latin and judged by `LATIN_LETTERS`."""

LATIN_LETTERS = tuple(
    frozenset(letters)
    for letters in (
        "äöüßéèà",  # German
        "éèêëàâçùûüîïôœæÿ",  # French
        "áéíóúüñçàèòïªº",  # Spanish, Catalan
        "ãõáâàçéêíóôúüªº",  # Portuguese
        "àèéìòùîâçüö",  # Italian
        "åäöæøéáüèà",  # Danish, Norwegian, Swedish, Finnish
        "ëéïèöüáóíúê",  # Dutch, Albanian
        "ðþáéíóúýæö",  # Icelandic, Faroese
        "ğışöüçâîû",  # Turkish, Azeri
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýžľĺŕôä",  # Czech, Slovak
        "áéíóöőúüű",  # Hungarian
        "ăâîșțşţ",  # Romanian
        "čćđšž",  # Croatian, Slovene
        "ąčęėįšųūž",  # Lithuanian
        "āčēģīķļņšūž",  # Latvian
        "äõöüšž",  # Estonian
        "ăâđêôơư\u0300\u0301\u0303\u0309\u0323àáèéìíòóùúýõã",  # Vietnamese
    )
)

HOME_CHARSETS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "sr", "kk", "ky", "tt", "tg", "ba"), ("cp1251",)),
    **dict.fromkeys(("tr", "az", "ku"), ("cp1254",)),
    **dict.fromkeys(("cs", "hu", "pl", "sk", "sl", "hr", "ro", "bs"), ("cp1250", "iso8859-2")),
    **dict.fromkeys(("lt", "lv", "et"), ("cp1257",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("cp1256",)),
    "el": ("cp1253", "iso8859-7"),
    "he": ("cp1255",),
    "iw": ("cp1255",),
    "th": ("cp874",),
    "vi": ("cp1258",),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "zh": ("gb18030",),
    "zh-hant": ("big5hkscs",),
    **dict.fromkeys(("en", "de", "fr", "es", "pt", "it", "nl", "da", "sv", "no", "nb", "nn", "fi", "is"), ("cp1252",)),
}
