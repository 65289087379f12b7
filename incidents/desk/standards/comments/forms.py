"""What readers fill in to comment, and editors to ban and to set the rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.actions.readers.bans import LONGEST_REASON, MOST_DAYS
from incidents.actions.readers.comments import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_TEXT,
    Words,
)
from incidents.desk.standards.letters.forms import FromReader
from incidents.models import Comment, CommentBan, CommentMode, House, Incident

MODES = {
    CommentMode.OFF: "Off: no comments, and those that there are do not show",
    CommentMode.MODERATED: "Moderated: an editor reads each before it shows",
    CommentMode.OPEN: "Open: each shows at once, but what holds a web address waits",
}
THE_HOUSE = ""
SPANS = ((1, "A day"), (7, "A week"), (30, "30 days"), (365, "A year"))


class CommentForm(FromReader):
    """A comment. Required are all fields that a person sees."""

    field_order = ("name", "email", "text")

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_("Everybody sees it. It need not be the one in your passport."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Your e-mail address will not be published."),
    )
    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Plain text: web addresses do not become links."),
    )

    def words(self) -> Words:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        return Words(name=given["name"], email=given["email"], text=given["text"])


class BanForm(forms.Form):
    """Who is not to comment for a while."""

    kind = forms.ChoiceField(label="Take no comments from", widget=forms.RadioSelect)
    days = forms.TypedChoiceField(
        label="For how long?",
        coerce=int,
        choices=SPANS,
        initial=7,
        help_text="A range of addresses belongs to others soon: 30 days at most.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=LONGEST_REASON,
        help_text="For the desk alone. The e-mail address itself is not kept.",
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {
            CommentBan.Kind.EMAIL: comment.email and f"The e-mail address {comment.email}",
            CommentBan.Kind.NETWORK: comment.network and "The range of addresses it came from",
        }
        kind = self.fields["kind"]
        kind.choices = [(name, words) for name, words in known.items() if words]  # type: ignore[attr-defined]
        kind.initial = next((name for name, words in known.items() if words), None)

    def clean(self) -> dict[str, Any] | None:
        """A range cannot be banned for as long as an address."""
        given = super().clean()
        kind, days = self.cleaned_data.get("kind"), self.cleaned_data.get("days")
        if kind and days and days > MOST_DAYS[CommentBan.Kind(kind)]:
            most = MOST_DAYS[CommentBan.Kind(kind)]
            self.add_error("days", f"A range is banned for {most} days at most.")
        return given


class ModeForm(forms.Form):
    """How stories take comments that have no rule of their own."""

    mode = forms.ChoiceField(
        label="Comments of readers", choices=list(MODES.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, house: House, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].initial = house.comment_mode


class StoryModeForm(forms.Form):
    """How one story takes comments."""

    mode = forms.ChoiceField(
        label="Comments on this story", required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, incident: Incident, house: House, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].initial = incident.comment_mode
        same = f"As in the newsroom ({CommentMode(house.comment_mode).label.lower()})"
        self.fields["mode"].choices = [(THE_HOUSE, same), *MODES.items()]  # type: ignore[attr-defined]
