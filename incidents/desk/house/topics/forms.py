"""What is filled in about a topic."""

from typing import Any

from django import forms
from django.db.models import Q

from incidents.desk.forms.fields import note_field
from incidents.models import Topic


class NewTopicForm(forms.Form):
    """A topic that does not exist yet: the rest is filled in on its page."""

    name = forms.CharField(
        label="Name of a new topic",
        max_length=200,
        error_messages={"required": "Give the topic a name."},
    )
    kind = forms.ChoiceField(label="What it is", choices=Topic.Kind.choices, initial="other")


class TopicForm(forms.Form):
    """Everything about a topic, with a note for the stories that print it."""

    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "A topic needs a name."}
    )
    public_name = forms.CharField(
        label="Name that readers see",
        required=False,
        max_length=200,
        help_text="Only where it is not the name above.",
    )
    qualifier = forms.CharField(
        label="Qualifier",
        required=False,
        max_length=100,
        help_text="For a disputed name, such as “self-declared”: printed with the name, and asked "
        "for in every text that uses one of the names.",
    )
    kind = forms.ChoiceField(label="What it is", choices=Topic.Kind.choices)
    aliases = forms.CharField(
        label="Other names",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text="One a line. Editors find the topic by each of them, and their addresses lead to "
        "it; readers do not see them.",
    )
    wikidata = forms.CharField(
        label="Wikidata number",
        required=False,
        max_length=200,
        help_text="Such as Q1492, or the address there: tells machines which thing is meant.",
    )
    description = forms.CharField(
        label="Description",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text="One paragraph on the page of the topic.",
    )
    move = forms.BooleanField(
        label="Move the address with the name",
        required=False,
        help_text="The old address keeps working.",
    )
    note = note_field()

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        names = ("name", "public_name", "qualifier", "kind", "wikidata", "description")
        standing = {name: getattr(topic, name) for name in names}
        others = "\n".join(topic.aliases.values_list("name", flat=True))
        kwargs["initial"] = {**standing, "aliases": others}
        super().__init__(*args, **kwargs)
        self.fields[
            "note"
        ].help_text = (
            "Needed where stories will print something else: it stands in their public histories."
        )

    def given(self) -> dict[str, str]:
        """The fields of the topic itself."""
        names = ("name", "public_name", "qualifier", "kind", "wikidata", "description")
        return {name: self.cleaned_data[name] for name in names}

    def other_names(self) -> list[str] | None:
        """The other names, where the list was changed; None leaves it, and keeps an old name."""
        changed = "aliases" in self.changed_data
        return self.cleaned_data["aliases"].splitlines() if changed else None


class MergeForm(forms.Form):
    """Which topic the other one becomes, and why."""

    into = forms.CharField(
        label="Merge into",
        max_length=200,
        error_messages={"required": "Say which topic it becomes."},
        help_text="The topic that stays. Write the beginning of one of its names.",
        widget=forms.TextInput({"data-topics": "", "autocomplete": "off"}),
    )
    note = note_field()

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        self.target: Topic | None = None

    def clean_into(self) -> str:
        """Find the other topic by one of its names."""
        name: str = self.cleaned_data["into"].strip()
        rows = Topic.objects.exclude(pk=self.topic.pk)
        self.target = (
            rows.filter(name=name).first()
            or rows.filter(Q(name__iexact=name) | Q(public_name__iexact=name)).first()
            or rows.filter(aliases__name__iexact=name).first()
        )
        if self.target is None:
            raise forms.ValidationError("There is no other topic of this name.")
        return name
