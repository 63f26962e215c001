"""Which clocks people mean: by country, by language, by abbreviation. Data for `date_zones` alone.

Sources: the tz database (zone.tab and its zones' names), CLDR's likely subtags, and what papers print.
"""

COUNTRY_ALIASES = {"uk": "gb", "en": "gb", "el": "gr"}
"""Codes people write for ISO 3166-1's."""

USUAL_ZONE = {
    "aq": "Antarctica/McMurdo", "ar": "America/Argentina/Buenos_Aires", "au": "Australia/Sydney",
    "br": "America/Sao_Paulo", "ca": "America/Toronto", "cd": "Africa/Kinshasa", "cl": "America/Santiago",
    "cn": "Asia/Shanghai", "cy": "Asia/Nicosia", "de": "Europe/Berlin", "ec": "America/Guayaquil",
    "es": "Europe/Madrid", "fm": "Pacific/Pohnpei", "gl": "America/Nuuk", "id": "Asia/Jakarta", "ki": "Pacific/Tarawa",
    "kz": "Asia/Almaty", "mh": "Pacific/Majuro", "mn": "Asia/Ulaanbaatar", "mx": "America/Mexico_City",
    "my": "Asia/Kuala_Lumpur", "nz": "Pacific/Auckland", "pf": "Pacific/Tahiti", "pg": "Pacific/Port_Moresby",
    "ps": "Asia/Hebron", "pt": "Europe/Lisbon", "ru": "Europe/Moscow", "ua": "Europe/Kyiv", "um": "Pacific/Wake",
    "us": "America/New_York", "uz": "Asia/Tashkent", "vn": "Asia/Ho_Chi_Minh",
}  # fmt: skip
"""Most people's clock, in countries for which zone.tab has several."""

FAR_APART = frozenset(("aq", "au", "br", "ca", "cd", "fm", "id", "ki", "mn", "mx", "ru", "um", "us"))
"""Countries where a good part of the people lives by another clock than the usual one."""

COUNTRY_OF_LANGUAGE = {
    "az": "az", "be": "by", "bg": "bg", "bn": "bd", "cs": "cz", "da": "dk", "de": "de", "el": "gr", "et": "ee",
    "fa": "ir", "fi": "fi", "fil": "ph", "gu": "in", "he": "il", "hi": "in", "hr": "hr", "hu": "hu", "hy": "am",
    "id": "id", "is": "is", "it": "it", "ja": "jp", "ka": "ge", "kk": "kz", "km": "kh", "kn": "in", "ko": "kr",
    "lo": "la", "lt": "lt", "lv": "lv", "mk": "mk", "ml": "in", "mn": "mn", "mr": "in", "ms": "my", "my": "mm",
    "nb": "no", "ne": "np", "nl": "nl", "nn": "no", "no": "no", "or": "in", "pa": "in", "pl": "pl", "ro": "ro",
    "ru": "ru", "si": "lk", "sk": "sk", "sl": "si", "sq": "al", "sr": "rs", "sv": "se", "ta": "in", "te": "in",
    "th": "th", "tr": "tr", "uk": "ua", "ur": "pk", "uz": "uz", "vi": "vn", "zh": "cn",
}  # fmt: skip
"""Languages whose papers nearly all live by one clock (CLDR, likely subtags): no English, Spanish, French, Arabic."""

GENERIC_DOMAINS = frozenset(
    ("ac", "ad", "ag", "ai", "am", "as", "bz", "cc", "cd", "cm", "co", "dj", "fm", "gg", "im", "io", "la", "ly", "me",
     "ms", "mu", "nu", "pw", "sc", "sh", "so", "st", "tk", "to", "tv", "vc", "vg", "ws")
)  # fmt: skip
"""Top-level domains of countries that are sold to all the world."""

WORDS_BY_COUNTRY: dict[str, dict[str, str]] = {
    "au": {"EST": "Australia/Sydney", "EDT": "Australia/Sydney", "CST": "Australia/Adelaide", "WST": "Australia/Perth"},
    "bd": {"BST": "Asia/Dhaka", "BDT": "Asia/Dhaka"},
    "br": {"BRT": "America/Sao_Paulo", "BST": "America/Sao_Paulo"},
    "ie": {"BST": "Europe/Dublin"},
    "np": {"NST": "Asia/Kathmandu"},
    "pk": {"PST": "Asia/Karachi"},
    "sg": {"SST": "Asia/Singapore"},
    "pg": {"BST": "Pacific/Bougainville"},
    "my": {"MST": "Asia/Kuala_Lumpur"},
    "ws": {"WST": "Pacific/Apia"},
} | {country: {"AST": "Asia/Riyadh"} for country in ("ae", "bh", "iq", "jo", "kw", "qa", "sa", "ye")}
"""What a country's papers print though the tz database names its clock otherwise."""

WORDS_WORLDWIDE = {
    # North America
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York", "CT": "America/Chicago",
    "CST": "America/Chicago", "CDT": "America/Chicago", "MT": "America/Denver", "MST": "America/Denver",
    "MDT": "America/Denver", "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage", "AKDT": "America/Anchorage", "HST": "Pacific/Honolulu", "AST": "America/Halifax",
    "ADT": "America/Halifax", "NST": "America/St_Johns", "NDT": "America/St_Johns", "ChST": "Pacific/Guam",
    # South America
    "BRT": "America/Sao_Paulo", "ART": "America/Argentina/Buenos_Aires", "CLT": "America/Santiago",
    "CLST": "America/Santiago", "COT": "America/Bogota", "PET": "America/Lima", "VET": "America/Caracas",
    "BOT": "America/La_Paz", "UYT": "America/Montevideo", "ECT": "America/Guayaquil", "PYT": "America/Asuncion",
    # Europe
    "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon", "BST": "Europe/London", "CET": "Europe/Paris",
    "CEST": "Europe/Paris", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "HEC": "Europe/Paris",
    "EET": "Europe/Athens", "EEST": "Europe/Athens", "MSK": "Europe/Moscow", "МСК": "Europe/Moscow",
    "TRT": "Europe/Istanbul", "TSİ": "Europe/Istanbul",
    # Africa
    "WAT": "Africa/Lagos", "CAT": "Africa/Harare", "EAT": "Africa/Nairobi", "SAST": "Africa/Johannesburg",
    # Asia and the Pacific
    "IST": "Asia/Kolkata", "IDT": "Asia/Jerusalem", "IRST": "Asia/Tehran", "GST": "Asia/Dubai", "PKT": "Asia/Karachi",
    "NPT": "Asia/Kathmandu", "BDT": "Asia/Dhaka", "MMT": "Asia/Yangon", "ICT": "Asia/Bangkok", "WIB": "Asia/Jakarta",
    "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura", "SGT": "Asia/Singapore", "MYT": "Asia/Kuala_Lumpur",
    "PHT": "Asia/Manila", "PHST": "Asia/Manila", "HKT": "Asia/Hong_Kong", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "UZT": "Asia/Tashkent", "AWST": "Australia/Perth", "ACST": "Australia/Adelaide", "ACDT": "Australia/Adelaide",
    "AEST": "Australia/Brisbane", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
    "FJT": "Pacific/Fiji", "SST": "Pacific/Pago_Pago",
}  # fmt: skip
"""What an abbreviation mostly means where the outlet's country does not say; also the list of those known at all."""

TWIN_WORDS = {
    "MEZ": "CET",
    "MESZ": "CEST",
    "HEC": "CET",
    "МСК": "MSK",
    "ET": "EST",
    "CT": "CST",
    "MT": "MST",
    "PT": "PST",
}
"""Spellings of one clock: the tz database knows the second."""
