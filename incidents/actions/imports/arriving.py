"""One story on its way in: its working rows, and what each of its states changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from incidents.actions.imports.items import (
    ImportedItem,
    ImportedSource,
    ImportedState,
    ImportedUpdate,
)
from incidents.actions.ledger import pieces
from incidents.actions.ledger.pieces import Value
from incidents.models import Incident, Link, Related, Source, Topic, Update
from incidents.text.addresses.slugs import slug
from incidents.text.addresses.stories import kept_path
from incidents.text.sanitise import body as clean_body, line, lines

Pieces = dict[str, Value]


@dataclass(slots=True, eq=False)
class Arriving:
    """A story and the rows it will have; `paths` maps the addresses it had to the ones it gets."""

    item: ImportedItem
    incident: Incident
    topics: Mapping[str, Topic]
    house_notice: str
    before: Pieces = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    sources: dict[tuple[str, int], Source] = field(default_factory=dict)
    updates: dict[int, tuple[ImportedUpdate, Update]] = field(default_factory=dict)

    @property
    def last(self) -> ImportedState:
        """The story as it stands."""
        return self.item.states[-1]

    def wanted_paths(self) -> list[str]:
        """Every address the story had, the present one last; its own where it had none."""
        item = self.item
        own = kept_path(item.date, _slug(self.last.headline))
        return list(dict.fromkeys(state.address or own for state in item.states))

    def path(self, state: ImportedState) -> str:
        """The address of a state."""
        own = kept_path(self.item.date, _slug(self.last.headline))
        return self.paths[state.address or own]

    def moment(self, state: ImportedState, before: datetime | None) -> datetime:
        """When a state began: never before the state that it follows."""
        at = state.at or before
        if at is None:
            zone = ZoneInfo(self.item.time_zone)
            at = datetime.combine(self.item.date, time.min, zone).astimezone(UTC)
        return max(at, before) if before else at

    def pieces(self, state: ImportedState) -> Pieces:
        """Everything that a reader saw of a state, by piece."""
        told: Pieces = {
            "about": pieces.about(self.incident),
            "headline": {"text": _line(state.headline)},
            "slug": {"path": self.path(state)},
            "status": pieces.status(self._with_status(state)),
        }
        if not state.held:
            return told
        told |= {
            "topic_line": {"text": _line(state.topic_line)},
            "lead": {"html": _clean(state.lead), "marks": []},
            "notice": {"text": self.incident.verification_notice or self.house_notice},
            "topics": pieces.topics(self._topics(state)),
            "related": pieces.related(related_rows(self.incident, state), {}),
        }
        if captions := lines(state.captions):
            told["captions"] = {"captions": [*captions]}
        for row in self.listed(state):
            told[row.piece_key] = pieces.source(row)
        for place, text in enumerate(state.updates, start=1):
            update = self._update(text, text.number or place)
            told[update.piece_key] = pieces.update(update, self.incident, text.cites)
        return told

    def listed(self, state: ImportedState) -> list[Source]:
        """The sources of a state in their order; one keeps its row while address or name stay."""
        seen: Counter[str] = Counter()
        rows = []
        for number, source in enumerate(state.sources, start=1):
            identity = source.url or f"{source.outlet} {source.title}"
            seen[identity] += 1
            rows.append(self._source((identity, seen[identity]), source, number))
        return rows

    def standing(self) -> list[tuple[ImportedUpdate, Update]]:
        """The updates standing at last, each with its row."""
        return [
            (text, self._update(text, text.number or place))
            for place, text in enumerate(self.last.updates, start=1)
        ]

    def last_topics(self) -> list[Topic]:
        """The topics standing at last, each once."""
        return self._topics(self.last)

    def _topics(self, state: ImportedState) -> list[Topic]:
        """The topics of a state, each once: two names may be those of one topic."""
        return list(dict.fromkeys(self.topics[_line(topic.name)] for topic in state.topics))

    def highest_number(self) -> int:
        """The highest number that any update ever had."""
        return max(
            (
                text.number or place
                for state in self.item.states
                for place, text in enumerate(state.updates, start=1)
            ),
            default=0,
        )

    def _with_status(self, state: ImportedState) -> Incident:
        """The story in the status of a state: live until its last one."""
        final = state is self.last
        self.incident.status = self.item.status if final else Incident.Status.LIVE
        return self.incident

    def _source(self, key: tuple[str, int], source: ImportedSource, number: int) -> Source:
        row = self.sources.get(key)
        if row is None:
            row = Source(incident=self.incident, serial=len(self.sources) + 1)
            self.sources[key] = row
        row.number = number
        row.outlet = _line(source.outlet)
        row.title = _line(source.title)
        row.link = Link(url=_line(source.url)) if source.url else None
        row.via = _line(source.via)
        row.quote = _line(source.quote)
        row.kind = source.kind
        row.published_at = source.published_at
        return row

    def _update(self, text: ImportedUpdate, number: int) -> Update:
        """The row of an update, made again only where its text is not what it was."""
        held, row = self.updates.get(number, (None, Update()))
        if held is not text and held != text:
            zone = text.zone or self.item.time_zone
            row = Update(
                incident=self.incident,
                number=number,
                label=_line(text.label),
                headline=_line(text.headline),
                body=_clean(text.body),
                at=text.at,
                time_zone=text.zone if text.zone != self.item.time_zone else "",
                day=text.at.astimezone(ZoneInfo(zone)).date(),
                state=Update.State.PUBLISHED,
            )
            self.updates[number] = (text, row)
        return row


def related_rows(incident: Incident, state: ImportedState) -> list[Related]:
    """The related stories of a state: each becomes ours once a story has its address."""
    return [
        Related(
            incident=incident,
            order=order,
            title=_line(link.title),
            address=link.address,
            url=_line(link.url),
            date=link.date,
            contexts=[_line(context) for context in link.contexts],
        )
        for order, link in enumerate(state.related)
    ]


def arriving(item: ImportedItem, topics: Mapping[str, Topic], house_notice: str) -> Arriving:
    """A story as its last state has it, not stored yet."""
    last = item.states[-1]
    incident = Incident(
        date=item.date,
        headline=_line(last.headline),
        topic_line=_line(last.topic_line),
        lead=_clean(last.lead),
        captions=lines(last.captions),
        status=Incident.Status.DRAFT,
        status_line=_line(item.status_line),
        verification_notice=_line(item.notice),
        language=item.language,
        time_zone=item.time_zone,
    )
    named = {_line(topic.name) for state in item.states for topic in state.topics}
    own = {name: topic for name, topic in topics.items() if name in named}
    return Arriving(item, incident, own, house_notice)


@lru_cache(maxsize=4096)
def _clean(html: str) -> str:
    """A cleaned body: the states of a story repeat the same texts many times."""
    return clean_body(html)


@lru_cache(maxsize=4096)
def _line(text: str) -> str:
    """A cleaned line, of which the same is true."""
    return line(text)


@lru_cache(maxsize=256)
def _slug(headline: str) -> str:
    """The slug of a headline, which each state of a story asks for."""
    return slug(headline)
