"""What could be found before years were looked up has its years as well."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.db import connection

from incidents.actions.finding import follow
from incidents.models import Findable
from tests import factories

YEARS = import_module("incidents.migrations.0037_found_by_year").YEARS
STRIPPED = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE incidents_findable DISABLE TRIGGER findable_is_newest;
UPDATE incidents_findable SET vector = ts_delete(vector, ARRAY['year:2016', 'year:2017']),
    version = version + %s
"""


@pytest.mark.django_db
@pytest.mark.parametrize("ahead", [0, 1])
def test_the_migration_adds_the_years_of_the_months_even_where_the_worker_is_behind(
    ahead: int,
) -> None:
    story = factories.story("Border", date=date(2016, 12, 31))
    factories.update(story, at=datetime(2017, 1, 1, tzinfo=UTC))
    follow()
    before = Findable.objects.get().vector

    with connection.cursor() as cursor:
        cursor.execute(STRIPPED, [ahead])
        stripped = Findable.objects.get().vector
        cursor.execute(YEARS)

    assert "year:" not in stripped
    assert Findable.objects.get().vector == before
