"""Pictures dropped, pasted and chosen in a real browser, and a video that plays on demand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from incidents.actions.inputs import MediumText, UpdateText
from incidents.actions.stories import media, updates
from incidents.models import Medium, Picture
from tests import factories
from tests.accessibility import findings_in_both_themes
from tests.desk.windows import window
from tests.picture_files import photo

pytestmark = pytest.mark.django_db(transaction=True)

GIVE = """([target, kind, bytes]) => {
    const file = new File([new Uint8Array(bytes)], "ridge.jpg", { type: "image/jpeg" });
    const given = new DataTransfer();
    given.items.add(file);
    const event = kind === "drop"
        ? new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true })
        : new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true });
    document.querySelector(target).dispatchEvent(event);
}"""


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window in which Anna has signed in; what breaks the policy or a script fails the test."""
    with window(browser, live_server.url, factories.editor(is_superuser=True)) as opened:
        yield opened


@pytest.mark.parametrize(("target", "kind"), [("[data-drop]", "drop"), ("body", "paste")])
def test_a_picture_comes_by_drop_and_by_paste(page: Page, target: str, kind: str) -> None:
    story = factories.story()
    page.goto(f"/desk/{story.pk}/media/")

    page.evaluate(GIVE, [target, kind, [*photo()]])
    expect(page.get_by_text("The picture is here, 900 x 600 pixels.")).to_be_visible()
    expect(page.get_by_alt_text("The picture that you chose").first).to_be_visible()
    page.keyboard.type("A bare ridge.")
    page.get_by_role("button", name="Add the picture").click()

    expect(page.get_by_role("heading", name="Image 1")).to_be_visible()
    assert Medium.objects.get().alt == "A bare ridge."


def test_a_forgotten_description_costs_no_second_upload(page: Page) -> None:
    story = factories.story()
    page.goto(f"/desk/{story.pk}/media/")
    page.evaluate(GIVE, ["[data-drop]", "drop", [*photo()]])
    expect(page.get_by_text("The picture is here")).to_be_visible()

    page.get_by_role("button", name="Add the picture").click()
    expect(page.get_by_text("who or what is in it").first).to_be_visible()
    page.get_by_label("Description").first.fill("A bare ridge.")
    page.get_by_role("button", name="Add the picture").click()

    expect(page.get_by_role("heading", name="Image 1")).to_be_visible()
    assert Picture.objects.count() == 1


def test_everybody_can_use_the_page(page: Page) -> None:
    story = factories.story()
    page.goto(f"/desk/{story.pk}/media/")
    page.evaluate(GIVE, ["[data-drop]", "drop", [*photo()]])
    expect(page.get_by_text("The picture is here")).to_be_visible()
    page.get_by_label("Description").first.fill("A bare ridge.")
    page.get_by_role("button", name="Add the picture").click()
    expect(page.get_by_role("heading", name="Image 1")).to_be_visible()

    assert findings_in_both_themes(page) == []
    page.get_by_role("link", name="Edit Image 1").click()
    assert findings_in_both_themes(page) == []


def test_a_video_is_asked_for_only_when_it_is_pressed(
    browser: Browser, live_server: LiveServer
) -> None:
    story = factories.story()
    url = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    media.add(story, MediumText(kind="video", url=url, caption="The ridge."), by=None)
    updates.post(story, UpdateText(body="<p>Calm.</p>", media=[1]), by=None)
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []

    def answer(request: Request) -> None:
        if not request.url.startswith(live_server.url):
            asked.append(request.url)

    page.on("request", answer)
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="<p>Film"))
    page.goto(f"{live_server.url}{story.get_absolute_url()}")
    link = page.get_by_role("link", name="Play the video (YouTube)")
    expect(link).to_be_visible()
    before = list(asked)

    link.click()
    expect(page.frame_locator("iframe.video-player").get_by_text("Film")).to_be_visible()

    assert before == []
    assert asked == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"]
    context.close()
