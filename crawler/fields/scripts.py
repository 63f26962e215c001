"""Scripts and the languages they write: the tables that `langid` reads.

Source: Unicode blocks and CLDR's likely subtags.
"""

SCRIPTS = {
    "latin": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "devanagari": "\u0900-\u097f",
    "han": "\u3400-\u4dbf\u4e00-\u9fff",
    "kana": "\u3040-\u30ff",
    "hangul": "\u1100-\u11ff\uac00-\ud7af",
    "hebrew": "\u0590-\u05ff",
    "bengali": "\u0980-\u09ff",
    "ethiopic": "\u1200-\u137f",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
    "bo": "\u0f00-\u0fff",
}
"""Scripts; one that serves a single language bears its code."""

LANGUAGES_OF = {
    "cyrillic": frozenset(
        (
            "ru",
            "uk",
            "be",
            "bg",
            "sr",
            "mk",
            "kk",
            "ky",
            "mn",
            "tg",
            "uz",
            "az",
            "bs",
            "tt",
            "ba",
            "ce",
            "cv",
            "os",
            "sah",
        )
    ),
    "greek": frozenset(("el",)),
    "arabic": frozenset(("ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "pa", "ks", "az")),
    "devanagari": frozenset(("hi", "mr", "ne", "sa", "kok", "bho", "mai", "doi")),
    "han": frozenset(("zh", "ja", "yue", "ko")),
    "kana": frozenset(("ja",)),
    "hangul": frozenset(("ko",)),
    "hebrew": frozenset(("he", "yi")),
    "bengali": frozenset(("bn", "as", "mni")),
    "ethiopic": frozenset(("am", "ti")),
}
"""Languages that a script with several may be; what no list holds is written in Latin letters."""

ALSO_LATIN = frozenset(("az", "bs", "kk", "ku", "sr", "tg", "uz"))
"""Languages of other scripts that are written in Latin letters as well."""

USUAL_LANGUAGE = {
    "cyrillic": "ru", "greek": "el", "arabic": "ar", "devanagari": "hi", "han": "zh", "kana": "ja", "hangul": "ko",
    "hebrew": "he", "bengali": "bn", "ethiopic": "am",
}  # fmt: skip

LETTERS_OF: dict[str, dict[str, str]] = {
    "cyrillic": {
        "be": "ўЎ", "uk": "їЇєЄґҐ", "mk": "ѓЃќЌѕЅ", "sr": "јЈљЉњЊђЂћЋ", "kk": "қҚғҒұҰәӘ", "tg": "ҳҲҷҶӣӢ",
        "mn": "өӨүҮ", "ru": "ыЫэЭёЁ", "bg": "ъЪ",
    },
    "arabic": {"ckb": "ێۆڕڵ", "ps": "ځڅډړښڼېۍ", "ur": "ٹڈڑںے", "fa": "پچژگ"},
    "bengali": {"as": "ৰৱ"},
}  # fmt: skip
"""Letters that only some languages of a script write, surest first."""
