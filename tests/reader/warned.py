"""A story with words that readers are warned of, and every page on which they could be seen."""

from datetime import timedelta
from itertools import pairwise, product

from lxml import html

from incidents.actions.finding import follow
from incidents.actions.house import topics
from incidents.actions.inputs import MediumText, SourceText, StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.readers import commenting
from incidents.actions.stories import editing, highlighting, media, updates
from incidents.models import Incident, Update
from tests import factories
from tests.reader.reading import elements

MARKER = "quarantel"
"""A word that only stands in what readers are warned of."""

SOUGHT = "zimbalon"
"""A word of the same texts that may be asked for: a page of hits repeats it."""

EARLY, LATE, LEAD = "It shows a wound.", "It describes injuries.", "It tells of the dead."
WARNINGS = (EARLY, LATE, LEAD)

OPEN = "<p>The quarantel and the zimbalon are {}.</p>"

PAGES: dict[str, tuple[str, ...]] = {
    "front": ("/",),
    "year": ("/news/2017/",),
    "month": ("/news/2017/02/",),
    "day": ("/news/2017/02/25/",),
    "topics": ("/topics/",),
    "topic": ("/topics/border/",),
    "topic-year": ("/topics/border/2017/",),
    "outlets": ("/sources/",),
    "outlet": ("/sources/agency/",),
    "outlet-year": ("/sources/agency/2017/",),
    "search": (f"/search/?q={SOUGHT}", f"/search/?q={SOUGHT}&order=newest"),
    "standing": ("/about/",),
    "wordings": ("/about/changes/",),
    "transparency": ("/transparency/",),
    "site-changes": ("/changes/",),
    "byline": ("/changes/by/desk/",),
    "corrections": ("/corrections/",),
    "accountability": ("/accountability/",),
    "story": ("{story}/",),
    "update": ("{story}/updates/{update}/",),
    "updates": ("{story}/updates/1..50/",),
    "changes": ("{story}/changes/", "{story}/changes/?open={version}"),
    "version": ("{story}/changes/{version}/",),
    "comparison": tuple(
        f"{{story}}/changes/{{older}}..{{newer}}/{asked}" for asked in ("", "?view=columns")
    ),
    "proof": ("{story}/changes/{version}/proof/",),
    "comments": ("{story}/comments/",),
    "provenance": ("{story}/provenance/",),
}
"""Every page for people, by the name of its address."""

NOT_PAGES = frozenset(
    (
        *(
            "search-description",
            "checkpoint",
            "verifier-key",
            "picture",
            "after",
            "live",
            "wording",
        ),
        *("story-card", "update-card", "version-card", "at", "time-gate", "time-map"),
        *("unpadded-day", "unpadded-month"),
    )
)
"""Data, pictures and what only leads on; and the wording of the newsroom's own pages."""


def warned_story() -> Incident:
    """One whose first report, and both updates, say the marker; all that quotes them is there.

    Of the first update the warning is given later, when its words stood on many pages already; the
    second is the newest text, pinned and a key event. Both were corrected, as the report was.
    """
    story = factories.story(
        lead=OPEN.format("seen"), warning=LEAD, topics=topics.named(["Border"], by=None)
    )
    editing.edit(story, StoryEdit(sources=[SourceText(outlet="Agency")]), by=None, note="Who.")
    first = factories.update(story, OPEN.format("near"), at=factories.MORNING)
    highlighting.mark_key_event(first, by=None)
    _corrected(first, OPEN.format("far"))
    updates.edit(first, UpdateText(warning=EARLY), by=None, kind="addition", note="A warning.")
    picture = MediumText("post", author="Ana", text=f"The {MARKER}.", caption=f"A {MARKER}.")
    media.add(story, picture, by=None)
    later = factories.MORNING + timedelta(hours=1)
    cites = [Incident.objects.get(pk=story.pk).sources.get().pk]
    text = UpdateText(body=OPEN.format("two"), warning=LATE, at=later, cites=cites, media=[1])
    second = updates.post(story, text, by=None)
    highlighting.mark_key_event(second, by=None)
    highlighting.pin(second, by=None)
    _corrected(second, OPEN.format("three"))
    fixed = StoryEdit(lead=OPEN.format("heard"))
    editing.edit(story, fixed, by=None, kind="correction", note="They were heard.")
    commenting.set_comment_mode_of(story, "moderated", by=None)
    follow()
    return Incident.objects.get(pk=story.pk)


def _corrected(update: Update, body: str) -> None:
    updates.edit(
        update,
        UpdateText(body=body),
        by=None,
        kind="correction",
        note="It was put otherwise.",
        particulars=Particulars(wrong=f"A {MARKER} was.", right=f"The {MARKER} is."),
    )


def addresses(name: str, story: Incident) -> tuple[str, ...]:
    """Every address of a kind of page: of each version, update, and change, and of all changes."""
    newest = story.version_number
    versions = range(1, newest + 1)
    pairs = [*pairwise(versions), (1, newest)]
    return tuple(
        dict.fromkeys(
            given.format(
                story=f"/news/{story.path}",
                version=version,
                update=update,
                older=older,
                newer=newer,
            )
            for given, version, update, (older, newer) in product(
                PAGES[name], versions, (1, 2), pairs
            )
        )
    )


def seen(page: html.HtmlElement) -> list[str]:
    """Where on a page the marker stands outside of a closed warning."""
    return [
        f"<{one.tag}>: {said.strip()[:120]}"
        for one in elements(page, "//*")
        for said in _said_by(one)
        if MARKER in said.casefold() and not _is_behind_a_warning(one)
    ]


def _said_by(one: html.HtmlElement) -> list[str]:
    """The words and attributes of an element; what follows a child of it is its own as well."""
    return [
        one.text or "",
        *(child.tail or "" for child in one),
        *(f"{name}={value}" for name, value in one.attrib.items()),
    ]


def _is_behind_a_warning(one: html.HtmlElement) -> bool:
    """Whether it stands in what is folded up under a summary that warns of it."""
    around = [one, *one.iterancestors()]
    for inner, outer in pairwise(around):
        if outer.tag == "details" and inner.tag != "summary" and outer.get("open") is None:
            said = " ".join(outer[0].text_content().split())
            if said.startswith("Content warning: ") and any(each in said for each in WARNINGS):
                return True
    return False
