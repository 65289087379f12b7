"""A text that was redacted twice stands as the later redaction left it, for good."""

import pytest
from django.db import DatabaseError, connection, transaction

from incidents.models import Content, Redaction
from tests import factories
from tests.actions.redactions.scenes import removed

pytestmark = pytest.mark.django_db

BACK = "UPDATE incidents_content SET canonical = %s, html = %s WHERE hash = %s"


def test_the_site_cannot_bring_an_earlier_mask_back(app_role: str) -> None:
    factories.story("A quiet place", lead="<p>Zoe Ornulf met Mia Berg.</p>")
    removed("Zoe Ornulf")
    earlier = Content.objects.get(redactions__isnull=False)
    removed("Mia Berg")
    later = Content.objects.get(pk=earlier.pk)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {app_role}")

        for mixed in (earlier, Content(canonical=later.canonical, html=earlier.html)):
            with (
                pytest.raises(DatabaseError, match="not allowed without a redaction"),
                transaction.atomic(),
            ):
                cursor.execute(BACK, [mixed.canonical, mixed.html, earlier.pk])
        cursor.execute(BACK, [later.canonical, later.html, later.pk])

    assert "Mia Berg" in earlier.canonical
    assert "Mia Berg" not in Content.objects.get(pk=earlier.pk).canonical
    assert Redaction.objects.filter(content=earlier.pk).count() == 2
