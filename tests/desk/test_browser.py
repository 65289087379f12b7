"""The desk in a real browser: by keyboard, with the editor, and under the strict policy."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Draft, Incident, Source, Update, Version
from incidents.text.sanitise import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, body
from tests import factories
from tests.desk.prose_box import prose_box

pytestmark = pytest.mark.django_db(transaction=True)

BODIES = [
    "<p>One <strong>two <em>three</em></strong><br>four</p>",
    "<h2>A heading</h2>\n<p>Text</p>\n<h3>Below it</h3>",
    '<p>See <a href="https://example.org/a?b=c&amp;d">the page</a> or <em>ask</em></p>',
    "<ul><li>One</li><li>Two<ul><li>Two and a half</li></ul></li></ul>",
    "<ol><li>One</li><li>Two</li></ol>",
    "<blockquote><p>We saw it.</p><p>All of it.</p><footer>A witness</footer></blockquote>",
]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window in which Anna has signed in; what breaks the policy or a script fails the test."""
    factories.editor(is_superuser=True)
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto("/desk/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("secret")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/desk/")
    yield page
    context.close()
    assert wrong == []


def test_an_update_is_posted_by_keyboard_alone(page: Page) -> None:
    story = factories.story()

    page.goto(f"/desk/{story.pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.keyboard.type("Two more villages report shots.")
    page.keyboard.press("Enter")
    page.keyboard.type("The ministry confirms it.")
    page.get_by_label("Who says so").focus()
    page.keyboard.type("Reuters")
    page.keyboard.press("Tab")
    page.keyboard.type("Shots at the border")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".messages")).to_contain_text("Update 1 published - View - Correct")
    assert Update.objects.get().body == (
        "<p>Two more villages report shots.</p>\n<p>The ministry confirms it.</p>"
    )
    assert Source.objects.get().title == "Shots at the border"


def test_enter_in_a_line_keeps_a_draft(page: Page) -> None:
    story = factories.story()

    page.goto(f"/desk/{story.pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.keyboard.type("Not yet.")
    page.get_by_label("Who says so").fill("Reuters")
    page.get_by_label("Who says so").press("Enter")

    expect(page.locator(".messages")).to_contain_text("Draft saved")
    assert Draft.objects.get().state == "draft"


def test_the_editor_writes_what_the_sanitiser_keeps(page: Page) -> None:
    page.goto("/desk/new/")
    expect(prose_box(page, "Initial report")).to_be_visible()

    schema = page.evaluate(
        """async () => {
            const editor = await import("django-prose-editor/editor")
            const preset = await import(document.querySelector("script[src*='js/prose']").src)
            const schema = editor.getSchema(preset.extensions)
            const kinds = [...Object.values(schema.nodes), ...Object.values(schema.marks)]
            const tags = new Set(), attributes = new Set()
            for (const kind of kinds) {
                for (const name of Object.keys(kind.spec.attrs ?? {})) {
                    attributes.add(`${kind.name}.${name}`)
                }
                if (!kind.spec.toDOM) continue
                const levels = kind.name === "heading" ? [2, 3] : [null]
                for (const level of levels) {
                    const node = kind.isInGroup
                        ? kind.createAndFill(level ? { level } : null)
                        : kind.create(kind.name === "link" ? { href: "https://a.org/" } : null)
                    tags.add(node ? kind.spec.toDOM(node)[0] : kind.name)
                }
            }
            return { tags: [...tags], attributes: [...attributes] }
        }"""
    )

    assert set(schema["tags"]) == ALLOWED_TAGS
    assert set(schema["attributes"]) == {"heading.level", "link.href"}
    assert {"a": {"href"}} == ALLOWED_ATTRIBUTES


@pytest.mark.parametrize("written", BODIES)
def test_what_the_sanitiser_keeps_comes_out_of_the_editor_as_it_went_in(
    page: Page, written: str
) -> None:
    page.goto("/desk/new/")
    expect(prose_box(page, "Initial report")).to_be_visible()

    read = page.evaluate(
        """async (written) => {
            const { Editor } = await import("django-prose-editor/editor")
            const preset = await import(document.querySelector("script[src*='js/prose']").src)
            const element = document.createElement("div")
            const editor = new Editor(
                { element, extensions: preset.extensions, content: written, injectCSS: false })
            return editor.getHTML()
        }""",
        written,
    )

    assert body(written) == written
    assert body(read) == written


def test_pasted_styles_and_scripts_do_not_enter(page: Page) -> None:
    story = factories.story()

    page.goto(f"/desk/{story.pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.evaluate(
        """() => {
            const data = new DataTransfer()
            data.setData("text/html", `<h1 style="color:red" onclick="x()">Big</h1>
                <p class="a">Text <a href="javascript:x()">link</a><script>x()</script></p>`)
            document.querySelector(".prose-text").dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true }))
        }"""
    )
    page.keyboard.press("Control+Enter")

    expect(page.locator(".messages")).to_contain_text("Update 1 published")
    stored = Update.objects.get().body
    assert "Text" in stored
    for unwanted in ("style", "onclick", "javascript", "script", "class"):
        assert unwanted not in stored


def test_the_pages_of_desk_and_administration_keep_the_policy(page: Page) -> None:
    story = factories.long_story(2)
    update, version = Update.objects.latest("pk"), Version.objects.latest("position")
    at_desk = ["", "text/", "sources/", "related/", "topics/", "preview/", "end/"]
    held = [
        f"incident/{story.pk}/change/",
        "incident/add/",
        f"update/{update.pk}/change/",
        f"version/{version.pk}/change/",
        "related/add/",
        "editor/",
        "source/",
    ]

    addresses = [
        *(f"/desk/{story.pk}/{name}" for name in at_desk),
        f"/desk/{story.pk}/updates/{update.pk}/",
        *("/desk/", "/desk/new/", "/desk/profile/", "/desk/notice/", "/admin/"),
        *(f"/admin/incidents/{name}" for name in held),
    ]

    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy


def test_a_list_is_put_in_order_by_buttons(page: Page) -> None:
    factories.long_story(1)
    story = Incident.objects.get()
    page.goto(f"/desk/{story.pk}/sources/")
    new = page.locator(".row").nth(1)

    new.get_by_label("Who says so").fill("Hospital")
    new.get_by_label("Move up").click()
    page.get_by_label("Note for readers").fill("The hospital first.")
    page.get_by_role("button", name="Save the sources").click()

    expect(page.locator(".messages")).to_contain_text("Saved")
    rows = Source.objects.order_by("number").values_list("outlet", flat=True)
    assert list(rows) == ["Hospital", "Agency"]


def test_without_script_a_text_area_takes_the_update(
    browser: Browser, live_server: LiveServer, client: Client
) -> None:
    story = factories.story()
    client.force_login(factories.editor())
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()

    page.goto(f"/desk/{story.pk}/")
    page.locator("textarea[name=body]").fill("First.\n\nSecond.")
    page.get_by_role("button", name="Post update").click()

    expect(page.locator(".messages")).to_contain_text("Update 1 published")
    assert Update.objects.get().body == "<p>First.</p>\n<p>Second.</p>"
    context.close()
