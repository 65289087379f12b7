"""A page about the newsroom, as a chief editor fills it in."""

from typing import Any

from django import forms

from incidents.actions.house.notice import LONGEST_BODY, Wording
from incidents.desk.forms.fields import base_field
from incidents.desk.forms.prose import ProseField, ProseWidget
from incidents.record.pages.standing import StandingPage


class PageForm(forms.Form):
    """Title and text of a page, its place, and why it is changed."""

    base = base_field()
    title = forms.CharField(label="Title", max_length=200)
    body = ProseField(
        label="Text",
        max_length=LONGEST_BODY,
        widget=ProseWidget({"rows": 18}),
    )
    order = forms.IntegerField(
        label="Place among the pages",
        min_value=0,
        max_value=1000,
        help_text="The smallest number stands first.",
    )
    in_footer = forms.BooleanField(
        label="Every page of the site links to it", required=False, initial=True
    )
    withdrawn = forms.BooleanField(
        label="Take it back",
        required=False,
        help_text="Readers then see the title and your note; what it said stays in the history.",
    )
    note = forms.CharField(
        label="Note for readers",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Why it is changed; stands in the public history of these pages.",
    )

    def __init__(self, *args: Any, standing: StandingPage | None, **kwargs: Any) -> None:
        if standing is not None:
            kwargs["initial"] = {
                "base": standing.number,
                "title": standing.title,
                "body": standing.html,
                "order": standing.order,
                "in_footer": standing.in_footer,
                "withdrawn": standing.withdrawn,
            }
        super().__init__(*args, **kwargs)
        if standing is None:
            self.fields["order"].initial = 10
            del self.fields["withdrawn"]

    def wording(self) -> Wording:
        """What was filled in."""
        given = self.cleaned_data
        return Wording(
            title=given["title"],
            body=given["body"],
            order=given["order"],
            in_footer=given["in_footer"],
            withdrawn=given.get("withdrawn", False),
            note=given["note"],
        )
