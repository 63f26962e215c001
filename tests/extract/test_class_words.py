"""What the words in a name say."""

from crawler.extract.class_words import NAMES, groups_of


def test_a_component_s_prefix_is_no_consent_dialog() -> None:
    """Adobe Experience Manager calls all of an article's parts "cmp-"; a consent platform is a CMP as well."""
    overlay = 1 << NAMES.index("overlay")

    assert groups_of("cmp-text") == groups_of("text")
    assert groups_of("cmp-text__paragraph") == groups_of("text__paragraph")
    assert groups_of("cmp-modal") & groups_of("qc-cmp2-container") & groups_of("cmp") & overlay
