"""Images, quoted posts and videos: their rows, and what the texts of a story show."""

from collections.abc import Sequence
from dataclasses import asdict

from django.conf import settings

from incidents.actions.inputs import MediumText
from incidents.actions.ledger import pieces
from incidents.actions.ledger.touches import Change
from incidents.actions.parts import merging
from incidents.actions.parts.sources import web_address
from incidents.actions.refusals import (
    NothingWritten,
    UnknownMedium,
    WrongAddress,
    refuse_overlong,
)
from incidents.models import Editor, Medium, Picture, Update, Version
from incidents.record.reading import whole_numbers
from incidents.text.body.settling import clean_characters
from incidents.text.fragments.videos import video_at
from incidents.text.sanitise import line

Kind = Medium.Kind

LINES = (
    *("alt", "caption", "credit", "place", "provenance", "licence", "warning"),
    *("author", "handle", "platform"),
)
"""What is one line each."""

LONGEST_POST = 20_000
"""Characters of a quoted post."""


def add(locked: Change, text: MediumText, *, by: Editor | None) -> Medium:
    """Give a story one more medium, under the next number, which it keeps for ever.

    Readers see nothing of it before a text shows it.
    """
    incident = locked.incident
    locked.set("media_counter", incident.media_counter + 1)
    row = Medium(incident=incident, number=incident.media_counter, kind=text.kind, created_by=by)
    write(row, text)
    row.save()
    locked.subject = row.piece_key
    return row


def write(row: Medium, text: MediumText) -> None:
    """Take over what the editor gave, cleaned. Raises NothingWritten and WrongAddress."""
    for name in LINES:
        setattr(row, name, line(getattr(text, name)))
    row.text = clean_characters(text.text).strip()[: LONGEST_POST + 1]
    row.date, row.at, row.redistribute = text.date, text.at, text.redistribute
    row.url = web_address(text.url)
    if text.picture is not None:
        row.picture = text.picture
    _check(row)
    refuse_overlong(row)


def _check(row: Medium) -> None:
    if row.kind == Kind.IMAGE:
        if row.picture is None:
            raise NothingWritten("Choose a picture.", field="file")
        if not row.alt:
            raise NothingWritten(NO_ALT, field="alt")
    elif row.kind == Kind.POST:
        if not row.text:
            raise NothingWritten("Write down what the post says.", field="text")
        if len(row.text) > LONGEST_POST:
            raise NothingWritten(
                f"A quoted post holds {LONGEST_POST:,} characters. Quote a part of it.",
                field="text",
            )
        if not (row.author or row.handle):
            raise NothingWritten("Say who wrote the post: a name or a handle.", field="author")
    else:
        _place_video(row)
        if row.picture is not None and not row.alt:
            raise NothingWritten(NO_ALT, field="alt")


NO_ALT = (
    "Describe the picture for those who cannot see it: who or what is in it, and what happens, "
    "in one sentence. Do not begin with “Picture of”."
)


def _place_video(row: Medium) -> None:
    """Read provider and name of a video out of its address."""
    found = video_at(row.url)
    if found is None:
        raise WrongAddress(
            "This is no video of YouTube or Vimeo, and no address of an MP4 or WebM file. Copy "
            "the address of the page on which the video stands.",
        )
    if found.provider == Medium.Provider.FILE and not _may_play(found.url):
        raise WrongAddress(
            "Video files play only from hosts that the newsroom trusts, and this one is not "
            "among them. Ask whoever runs the site to add it to VIDEO_HOSTS.",
        )
    row.provider, row.video, row.url = found.provider, found.name, found.url


def _may_play(url: str) -> bool:
    host = url.partition("://")[2].partition("/")[0]
    own = settings.SITE_URL.partition("://")[2]
    return host in {own, *settings.VIDEO_HOSTS}


def rewrite(locked: Change, medium: Medium, text: MediumText) -> Medium:
    """Change what is said of a medium, or its picture; readers see it where it is shown."""
    locked.refuse_retracted()
    row = standing_row(locked, medium)
    write(row, text)
    row.save()
    if row.shown_at is not None:
        _show_picture(locked, row)
        locked.touch(
            row.piece_key, pieces.medium(row, locked.incident.time_zone), Version.Kind.MEDIA
        )
    locked.subject = row.piece_key
    return row


def standing_row(locked: Change, medium: Medium) -> Medium:
    """The medium as it stands under the lock."""
    row = (
        Medium.objects.filter(pk=medium.pk, incident=locked.incident)
        .select_related("picture")
        .first()
    )
    if row is None:
        raise UnknownMedium("This picture, post or video is not on the story any more.")
    row.incident = locked.incident
    return row


def show_media(locked: Change, numbers: Sequence[int]) -> list[int]:
    """The numbers that a text shows, each once; what readers see for the first time is told.

    Raises UnknownMedium.
    """
    wanted = list(dict.fromkeys(numbers))
    rows = Medium.objects.filter(incident=locked.incident, number__in=wanted)
    held = {row.number: row for row in rows.select_related("picture")}
    if len(held) < len(wanted):
        raise UnknownMedium("One of the chosen pictures is not on the story any more.")
    if locked.public:
        for number in wanted:
            if held[number].shown_at is None:
                release(locked, held[number])
    return wanted


def release(locked: Change, row: Medium) -> None:
    """Make a medium a piece of the history: from now on readers see it, and it stays."""
    row.incident = locked.incident
    row.shown_at = locked.at
    row.save(update_fields=["shown_at"])
    _show_picture(locked, row)
    value = pieces.medium(row, locked.incident.time_zone)
    kind = Version.Kind.FIRST if locked.opening else Version.Kind.MEDIA
    locked.touch(row.piece_key, value, kind, fresh=True)


def _show_picture(locked: Change, row: Medium) -> None:
    """Let readers have the files of a picture that a version is about to show."""
    if row.picture is not None and row.picture.published_at is None:
        Picture.objects.filter(pk=row.picture.pk).update(published_at=locked.at)


def show_with_lead(locked: Change, numbers: Sequence[int]) -> None:
    """Say what the initial report shows; its words stay as they are."""
    chosen = show_media(locked, numbers)
    if locked.set("lead_media", chosen):
        touch = locked.touches.get("lead")
        implied = touch.implies if touch else Version.Kind.MEDIA
        locked.touch("lead", pieces.lead(locked.incident), implied)


def settle_shown(locked: Change, update: Update, numbers: Sequence[int] | None) -> bool:
    """Settle what an update shows; None leaves it. Whether that changed."""
    if numbers is None:
        return False
    before = update.media
    update.media = show_media(locked, _met(locked, update, numbers))
    if before != update.media and not update._state.adding:
        update.save(update_fields=["media"])
    return bool(before != update.media)


def _met(locked: Change, update: Update, numbers: Sequence[int]) -> list[int]:
    """The editor's additions and removals, applied to what others chose meanwhile."""
    if update._state.adding or merging.overtaken(locked, update.piece_key) is None:
        return [*numbers]
    began = merging.at_version(locked, update.piece_key, locked.base or 0)
    before = whole_numbers(began or {}, "media")
    locked.merged.add(update.piece_key)
    added = [number for number in numbers if number not in before]
    kept = [one for one in update.media if one in numbers or one not in before]
    return [*kept, *added]


def follow_zone(locked: Change) -> None:
    """Print the times of posts anew, after the story's zone has changed."""
    rows = Medium.objects.filter(incident=locked.incident, at__isnull=False, shown_at__isnull=False)
    for row in rows.select_related("picture"):
        value = pieces.medium(row, locked.incident.time_zone)
        locked.merged.add(row.piece_key)
        locked.touch(row.piece_key, value, Version.Kind.PRESENTATION)


def plain(row: Medium) -> MediumText:
    """A medium as an editor would give it, to be changed in part."""
    names = asdict(MediumText(kind=row.kind)).keys()
    return MediumText(**{name: getattr(row, name) for name in names})
