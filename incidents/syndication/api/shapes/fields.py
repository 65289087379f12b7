"""The makers of described fields and objects, of which the shapes are put together."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework import serializers

Shape = type[serializers.Serializer[Any]]
Field = serializers.Field[Any, Any, Any, Any]


def shape(name: str, told: str, fields: Mapping[str, Field]) -> Shape:
    """A described object; what is not marked as always there may be left out by `fields`."""
    return type(name, (serializers.Serializer,), {**fields, "__doc__": told})


def words(told: str, *, null: bool = False) -> Field:
    """A text."""
    return serializers.CharField(help_text=told, allow_null=null)


def address(told: str, *, null: bool = False) -> Field:
    """A full web address."""
    return serializers.URLField(help_text=told, allow_null=null)


def key(told: str) -> Field:
    """An identifier that is a UUID."""
    return serializers.UUIDField(help_text=told)


def moment(told: str, *, null: bool = False) -> Field:
    """A moment in UTC."""
    return serializers.DateTimeField(help_text=told, allow_null=null)


def day(told: str, *, null: bool = False) -> Field:
    """A calendar day."""
    return serializers.DateField(help_text=told, allow_null=null)


def whole(told: str, *, null: bool = False) -> Field:
    """A whole number."""
    return serializers.IntegerField(help_text=told, allow_null=null)


def yes(told: str) -> Field:
    """Yes or no."""
    return serializers.BooleanField(help_text=told)


def one_of(known: Sequence[str], told: str, *, null: bool = False) -> Field:
    """One of a closed list of words."""
    choices = [(word, word) for word in known]
    return serializers.ChoiceField(choices=choices, help_text=told, allow_null=null)


def numbers(told: str) -> Field:
    """A list of whole numbers."""
    return serializers.ListField(child=serializers.IntegerField(), help_text=told)


def texts(told: str) -> Field:
    """A list of texts."""
    return serializers.ListField(child=serializers.CharField(), help_text=told)


def list_of(listed: Shape, told: str) -> Field:
    """A list of objects."""
    return listed(many=True, help_text=told)


def optional(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The same fields, none of which has to be there: `fields` may have left them out."""
    for field in fields.values():
        # What a field was made with is what the framework makes its copies from.
        vars(field)["_kwargs"]["required"] = False
    return dict(fields)


def byline() -> dict[str, Field]:
    """Who wrote a text."""
    return {
        "authors": texts("Who wrote it, in the order of the byline."),
        "agencies": words("Printed after “With”, such as “APA and other agencies”.", null=True),
        "dateline": words("Where it was written.", null=True),
    }
