"""An address is looked up in place or without script; what was typed is never lost."""

import socket
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.drafts import outgoing
from incidents.actions.inputs import SourceText
from incidents.desk.material import details
from incidents.models import Draft, Editor, Event, Fetched, Source
from tests import factories
from tests.actions.fetching.serving import Site, answer, site
from tests.desk.filled import filled, found

PAGE = (
    "<html><title>Shots heard - The Paper</title><meta property=og:site_name content='The Paper'>"
    "<meta name=author content='Ann Archer'>"
    "<meta property=article:published_time content='2017-02-25T08:00:00Z'>"
    "<link rel=canonical href='/shots'><article><p>Nobody was hurt there.</p></article>"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on this machine that stands for the open web."""
    with site(answer(PAGE)) as served:
        monkeypatch.setattr(details, "WAY", served.way())
        yield served


def asked(desk: Client, story: int, url: str, **more: str) -> tuple[int, dict[str, object]]:
    told = desk.post(reverse("desk:look-up", args=[story]), {"url": url, **more})
    return told.status_code, told.json()


def sent_again(content: bytes) -> dict[str, object]:
    """What the form of a page holds, as a browser sends it."""
    (form,) = found(content, "//main//form[@data-autosave]")
    values: dict[str, object] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)  # type: ignore[attr-defined]
    return values


def test_a_page_tells_outlet_title_author_date_and_its_own_address(
    desk: Client, paper: Site
) -> None:
    story = factories.story()

    status, told = asked(desk, story.pk, paper.url("/shots?utm_source=x"))

    kept = Fetched.objects.get()
    assert status == 200
    assert told["state"] == "found"
    assert told["fields"] == {
        "url": paper.url("/shots"),
        "outlet": "The Paper",
        "title": "Shots heard",
        "author": "Ann Archer",
        "published_at": "2017-02-25T09:00",
        "fetched": str(kept.pk),
    }
    assert kept.source is None
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/x", "file:///etc/passwd"]
)
def test_an_address_inside_is_refused_in_words(desk: Client, url: str) -> None:
    story = factories.story()

    status, told = asked(desk, story.pk, url)

    assert (status, told["state"]) == (200, "refused")
    assert "Type the details by hand" in str(told["words"])
    assert not Fetched.objects.exists()


def test_a_page_that_takes_too_long_is_refused_in_words(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = factories.story()

    def silent(connection: socket.socket) -> None:
        connection.recv(1)

    with site(silent) as slow:
        monkeypatch.setattr(details, "WAY", slow.way(seconds=0.3))
        status, told = asked(desk, story.pk, slow.url("/"))

    assert (status, told["state"]) == (200, "refused")
    assert "did not answer within" in str(told["words"])


def test_a_page_that_the_story_cites_is_offered_and_not_fetched(desk: Client, paper: Site) -> None:
    url = paper.url("/shots")
    story = factories.story(sources=[SourceText(outlet="Radio"), SourceText("The Paper", url=url)])
    source = story.sources.get(number=2)

    _, told = asked(desk, story.pk, f"{url}/?fbclid=1")
    _, itself = asked(desk, story.pk, url, beside=str(source.pk))

    assert (told["state"], told["source"], told["number"]) == ("already", source.pk, 2)
    assert told["words"] == "This page is source 2 (The Paper) of this story already."
    assert itself["state"] == "found"
    assert len(paper.requests) == 1


def test_a_page_that_another_story_cites_is_known_even_where_it_cannot_be_had(
    desk: Client, paper: Site
) -> None:
    gone = "http://127.0.0.9/gone"
    factories.story(
        sources=[SourceText("Agency", "Told before", gone, kind="agency", author="Bo Ek")]
    )
    story = factories.story("Another")

    status, told = asked(desk, story.pk, gone)

    assert (status, told["state"]) == (200, "refused")
    assert told["fields"] == {
        "url": gone, "outlet": "Agency", "title": "Told before", "author": "Bo Ek", "kind": "agency"
    }  # fmt: skip
    assert "Another story of ours knew this much" in str(told["words"])


def test_without_script_the_box_comes_back_with_all_that_was_typed(
    desk: Client, paper: Site
) -> None:
    story = factories.story()
    typed = {
        "body": "<p>Two shots.</p>",
        "headline": "Mine",
        "source_url": paper.url("/shots"),
        "source_outlet": "My own words",
        "own_reporting": "on",
    }

    shown = desk.post(reverse("desk:look-up", args=[story.pk]), typed)

    form = shown.context["form"]
    values = {name: form[name].value() for name in (*typed, "source_title", "source_author")}
    assert values | {"own_reporting": "on"} == {
        **typed, "source_title": "Shots heard", "source_author": "Ann Archer"
    }  # fmt: skip
    assert form["source_fetched"].value() == str(Fetched.objects.get().pk)
    assert b"Found: The Paper, Shots heard" in shown.content
    assert not Draft.objects.exists()


def test_without_script_a_refusal_keeps_the_text_and_says_why(desk: Client) -> None:
    story = factories.story()
    typed = {"body": "<p>Two shots.</p>", "source_url": "http://127.0.0.1/", "source_title": "T"}

    shown = desk.post(reverse("desk:look-up", args=[story.pk]), typed)

    form = shown.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert b"leads into a private network, which is never fetched" in shown.content


def test_without_script_a_correction_comes_back_with_all_that_was_typed(
    desk: Client, paper: Site
) -> None:
    story = factories.story()
    update = factories.update(story)
    place = reverse("desk:update", args=[story.pk, update.pk])
    typed = filled(
        desk, place, body="<p>Nine.</p>", note="It was eight.", source_url=paper.url("/shots")
    )

    address = reverse("desk:look-up", args=[story.pk])
    shown = desk.post(f"{address}?of=update-{update.pk}", typed)

    form = shown.context["form"]
    values = [form[name].value() for name in ("body", "note", "source_outlet")]
    assert values == ["<p>Nine.</p>", "It was eight.", "The Paper"]
    again = desk.post(place, sent_again(shown.content) | {"kind": "correction"})
    assert again.status_code == 302
    assert update.citations.get().source.outlet == "The Paper"


def test_without_script_a_cited_page_is_ticked(desk: Client, paper: Site) -> None:
    url = paper.url("/shots")
    story = factories.story(sources=[SourceText("The Paper", url=url)])
    place = reverse("desk:look-up", args=[story.pk])

    alone = desk.post(place, {"body": "Two.", "source_url": url}).context["form"]
    named = desk.post(place, {"body": "Two.", "source_url": url, "source_outlet": "I"}).context

    cited = [str(story.sources.get().pk)]
    assert (alone["cites"].value(), alone["source_url"].value()) == (cited, "")
    assert (named["form"]["cites"].value(), named["form"]["source_url"].value()) == (cited, url)


def test_posting_with_what_was_looked_up_keeps_the_page_with_its_source(
    desk: Client, paper: Site
) -> None:
    story = factories.story()
    _, told = asked(desk, story.pk, paper.url("/shots"))
    fields = told["fields"]
    assert isinstance(fields, dict)

    filled = {f"source_{name}": value for name, value in fields.items()}
    desk.post(reverse("desk:post", args=[story.pk]), {"body": "Two.", "post": "1", **filled})

    source = story.sources.get()
    kept = Fetched.objects.get()
    assert (source.outlet, source.author, source.url) == ("The Paper", "Ann Archer", kept.canonical)
    assert (kept.source, source.retrieved_at) == (source, kept.at)
    assert source.published_at == kept.published_at
    assert list(story.updates.get().sources.all()) == [source]
    assert Event.objects.filter(verb="page.cited", incident=story).count() == 1


def test_a_draft_remembers_what_was_looked_up_and_own_reporting(
    desk: Client, anna: Editor, paper: Site
) -> None:
    story = factories.story()
    _, told = asked(desk, story.pk, paper.url("/shots"))
    fields = told["fields"]
    assert isinstance(fields, dict)
    key = uuid.uuid4()

    kept = {f"source_{name}": value for name, value in fields.items()}
    typed = {"body": "Two.", "own_reporting": "on", "request_key": str(key), **kept}
    desk.post(reverse("desk:keep-draft", args=[story.pk, key]), typed)
    outgoing.publish(Draft.objects.get(key=key), by=anna)

    update = story.updates.get()
    assert update.own_reporting
    assert update.sources.get().author == "Ann Archer"
    assert Fetched.objects.get().source == update.sources.get()


def test_in_the_list_of_sources_a_row_is_filled_in_and_nothing_is_saved(
    desk: Client, paper: Site
) -> None:
    story = factories.story(sources=[SourceText("Radio")])
    source = story.sources.get()
    sent = {
        "sources-TOTAL_FORMS": "2", "sources-INITIAL_FORMS": "1", "note": "Why",
        "sources-0-id": str(source.pk), "sources-0-outlet": "Radio Two", "sources-0-kind": "outlet",
        "sources-0-place": "1", "sources-1-url": paper.url("/shots"), "sources-1-kind": "outlet",
        "look-up": "sources-1",
    }  # fmt: skip
    place = reverse("desk:sources", args=[story.pk])

    shown = desk.post(place, sent)
    first, second = shown.context["formset"].forms
    assert (first["outlet"].value(), second["outlet"].value()) == ("Radio Two", "The Paper")
    assert shown.context["form"]["note"].value() == "Why"
    assert story.sources.count() == 1

    data = {**sent, **{second.add_prefix(name): second[name].value() for name in second.fields}}
    data = {name: value for name, value in data.items() if value and name != "look-up"}
    desk.post(place, data | {"save": "1"})
    assert Fetched.objects.get().source == story.sources.get(number=2)


def test_a_contributor_looks_up_and_an_auditor_does_not(client: Client, paper: Site) -> None:
    story = factories.story()
    client.force_login(factories.editor("carl", role="contributor"))
    assert asked(client, story.pk, paper.url("/shots"))[0] == 200

    client.force_login(factories.editor("otto", role="auditor"))
    told = client.post(reverse("desk:look-up", args=[story.pk]), {"url": paper.url("/shots")})

    assert told.status_code == 403
    assert len(paper.requests) == 1
