"""A newsroom whose every word of content is Greek: what is Latin on its pages is ours."""

from dataclasses import dataclass

from incidents.actions.finding import follow
from incidents.actions.house import campaigns, front, heads, notice, topics
from incidents.actions.house.front import Place
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit, SummaryLine, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.readers import commenting, comments
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, highlighting, lifecycle, translating, updates
from incidents.models import Byline, Editor, Incident, Update
from tests import factories

WHY = "Διότι."
WORDS = "<p>Πέντε άνθρωποι.</p>"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Addresses of one of everything that readers may open."""

    story: str
    retracted: str
    translated: str
    outlet: str
    topic: str
    byline: str
    redacted: str


def newsroom() -> Newsroom:
    """Make it, through the actions."""
    editor = factories.editor("eleni", first_name="Ελένη", last_name="Θεού")
    chief = factories.editor("maria", first_name="Μαρία", last_name="Δέλτα", role="chief")
    topic = topics.create("Σύνορα", by=editor, kind="place", qualifier="χωριό")
    story = _story(editor, topics=[topic])
    _changes(story, editor)
    translated = _story(editor, headline="Ελληνικά", language="fr", topics=[topic])
    translating.set_original(translated, story, by=editor, note=WHY)
    gone = _story(editor, headline="Τέλος", topics=[topic])
    _posted(gone, editor)
    lifecycle.retract(gone, by=editor, note=WHY)
    redacted = _redacted(editor, chief)
    _beside(story, chief)
    _about_us(chief)
    heads.sign()
    follow()
    return Newsroom(
        story=Incident.objects.get(pk=story.pk).get_absolute_url(),
        retracted=gone.get_absolute_url(),
        translated=translated.get_absolute_url(),
        outlet="/sources/πρακτορείο/",
        topic=f"/topics/{topic.slug}/",
        byline=f"/changes/by/{Byline.objects.get(name=editor.byline).slug}/",
        redacted=redacted.get_absolute_url(),
    )


def _story(editor: Editor, headline: str = "Πυροβολισμοί", **fields: object) -> Incident:
    values: dict[str, object] = {"lead": WORDS, "status_line": "Συνεχίζεται", **fields}
    return lifecycle.publish(factories.draft(headline, **values), by=editor)


def _changes(story: Incident, editor: Editor) -> None:
    """One change of every kind that leaves its mark on the page."""
    edit = StoryEdit(
        topic_line="Γραμμή",
        verification_notice="Δεν γνωρίζουμε.",
        captions=["Εικόνα"],
        authors="Ελένη",
        sources=[
            SourceText(outlet="Πρακτορείο", title="Δελτίο", url="https://agency.example/1"),
            SourceText(outlet="Υπουργείο", title="Δήλωση", kind="official", via="Ραδιόφωνο"),
        ],
        related=[RelatedChoice(title="Παλιά", url="https://agency.example/0")],
    )
    editing.edit(story, edit, by=editor, kind="addition", note=WHY)
    first = _posted(story, editor, headline="Πρώτα")
    second = _posted(story, editor, warning="Αίμα")
    third = _posted(story, editor)
    for kind, words in (("correction", "Έξι"), ("clarification", "Επτά"), ("addition", "Οκτώ")):
        text = UpdateText(body=f"<p>{words} άνθρωποι.</p>")
        said = Particulars(confirmed=True)
        updates.edit(first, text, by=editor, kind=kind, note=WHY, particulars=said)
    updates.retract(third, by=editor, note=WHY)
    fourth = _posted(story, editor)
    updates.retract(fourth, by=editor, note=WHY)
    updates.restore(fourth, by=editor, note=WHY)
    highlighting.pin(second, by=editor)
    highlighting.mark_key_event(first, by=editor)
    highlighting.summarise(story, [SummaryLine("Οκτώ.", (1,))], by=editor)
    lifecycle.end(story, by=editor, status_line="Τέλος")


def _redacted(editor: Editor, chief: Editor) -> Incident:
    """A story from which a name was taken out."""
    story = _story(editor, headline="Δίκη", lead="<p>Ζήνων ομολόγησε. Πέντε έφυγαν.</p>")
    _posted(story, editor)
    redact(Removal(Terms(["Ζήνων"])), category="court_order", note=WHY, by=chief, confirmed=True)
    return Incident.objects.get(pk=story.pk)


def _about_us(chief: Editor) -> None:
    """The pages about the newsroom in words of its own, and one that was taken back."""
    for slug in ("about", "ethics", "corrections-policy"):
        notice.change_page(slug, notice.Wording("Εμείς", WORDS, note=WHY), by=chief, base=1)
    notice.change_page(
        "ethics", notice.Wording("Ήθος", WORDS, withdrawn=True, note=WHY), by=chief, base=2
    )


def _posted(story: Incident, editor: Editor, **fields: str) -> Update:
    return updates.post(story, UpdateText(body=WORDS, **fields), by=editor)  # type: ignore[arg-type]


def _beside(story: Incident, chief: Editor) -> None:
    """Comments, an appeal, and a front page in order."""
    commenting.set_comment_mode("open", by=chief)
    comments.send(story, comments.Words("Άννα", "ani@example.org", "Ήμουν εκεί."), senders=["a"])
    appeal = campaigns.CampaignText(
        "Χειμώνας", goal=100, donate_url="https://give.example/", everywhere=True, on_front=True
    )
    campaigns.note_amount(campaigns.create(appeal, by=chief), 5, by=chief)
    front.arrange([Place(story)], by=chief, base=0)
