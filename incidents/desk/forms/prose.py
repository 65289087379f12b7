"""The field for prose: the editor where script runs, a plain text area where it does not."""

import re
from typing import Any, cast

from django import forms
from django.forms.widgets import Script
from django.urls import reverse_lazy
from django_prose_editor.widgets import prose_editor_base_media
from js_asset import Media

from incidents.actions.house.topics.linking import with_topic_links
from incidents.text.sanitise import body, body_from_text

TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>")


class ProseWidget(forms.Textarea):
    """A text area that `js/prose.js` turns into the editor."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        links = {"data-topic-links": reverse_lazy("desk:find-topics")}
        super().__init__({"data-prose": "", "rows": 7, **links, **(attrs or {})})

    @property
    def media(self) -> forms.Media:
        """The editor's styles, import map and our preset of it."""
        ours = Media(css={"all": ["css/prose.css"]}, js=[Script("js/prose.js", type="module")])
        return cast(forms.Media, prose_editor_base_media + ours)

    def use_required_attribute(self, _initial: Any) -> bool:
        """Never: the browser cannot point at a text area that the editor has replaced."""
        return False


class ProseField(forms.CharField):
    """A body: HTML from the editor, or plain text; the actions clean either.

    A paragraph "Read more on the topic: Border" leads to the page of that topic.
    """

    widget = ProseWidget

    def clean(self, value: Any) -> str:
        """The text, with such paragraphs linked."""
        return with_topic_links(cast(str, super().clean(value)))

    def to_python(self, value: Any) -> str:
        """Text without any tag was typed where no script runs: its "<" is a "<"."""
        written = super().to_python(value) or ""
        return body_from_text(written) if "<" in written and not TAG.search(written) else written

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether it says something else: the editor writes the same text in its own way."""
        return body(str(initial or "")) != body(str(data or ""))
