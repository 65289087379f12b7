"""axe finds nothing on any page, at the desk or outside, in light and in dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ViewportSize
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.accessibility import findings, findings_of_colours
from tests.building.scene import Scene, routes

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK_WIDTH: ViewportSize = {"width": 1280, "height": 800}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(settings: Settings, tmp_path: Path) -> Scene:
    """A newsroom with one of everything."""
    settings.TRANSPARENCY_DIR = tmp_path
    return Scene()


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A browser that knows nobody yet."""
    context = browser.new_context(base_url=live_server.url)
    yield context
    context.close()


def pages(scene: Scene, client: Client, spaces: tuple[str, ...]) -> list[str]:
    """The addresses that answer with a page."""
    paths = [scene.path(route) for route in routes() if route.name.startswith(spaces)]
    return sorted({path for path in paths if _is_page(client, path)})


def _is_page(client: Client, path: str) -> bool:
    answer = client.get(path)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def wrong(context: BrowserContext, paths: list[str]) -> list[str]:
    """What axe finds: all of it in light, colours alone in dark; every other page on a phone."""
    page = context.new_page()
    found = []
    for place, path in enumerate(paths):
        page.set_viewport_size(PHONE if place % 2 else DESK_WIDTH)
        page.emulate_media(color_scheme="light")
        page.goto(path)
        found += [f"{path}: {one}" for one in findings(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{path} in dark: {one}" for one in findings_of_colours(page)]
    return found


def test_everybody_can_use_every_page_of_the_desk(
    scene: Scene, context: BrowserContext, client: Client, live_server: LiveServer
) -> None:
    client.force_login(factories.editor("runs-the-site", is_superuser=True))
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    paths = pages(scene, client, ("desk:",))

    found = wrong(context, [path for path in paths if path != "/desk/logout/"])

    assert len(paths) > 50
    assert not found, "\n".join(found)


def test_everybody_can_use_every_page_for_readers(
    scene: Scene, context: BrowserContext, client: Client
) -> None:
    paths = pages(scene, client, ("reader:", "comments:", "letters:", "desk:login"))

    found = wrong(context, paths)

    assert len(paths) > 20
    assert not found, "\n".join(found)
