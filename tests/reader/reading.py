"""Reading an HTML page in a test, with types."""

from lxml import etree, html


def page_of(content: bytes) -> html.HtmlElement:
    """The document of an answer."""
    return html.fromstring(content)


def elements(page: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """What an XPath finds."""
    found = page.xpath(path)
    assert isinstance(found, list)
    return [item for item in found if isinstance(item, html.HtmlElement)]


def strings(page: html.HtmlElement, path: str) -> list[str]:
    """The attributes or texts that an XPath finds."""
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(item) for item in found if not isinstance(item, etree._Element)]


def words(element: html.HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())
