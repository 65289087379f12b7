"""A story as it would look, from the editors' working rows; nothing of it is public."""

from collections.abc import Sequence

from incidents.actions.ledger import pieces
from incidents.actions.parts.relations import related_value
from incidents.desk.stories import topics_of
from incidents.models import House, Incident, Source, Update
from incidents.text import fragments
from incidents.text.article import Parts, article


def of(incident: Incident) -> str:
    """The article of a story with its drafts, as HTML; drafts get the numbers that come next."""
    updates = _numbered(incident)
    sources = Source.objects.listed().filter(incident=incident).select_related("link")
    return article(
        Parts(
            date=incident.date,
            language=incident.language,
            update_count=max((update.number or 0 for update in updates), default=0),
            fragments={key: fragments.render(key, value) for key, value in _values(incident)},
            updates=[_update(update, incident) for update in updates],
            sources=[
                fragments.render(source.piece_key, pieces.source(source)) for source in sources
            ],
        )
    )


def _values(incident: Incident) -> Sequence[tuple[str, pieces.Value]]:
    notice = incident.verification_notice or House.current().verification_notice
    return (
        ("headline", {"text": incident.headline}),
        ("topic_line", {"text": incident.topic_line}),
        ("lead", pieces.lead(incident)),
        ("status", pieces.status(incident)),
        ("notice", {"text": notice}),
        ("topics", pieces.topics(topics_of(incident))),
        ("related", related_value(incident)),
    )


def _numbered(incident: Incident) -> list[Update]:
    """Published updates and drafts, newest first, each with a number."""
    rows = list(
        Update.objects.filter(incident=incident)
        .prefetch_related("citations__source")
        .order_by("number", "id")
    )
    counter = incident.update_counter
    for update in rows:
        if update.number is None:
            counter += 1
            update.number = counter
    return sorted(rows, key=lambda update: -(update.number or 0))


def _update(update: Update, incident: Incident) -> str:
    numbers = sorted(
        citation.source.number
        for citation in update.citations.all()
        if citation.source.number is not None
    )
    return fragments.render("update", pieces.update(update, incident, numbers))
