"""The search page: what readers type, choose and get."""

import pytest
from django.test import Client

from incidents.actions.finding import follow
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_page_names_what_it_found_and_marks_it(client: Client) -> None:
    story = factories.story("Bridge <b>closed</b> & guarded", lead="<p>Water rises.</p>")
    factories.update(story, "<p>The bridge is <em>shut</em> & guarded.</p>")
    follow()

    answer = client.get("/search/", {"q": "guarded"})

    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Bridge &lt;b&gt;closed&lt;/b&gt; &amp; <mark>guarded</mark>" in said
    assert "The bridge is shut &amp; <mark>guarded</mark>." in said
    assert f'href="/news/{story.path}/updates/1/"' in said
    assert "in Update 1 - " in said
    assert '<meta name="robots" content="noindex">' in said
    assert answer["Cache-Control"] == "public, max-age=5"
