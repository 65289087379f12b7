"""What was found, in formats for machines."""

import pytest
from django.test import Client

from incidents.actions.finding import follow
from tests import factories

pytestmark = pytest.mark.django_db


def test_in_markdown_an_excerpt_reads_as_the_text_does(client: Client) -> None:
    factories.story("Bridge", lead="<p>The *bridge* of [A] &lt;b&gt;.</p>")
    follow()

    written = client.get("/search.md", {"q": "bridge"}).content.decode()

    assert "\nThe \\*bridge\\* of \\[A\\] \\<b>.\n" in written
