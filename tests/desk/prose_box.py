"""The box for prose in a browser, once the script has made the editor of the plain text area."""

from playwright.sync_api import Locator, Page


def prose_box(page: Page, name: str) -> Locator:
    """The editor whose label is `name`: never the text area, which is there until the script ran.

    A page that a click leads to may be met in between; whatever is done with the editor waits.
    """
    return page.get_by_role("textbox", name=name).and_(page.locator(".prose-text"))
