"""All imitated sites by name."""

from collections.abc import Mapping

from tests.sites import cms, handmade, hosted, quirks, regional, sources, wordpress
from tests.sites.site import Build


def every_site() -> Mapping[str, Build]:
    """Return a function for each site that makes it for its base address."""
    modules = (wordpress, cms, hosted, regional, handmade, sources, quirks)
    return {name: build for module in modules for name, build in module.SITES.items()}
