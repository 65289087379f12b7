"""Stories, as rows of a list and whole; problems; the first page."""

from rest_framework import serializers

from incidents.syndication.api.shapes.fields import (
    Field,
    address,
    byline,
    day,
    key,
    list_of,
    moment,
    numbers,
    one_of,
    optional,
    shape,
    texts,
    whole,
    words,
    yes,
)
from incidents.syndication.api.shapes.media import MediumOfStory
from incidents.syndication.api.shapes.parts import (
    ChangeOfStory,
    Mark,
    SourceOfStory,
    TopicOfStory,
    UpdateOfStory,
)

STATUSES = ["live", "ended", "retracted"]

Lead = shape(
    "Lead",
    "The initial report.",
    {
        "html": words("As clean HTML."),
        "text": words("As plain text.", null=True),
        "media": numbers("The numbers of what it shows, in order."),
        "warning": words("What readers are told before they see it.", null=True),
        "marks": list_of(Mark, "Its corrections and clarifications."),
    },
)

SummaryLine = shape(
    "SummaryLine",
    "A line of what is known so far.",
    {
        "html": words("As inline HTML; null when it was withdrawn.", null=True),
        "text": words("As plain text; null when it was withdrawn.", null=True),
        "updates": numbers("The updates that it rests on; none for the initial report."),
        "retracted_updates": numbers("Those of them that were retracted."),
        "withdrawn": yes("Whether all that it rests on was retracted: it is not said any more."),
    },
)

Summary = shape(
    "Summary",
    "What is known so far.",
    {
        "as_of": moment("When the newsroom last wrote it or looked it over."),
        "time": words("The same, as printed.", null=True),
        "version": whole("The version of the story that it was written in."),
        "lines": list_of(SummaryLine, "Its lines, in order."),
        "marks": list_of(Mark, "Its corrections and clarifications."),
    },
)

KeyEvent = shape(
    "KeyEvent",
    "An update in the list of key events.",
    {
        "update": whole("The number of the update."),
        "url": address("Its page."),
        "at": moment("Its time."),
        "time": words("The same, as printed.", null=True),
        "printed_date": words("Its day in words, where it is not the story's.", null=True),
        "title": words("Its headline or first words."),
    },
)

Related = shape(
    "Related",
    "A related story.",
    {
        "title": words("Its headline."),
        "url": address("Its page; null where it is held nowhere.", null=True),
        "ours": yes("Whether it is a story of this newsroom."),
        "date": day("Its date.", null=True),
        "contexts": texts("The topics it shares."),
        "chosen": yes("Whether an editor chose it; the others are found by shared topics."),
    },
)


TranslationOfStory = shape(
    "Translation",
    "The story in another language.",
    {
        "language": words("A BCP 47 tag such as en."),
        "headline": words("Its headline."),
        "url": address("Its page."),
        "original": yes("Whether the others were made from it."),
    },
)


def _head() -> dict[str, Field]:
    return {
        "url": address("Its page."),
        "formats": serializers.DictField(
            child=serializers.URLField(), help_text="The same page in every format."
        ),
        "language": words("A BCP 47 tag such as en.", null=True),
        "time_zone": words("The zone in which its times are printed.", null=True),
        "date": day("The date of the story."),
        "date_url": address("The page of that day."),
        "topic": words("The line above the headline.", null=True),
        "title": words("The headline with its counter: “... (Updated 5)”."),
        "headline": words("The headline alone."),
        **byline(),
        "description": words("The first paragraph of the initial report.", null=True),
        "status": one_of(STATUSES, "Where the story stands."),
        "status_label": words("The same in readers' words.", null=True),
        "status_line": words("One sentence on where it stands.", null=True),
        "notice": words("What the newsroom could not verify.", null=True),
        "retracted": yes("Whether only the headline and the reason are left."),
        "retraction_reason": words("Why it was retracted.", null=True),
        "held": yes("Whether the text is held here."),
        "update_count": whole("The highest number that an update was given."),
        "source_count": whole("How many sources it lists."),
        "published_at": moment("When it was first published."),
        "changed_at": moment("The time of its latest version, as shown."),
        "changed_printed": words("The same, as printed.", null=True),
        "recorded_at": moment("When its latest version became public here."),
        "version": whole("The number of its latest version."),
        "position": whole("The position of its latest version: grows with every change."),
        "hash": words("The hash of its latest version.", null=True),
        "topics": list_of(TopicOfStory, "What it is about, in the editor's order."),
        "changes_url": address("The page of its whole history.", null=True),
        "updates_url": address("Its updates in this API."),
        "sources_url": address("Its sources in this API."),
        "media_url": address("What it shows, in this API."),
        "versions_url": address("Its history in this API."),
    }


def _parts() -> dict[str, Field]:
    return {
        "lead": Lead(allow_null=True, help_text="The initial report."),
        "updates": list_of(UpdateOfStory, "Its updates, newest first."),
        "sources": list_of(SourceOfStory, "Its sources, by number."),
    }


PARTS = tuple(_parts())

IncidentRow = shape(
    "Incident",
    "A running story without its long parts; `expand` adds some.",
    {
        "id": key("Stays for ever."),
        "api_url": address("Its address in this API."),
        **optional({**_head(), **_parts()}),
    },
)

WholeIncident = shape(
    "WholeIncident",
    "A running story with all its parts.",
    {
        "id": key("Stays for ever."),
        "api_url": address("Its address in this API."),
        **optional(
            {
                **_head(),
                **_parts(),
                "pinned": whole("The number of the update that stands on top.", null=True),
                "summary": Summary(allow_null=True, help_text="What is known so far."),
                "key_events": list_of(KeyEvent, "The key events, newest first."),
                "media": list_of(MediumOfStory, "What its texts show, by number."),
                "captions": texts("Captions of its pictures, which are not held."),
                "changes": list_of(
                    ChangeOfStory, "Its history, oldest first, at most 50 rows of it."
                ),
                "related": list_of(Related, "Related stories."),
                "translations": list_of(TranslationOfStory, "The story in other languages."),
            }
        ),
    },
)

WrongParameter = shape(
    "WrongParameter",
    "A query parameter that cannot be used.",
    {
        "parameter": words("Its name."),
        "detail": words("What to write instead."),
    },
)

Problem = shape(
    "Problem",
    "What went wrong (RFC 9457).",
    {
        "type": address("The kind of problem, and where it is described."),
        "title": words("The kind of problem in words."),
        "status": whole("The HTTP status."),
        "detail": words("What went wrong here."),
        "instance": words("The address that was asked for."),
        **optional({"errors": list_of(WrongParameter, "The parameters that cannot be used.")}),
    },
)

Start = shape(
    "Start",
    "Where everything is.",
    {
        "incidents": address("Running stories."),
        "updates": address("Numbered updates."),
        "versions": address("Every public change."),
        "changes": address("The change feed of the whole site."),
        "corrections": address("What was put right, made clearer or withdrawn."),
        "sources": address("What the stories rest on."),
        "media": address("Images, quoted posts and videos that the stories show."),
        "topics": address("Named things that the stories are about."),
        "schema": address("The OpenAPI document."),
        "docs": address("The same for people."),
    },
)
