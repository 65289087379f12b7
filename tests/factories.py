"""Short ways to a newsroom with something in it, through the same actions as everyone."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from incidents.actions.drafts import keeping
from incidents.actions.drafts.keeping import Place
from incidents.actions.drafts.proposal import Proposal
from incidents.actions.house import topics
from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Draft, Editor, Fetched, Incident, Source, Topic, Update

FEBRUARY = date(2017, 2, 25)
MORNING = datetime(2017, 2, 25, 8, 0, tzinfo=UTC)


def editor(username: str = "anna", **fields: object) -> Editor:
    """An editor with a byline that is not the account name."""
    defaults: dict[str, object] = {
        "first_name": "Anna",
        "last_name": "Editor",
        "byline_mode": Editor.BylineMode.REAL_NAME,
        "is_staff": True,
    }
    row: Editor = Editor.objects.create_user(username, password="secret")
    for name, value in (defaults | fields).items():
        setattr(row, name, value)
    row.save()
    return row


def draft(headline: str = "Shots heard near the border", **fields: object) -> Incident:
    """A story that only editors see."""
    values: dict[str, object] = {
        "headline": headline,
        "lead": "<p>Two villages report shots in the night.</p>",
        "date": FEBRUARY,
        "time_zone": "Europe/Brussels",
        "status_line": "This story is still unfolding",
    }
    return lifecycle.open_incident(StoryEdit(**(values | fields)), by=None)  # type: ignore[arg-type]


def story(headline: str = "Shots heard near the border", **fields: object) -> Incident:
    """A live story in its first version."""
    return lifecycle.publish(draft(headline, **fields), by=None)


def update(
    incident: Incident, body: str = "<p>The ministry confirms it.</p>", **fields: object
) -> Update:
    """A published update."""
    return updates.post(incident, UpdateText(body=body, **fields), by=None)  # type: ignore[arg-type]


def draft_update(
    incident: Incident, body: str = "<p>Not yet.</p>", *, by: Editor | None = None, **fields: object
) -> Draft:
    """A new update in the making, ready to publish."""
    writer = by or Editor.objects.filter(username="writer").first() or editor("writer")
    text = UpdateText(body=body, **fields)  # type: ignore[arg-type]
    kept = keeping.keep(
        uuid4(),
        Place(incident, base=incident.version_number),
        {"body": [body]},
        by=writer,
        proposal=Proposal(update=text),
    )
    return kept.draft


def long_story(number_of_updates: int, headline: str = "A long night") -> Incident:
    """A story with many updates, half an hour apart, each citing the same source."""
    incident = story(headline, topics=topics.named(["Border", "Ministry"], by=None))
    edited = editing.edit(
        incident, StoryEdit(sources=[SourceText(outlet="Agency")]), by=None, note="A source."
    )
    cites = [edited.sources.get().pk]
    for place in range(number_of_updates):
        at = MORNING + timedelta(minutes=30 * place)
        update(incident, f"<p>Report number {place + 1} from the border.</p>", at=at, cites=cites)
    return Incident.objects.get(pk=incident.pk)


def topic(name: str = "Border", **fields: object) -> Topic:
    """A named thing."""
    return topics.create(name, by=None, **fields)  # type: ignore[arg-type]


def fetched(source: Source, text: str = "Shots were heard.", *, by: Editor) -> Fetched:
    """A page as it was kept for a source."""
    return Fetched.objects.create(
        address=source.url,
        final_address=source.url,
        canonical=source.url,
        at=MORNING,
        status=200,
        media_type="text/html",
        digest="ab" * 32,
        text=text,
        title="Shots heard",
        outlet=source.outlet,
        source=source,
        fetched_by=by,
    )
