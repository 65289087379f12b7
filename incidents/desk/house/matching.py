"""How words that somebody types are found in the columns of rows."""

from django.db.models import Q

MOST_SIGNS = 200


def with_words(sought: str, *columns: str) -> Q:
    """Rows in which every word stands, each in one of the columns; capitals count for nothing."""
    condition = Q()
    for word in sought[:MOST_SIGNS].split():
        anywhere = Q()
        for column in columns:
            anywhere |= Q(**{f"{column}__icontains": word})
        condition &= anywhere
    return condition
