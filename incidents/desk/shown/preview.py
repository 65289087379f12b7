"""A story as it would look, from the editors' working rows; nothing of it is public."""

from collections.abc import Sequence

from incidents.actions.drafts.proposal import refuse_unready
from incidents.actions.inputs import UpdateText
from incidents.actions.ledger import pieces
from incidents.actions.parts import highlights, updates as parts
from incidents.actions.parts.relations import related_value
from incidents.desk.material.media.shown import figures
from incidents.desk.shown.stories import topics_of
from incidents.models import Draft, House, Incident, Source, Update
from incidents.record.beside.media import Figures, fill
from incidents.record.reading import whole_numbers
from incidents.text import fragments
from incidents.text.article import Parts, article


def of(incident: Incident) -> str:
    """The article of a story with its drafts, as HTML; drafts get the numbers that come next."""
    updates = _numbered(incident)
    sources = Source.objects.listed().filter(incident=incident).select_related("link")
    shown = figures(incident)
    return article(
        Parts(
            date=incident.date,
            language=incident.language,
            update_count=max((update.number or 0 for update, _ in updates), default=0),
            fragments={key: _rendered(key, value, shown) for key, value in _values(incident)},
            updates=[_update(update, incident, numbers, shown) for update, numbers in updates],
            sources=[
                fragments.render(source.piece_key, pieces.source(source)) for source in sources
            ],
        )
    )


def _values(incident: Incident) -> Sequence[tuple[str, pieces.Value]]:
    notice = incident.verification_notice or House.current().verification_notice
    gone = Update.objects.filter(incident=incident, state=Update.State.RETRACTED)
    events = Update.objects.filter(incident=incident, key_event=True)
    numbers = {*gone.values_list("number", flat=True)}
    return (
        ("credits", pieces.story_credits(incident) or {}),
        ("summary", highlights.summary(incident, numbers) or {}),
        ("key_events", highlights.key_events(events, incident) or {}),
        ("headline", {"text": incident.headline}),
        ("topic_line", {"text": incident.topic_line}),
        ("lead", pieces.lead(incident)),
        ("status", pieces.status(incident)),
        ("notice", {"text": notice}),
        ("topics", pieces.topics(topics_of(incident))),
        ("related", related_value(incident)),
    )


def _numbered(incident: Incident) -> list[tuple[Update, list[int]]]:
    """Published updates and drafts of new ones, newest first, each with its numbers of sources."""
    rows = Update.objects.filter(incident=incident).prefetch_related("citations__source")
    found = [(update, _cited(update)) for update in rows.order_by("number")]
    waiting = Draft.objects.open().filter(
        incident=incident, target=Draft.Target.UPDATE, update=None, proposal__isnull=False
    )
    numbers = dict(Source.objects.listed().filter(incident=incident).values_list("pk", "number"))
    for place, draft in enumerate(waiting.order_by("id"), start=1):
        text = refuse_unready(draft).update or UpdateText()
        update = Update(incident=incident, number=incident.update_counter + place)
        parts.write(incident, update, text)
        update.media = [*(text.media or ())]
        cited = (numbers.get(key) for key in text.cites or ())
        found.append((update, sorted(number for number in cited if number is not None)))
    return found[::-1]


def _cited(update: Update) -> list[int]:
    numbers = (citation.source.number for citation in update.citations.all())
    return sorted(number for number in numbers if number is not None)


def _update(update: Update, incident: Incident, numbers: list[int], shown: Figures) -> str:
    return _rendered("update", pieces.update(update, incident, numbers), shown)


def _rendered(key: str, value: pieces.Value, shown: Figures) -> str:
    """The fragment of a piece, with those of the pictures that it shows."""
    return fill(fragments.render(key, value), whole_numbers(value, "media"), shown)
