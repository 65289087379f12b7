"""Images, quoted posts and videos: as parts of a story, and as rows of their own."""

from incidents.models import Medium
from incidents.syndication.api.shapes.fields import (
    Field,
    address,
    day,
    list_of,
    moment,
    one_of,
    optional,
    shape,
    whole,
    words,
    yes,
)
from incidents.syndication.api.shapes.parts import StoryReference

MEDIUM_KINDS = list(Medium.Kind.values)

Rendition = shape(
    "Rendition",
    "One file of a picture.",
    {
        "url": address("Where it is."),
        "media_type": words("Such as “image/webp”."),
        "width": whole("In pixels."),
        "height": whole("In pixels."),
        "bytes": whole("How large the file is."),
        "sha256": words("SHA-256 of its bytes, in hex."),
    },
)


def _medium() -> dict[str, Field]:
    return {
        "number": whole("Its number on the story, which it keeps for ever."),
        "kind": one_of(MEDIUM_KINDS, "What it is."),
        "kind_label": words("The same in readers' words.", null=True),
        "alt": words("What an image shows, for those who cannot see it.", null=True),
        "caption": words("What stands under it.", null=True),
        "credit": words("Who took or made it.", null=True),
        "place": words("Where it was taken.", null=True),
        "date": day("When it was taken.", null=True),
        "provenance": words("Where it comes from, such as “file image”.", null=True),
        "licence": words("Under what licence.", null=True),
        "warning": words("To be shown before it, which opens with a click.", null=True),
        "redistribute": yes("Whether partners may use its picture."),
        "renditions": list_of(Rendition, "Its files; none where partners may not use it."),
        "author": words("Who wrote a post.", null=True),
        "handle": words("The name of the account.", null=True),
        "platform": words("Where it was posted.", null=True),
        "text": words("What the post says.", null=True),
        "url": address("Where the post or the video is.", null=True),
        "at": moment("When it was posted.", null=True),
        "printed": words("The same, as printed.", null=True),
        "provider": words("Who plays a video.", null=True),
        "video": words("The provider's name of it.", null=True),
    }


MediumOfStory = shape(
    "MediumOfStory",
    "An image, a quoted post or a video that a story shows.",
    {"id": words("Its identifier on the story, such as “medium-3”."), **_medium()},
)

MediumRow = shape(
    "Medium",
    "An image, a quoted post or a video with its story.",
    {
        "id": words("The story's identifier, a dot, and its own."),
        "api_url": address("Its address in this API."),
        **optional({**_medium(), "incident": StoryReference(help_text="The story that shows it.")}),
    },
)
