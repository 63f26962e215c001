"""The words that address rules turn on: parameters that track, parameters and host labels that only choose a view.

Data for `fields/urls.py`; nothing here runs. A parameter belongs in a table only when no content system is known to
name an article with it: `sid`, `cid`, `eid`, `ref` and the like carry article ids somewhere, so they are not in the
sure tables.
"""

TRACKING_PREFIXES = (
    "utm_", "mtm_", "pk_", "piwik_", "matomo_", "at_medium", "at_campaign", "at_link", "at_bbc", "at_ptr", "at_format",
    "__hs", "_hs", "hsa_", "itm_", "vero_", "oly_", "ga_source", "ga_medium", "ga_campaign", "wt_mc", "wt_zmc",
    "wt_eid", "fb_action_", "aspsessionid", "sc_campaign", "sc_channel", "sc_medium", "sc_country", "stm_", "trk_",
    "mkt_", "gad_", "guce_", "guccounter", "cx_test", "cx_art", "_openstat", "elqtrack",
)  # fmt: skip
"""Lower-case beginnings of parameter names of Google, Matomo, AT Internet, HubSpot, Vero, Omeda, Webtrekk, Adobe and
others, as their own manuals name them."""

TRACKING_NAMES = frozenset(
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad", "msclkid", "yclid", "ysclid", "twclid",
        "ttclid", "li_fat_id", "igshid", "igsh", "epik", "mc_cid", "mc_eid", "_ga", "_gl", "_ke", "_kx", "s_kwcid",
        "ef_id", "s_cid", "cmpid", "ocid", "ncid", "icid", "intcmp", "intcid", "ito", "xtor", "xtref", "xts",
        "xtcr", "mbid", "smid", "tpcc", "rb_clickid", "wickedid", "irclickid", "hsctatracking",
        "phpsessid", "jsessionid", "cftoken", "oscsid", "mibextid", "fb_ref", "fb_source", "ref_src", "ref_url",
        "spjobid", "spmailingid", "spreportid", "spuserid", "sr_share", "gaa_at", "gaa_n", "gaa_sig",
        "gaa_ts", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "traffic_source",
        "__twitter_impression", "usqp", "amp_js_v", "amp_gsa", "amp_ct", "amp_r", "noamp", "nonamp", "replytocom",
        "like_comment", "unapproved", "moderation-hash", "share_id", "sharetype",
    }
)  # fmt: skip
"""Names that track wherever they stand, session ids of web servers, and WordPress' comment machinery."""

CHANNEL_NAMES = frozenset(
    {
        "ref", "referrer", "referer", "source", "src", "from", "via", "origin", "channel", "partner", "cmp", "cid",
        "campaign", "r", "rss", "feature", "medium", "share",
    }
)  # fmt: skip
"""Names that mostly say which channel sent the reader, yet carry ids somewhere. Dropped only where the path itself
names the article and the value holds no digit."""

VIEW_PARAMETERS = {
    "amp": frozenset({"", "1", "true", "yes", "on", "html"}),
    "_amp": frozenset({"", "1", "true"}),
    "outputtype": frozenset({"amp"}),
    "output": frozenset({"amp", "print"}),
    "outputformat": frozenset({"amp", "print"}),
    "mode": frozenset({"amp", "print"}),
    "view": frozenset({"amp", "print", "mobile"}),
    "format": frozenset({"amp", "print"}),
    "layout": frozenset({"amp", "print"}),
    "display": frozenset({"amp", "print"}),
    "do": frozenset({"print"}),
    "action": frozenset({"print", "printpage"}),
    "tmpl": frozenset({"component"}),
    "print": frozenset({"", "1", "true", "yes", "y", "on", "print", "pdf"}),
    "printable": frozenset({"", "1", "true", "yes"}),
    "printview": frozenset({"", "1", "true", "yes"}),
    "printpage": frozenset({"", "1", "true", "yes"}),
    "print_view": frozenset({"", "1", "true", "yes"}),
    "mobile": frozenset({"", "0", "1", "true", "yes"}),
    "noredirect": frozenset({"", "1", "true"}),
}  # fmt: skip
"""Name and values that show the same article as AMP, for the printer or for a telephone."""

VIEW_HOSTS = frozenset({"m", "mobile", "mobil", "wap", "touch", "amp"})
"""First host labels of telephone and AMP editions."""

VIEW_SEGMENTS = frozenset({"amp", "print", "amphtml", "printview"})
"""Path segments, first or last, that choose such a view."""
