"""Updates, sources, changes and topics: as parts of a story, and as rows of their own."""

from incidents.models import Source, Topic, Version
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

KINDS = list(Version.Kind.values)
ORIGINS = list(Version.Origin.values)
SOURCE_KINDS = list(Source.Kind.values)
TOPIC_KINDS = list(Topic.Kind.values)

Mark = shape(
    "Mark",
    "A public mark on a piece: what was done to it, when, and in which version.",
    {
        "kind": one_of(KINDS, "The kind of change."),
        "label": words("The mark in readers' words, such as “Corrected”."),
        "at": moment("When."),
        "time": words("The same, as printed.", null=True),
        "version": whole("The version of the story that made it."),
        "note": words("Why, in the newsroom's words.", null=True),
        "wrong": words("What was wrong, where a correction says so.", null=True),
        "right": words("What is right.", null=True),
        "grave": yes("Whether the error undermined the story."),
    },
)

StoryReference = shape(
    "StoryReference",
    "The story that something belongs to.",
    {
        "id": key("Stays for ever."),
        "title": words("Its headline with the counter of updates."),
        "url": address("Its page."),
        "api_url": address("Its address in this API."),
    },
)


def _topic() -> dict[str, Field]:
    return {
        "name": words("The name printed in public."),
        "qualifier": words("Printed with the name, such as “self-declared”.", null=True),
        "kind": one_of(TOPIC_KINDS, "What it is.", null=True),
        "slug": words("The identifier of the topic."),
        "url": address("Its page."),
    }


TopicOfStory = shape(
    "TopicOfStory",
    "A named thing that a story is about.",
    {
        **_topic(),
        **optional({"same_as": address("The same thing at Wikidata, where it is known.")}),
    },
)

TopicRow = shape(
    "Topic",
    "A named thing that public stories are about.",
    {
        "id": words("The identifier: its slug."),
        "api_url": address("Its address in this API."),
        **optional(
            {
                **_topic(),
                "same_as": address("The same thing at Wikidata.", null=True),
                "description": words("What it is, in a paragraph.", null=True),
                "story_count": whole("How many public stories carry it."),
                "latest": day("The date of the latest of them.", null=True),
                "incidents_url": address("Those stories in this API."),
            }
        ),
    },
)


TextAsRead = shape(
    "TextAsRead",
    "What a page said when the newsroom read it.",
    {
        "at": moment("When it was read."),
        "sha256": words("SHA-256 of the bytes that came, in hex."),
        "text": words("The text, as it was then."),
    },
)


def _source() -> dict[str, Field]:
    return {
        "number": whole("Its number on the story's list now."),
        "name": words("Who it is: an outlet, an agency, a person.", null=True),
        "title": words("The title of what was published.", null=True),
        "url": address("Where it is.", null=True),
        "via": words("Who relayed it.", null=True),
        "quote": words("The words relied on.", null=True),
        "kind": one_of(SOURCE_KINDS, "What kind of source it is.", null=True),
        "kind_label": words("The kind in readers' words.", null=True),
        "published_at": moment("When it was published.", null=True),
        "retrieved_at": moment("When the newsroom read it.", null=True),
        "author": words("Who wrote it, where it says so.", null=True),
        "archived_url": address("Where an archive keeps a copy of it.", null=True),
        "as_read": TextAsRead(allow_null=True, help_text="Its text, where it was released."),
    }


SourceOfStory = shape(
    "SourceOfStory",
    "A numbered source of a story.",
    {
        "id": words("Stays when the list is reordered; unique within the story."),
        **_source(),
    },
)

SourceRow = shape(
    "Source",
    "A numbered source, with its story.",
    {
        "id": words("The story's identifier, a dot, and the source's own."),
        "api_url": address("Its address in this API."),
        **optional(
            {
                **_source(),
                "incident": StoryReference(help_text="Its story."),
            }
        ),
    },
)


def _update() -> dict[str, Field]:
    return {
        "number": whole("The number N of “Update N”: given once, never reused."),
        "name": words("“Update N”."),
        "label": words("The number as printed elsewhere, such as 18A.", null=True),
        "url": address("Its page."),
        "date": day("The day of its printed time."),
        "printed_date": words("That day in words, where it is not the story's.", null=True),
        "time": words("The printed time, such as “1430 CET”.", null=True),
        "at": moment("The same moment in UTC."),
        "title": words("Its headline.", null=True),
        "html": words("The body as clean HTML; null when retracted.", null=True),
        "text": words("The body as plain text; null when retracted.", null=True),
        "sources": numbers("The numbers of the sources it cites."),
        "media": numbers("The numbers of what it shows, in order."),
        "own_reporting": yes("Whether the newsroom saw or heard it itself."),
        **byline(),
        "warning": words("What readers are told before they see the text.", null=True),
        "pinned": yes("Whether it stands on top of its story."),
        "key_event": yes("Whether it is listed among the key events of its story."),
        "marks": list_of(Mark, "Its corrections, clarifications, retractions."),
        "retracted": yes("Whether only the number, the time and the reason are left."),
        "reason": words("Why it was retracted.", null=True),
    }


UpdateOfStory = shape(
    "UpdateOfStory",
    "A numbered update of a story.",
    {
        **_update(),
    },
)

UpdateRow = shape(
    "Update",
    "A numbered update, with its story.",
    {
        "id": key("Stays for ever."),
        "api_url": address("Its address in this API."),
        **optional(
            {
                **_update(),
                "incident": StoryReference(help_text="Its story."),
            }
        ),
    },
)


Correction = shape(
    "Correction",
    "One error that a correction put right.",
    {
        "piece": words("The corrected piece, such as “Update 3”."),
        "wrong": words("What was wrong.", null=True),
        "right": words("What is right.", null=True),
        "entered": whole("The version in which the error came in."),
        "entered_at": moment("The time of that version, as shown."),
        "stood": whole("How long it stood, in seconds."),
        "noticed": words("Who noticed it: `staff` or `reader`.", null=True),
        "grave": yes("Whether it undermined the story."),
        "warning": words("What readers are told before they see the two.", null=True),
    },
)

RedactedText = shape(
    "RedactedText",
    "A text that was taken out of the history.",
    {
        "version": whole("The version that it was in."),
        "piece": words("Which piece it was."),
        "hash": words("Its hash, which stays."),
    },
)

Redaction = shape(
    "Redaction",
    "What the law forbade to keep.",
    {
        "category": words("The ground, as a word.", null=True),
        "category_label": words("The ground in readers' words.", null=True),
        "decided_by": words("Who decided it.", null=True),
        "texts": list_of(RedactedText, "The texts that were taken out."),
    },
)


def _change() -> dict[str, Field]:
    return {
        "version": whole("The number of the version within its story: 1, 2, 3 ..."),
        "position": whole("Its place in the one order of all public changes of the site."),
        "title": words("The headline of the story at that version."),
        "url": address("The whole page frozen as it stood at that version."),
        "timestamp": moment("The time shown to readers; old for what was imported."),
        "printed": words("The same, as printed.", null=True),
        "recorded_at": moment("When it became public here, by the database's clock."),
        "label": words("“First version” and “Current version”.", null=True),
        "first": yes("Whether it is the first version of its story."),
        "current": yes("Whether it is the version that stands now."),
        "kind": one_of(KINDS, "The kind of change."),
        "kind_label": words("The kind in readers' words.", null=True),
        "origin": one_of(ORIGINS, "Where the version came from.", null=True),
        "note": words("Why, in the newsroom's words to its readers.", null=True),
        "byline": words("By whom: the name that readers see.", null=True),
        "role": words("What that person was in the newsroom.", null=True),
        "approved_by": words("Who approved it: never the one who wrote it.", null=True),
        "emergency": yes("Whether it was published without the approval that it needed."),
        "pieces": texts("What it touched, such as “headline”, “Update 3”."),
        "words": whole("How many words the story had then."),
        "words_added": whole("How many words came in."),
        "words_removed": whole("How many words went out."),
        "source_count": whole("How many sources the story had then."),
        "sources_added": whole("How many sources came in."),
        "sources_removed": whole("How many sources went out."),
        "hash": words("The hash that chains the version to the one before.", null=True),
        "held": yes("Whether the text of the version is held here."),
        "undoes": whole("The version whose change it took back.", null=True),
        "restores": whole("The version whose text it brought back.", null=True),
        "corrections": list_of(Correction, "The errors that it put right."),
        "redaction": Redaction(allow_null=True, help_text="What it took out of the history."),
    }


ChangeOfStory = shape(
    "ChangeOfStory",
    "One row of a story's history.",
    {
        **_change(),
    },
)

VersionRow = shape(
    "Version",
    "One public change of a story, with the story.",
    {
        "id": whole("The position: the identifier of a version."),
        "api_url": address("Its address in this API."),
        **optional(
            {
                **_change(),
                "incident": StoryReference(help_text="Its story."),
            }
        ),
    },
)
