"""What a chief fills in: first what has to go, then the decision."""

from typing import Any

from django import forms

from incidents.actions.redactions import planning
from incidents.actions.redactions.planning import ChosenPiece, Removal
from incidents.actions.redactions.terms import Terms
from incidents.actions.refusals import Refused
from incidents.desk.answers import show
from incidents.desk.standards.letters.pieces import name_of
from incidents.models import Incident, Redaction

CONFIRMATION = "REDACT"
LONGEST_WORDS = 5000
EXCERPT = 90


class LookForm(forms.Form):
    """What has to go. Nothing is changed by looking for it."""

    words = forms.CharField(
        label="Words",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        help_text="One term on each line, such as a name. Case, accents and what stands between "
        "the words do not matter; addresses and encoded forms are found as well.",
    )
    whole_words = forms.BooleanField(
        label="Only whole words: “Ann” is not found in “Annual”",
        required=False,
    )
    whole = forms.ChoiceField(
        label="What is taken out?",
        choices=(("", "The words alone"), ("whole", "The whole text in which they stand")),
        required=False,
        widget=forms.RadioSelect,
    )
    story = forms.CharField(
        label="A story from which whole texts have to go",
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text="The number in the address of its page at the desk: 2, where that is /desk/2/. "
        "Empty where the words are enough.",
    )
    pieces = forms.MultipleChoiceField(
        label="Texts that go whole",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    refusal_fields = {"terms": "words"}

    def __init__(self, *args: Any, story: Incident | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.incident = story
        self.removal: Removal | None = None
        choices = [_choice(text) for text in planning.choosable(story)] if story else []
        self.fields["pieces"].choices = choices  # type: ignore[attr-defined]

    @property
    def names_something(self) -> bool:
        """Whether there is anything to look for yet, or only a story to choose texts from."""
        return self.removal is not None and bool(self.removal.terms or self.removal.pieces)

    def clean(self) -> dict[str, Any]:
        """Read what has to go; something has to."""
        given = super().clean() or {}
        if given.get("story") and self.incident is None:
            self.add_error("story", "There is no story of this number.")
        words = str(given.get("words", "")).splitlines()
        if self.errors:
            return given
        try:
            terms = Terms(words, whole_words=given["whole_words"]) if any(words) else None
        except Refused as refused:
            show(self, refused)
            return given
        pieces = tuple(self._chosen(choice) for choice in given["pieces"])
        if terms is None and not pieces and self.incident is None:
            self.add_error("words", "Write what has to go, or name the story of a text.")
        self.removal = Removal(terms, pieces, whole=bool(given["whole"]))
        return given

    def _chosen(self, choice: str) -> ChosenPiece:
        key, _, number = choice.rpartition(":")
        return ChosenPiece(self.incident.pk if self.incident else 0, key, int(number))


class DecideForm(forms.Form):
    """The decision: on what ground, what readers are told, and that it is meant."""

    category = forms.ChoiceField(
        label="On what ground?",
        choices=(("", "Choose …"), *Redaction.Category.choices),
        help_text="Readers see it, with the date and your byline.",
    )
    note = forms.CharField(
        label="Note for readers",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Why something was removed, without saying what it was.",
    )
    confirmation = forms.CharField(
        label=f"Type {CONFIRMATION} to confirm",
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        help_text="This cannot be undone.",
    )
    confirmed = forms.BooleanField(
        label="I have looked at the number of places above: all of them are meant",
        required=False,
    )

    def clean_confirmation(self) -> str:
        """The word, as it is printed."""
        typed = str(self.cleaned_data["confirmation"]).strip()
        if typed != CONFIRMATION:
            raise forms.ValidationError(f"Type the word {CONFIRMATION}, in capitals.")
        return typed


def _choice(text: planning.ChoosableText) -> tuple[str, str]:
    first = text.stored.numbers[0]
    said = text.said[:EXCERPT] + ("…" if len(text.said) > EXCERPT else "")
    return f"{text.stored.key}:{first}", f"{name_of(text.stored.key)}, version {first}: {said}"
