"""Compiled XPath that returns elements: the one place where lxml's many result types are narrowed."""

from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement


class Query:
    """A compiled XPath 1.0 expression that selects elements, never strings or numbers."""

    def __init__(self, expression: str) -> None:
        """Compile `expression`; raises lxml.etree.XPathSyntaxError where it is none."""
        self._xpath = XPath(expression)

    def __call__(self, tree: HtmlElement) -> list[HtmlElement]:
        """Return the selected elements in page order."""
        return cast(list[HtmlElement], self._xpath(tree))
