"""All imitated sites by name."""

from collections.abc import Mapping

from tests.sites import cms, quirks, regional, sources, wordpress
from tests.sites.site import Build


def every_site() -> Mapping[str, Build]:
    """Return a function for each site that makes it for its base address."""
    return {**wordpress.SITES, **cms.SITES, **quirks.SITES, **regional.SITES, **sources.SITES}
