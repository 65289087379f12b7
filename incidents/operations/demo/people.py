"""Who signs the demo stories, and the named things that they share."""

from incidents.actions.house import editors, topics
from incidents.models import Editor, Topic

AUTHORS = {
    "desk": ("demo-desk", ""),
    "mara": ("demo-mara", "Mara Lindqvist"),
    "tomas": ("demo-tomas", "Tomás Ferreira"),
}
"""Account and pseudonym of each author; nobody can sign in as one of them."""

Kind = Topic.Kind

TOPICS = {
    "conflict": ("Nagorno-Karabakh conflict", Kind.CONFLICT, "", ""),
    "april": ("Four-day fighting of April 2016", Kind.CONFLICT, "", ""),
    "war": ("Karabakh war of 2020", Kind.CONFLICT, "", ""),
    "armenia": ("Armenia", Kind.PLACE, "", ""),
    "azerbaijan": ("Azerbaijan", Kind.PLACE, "", ""),
    "republic": ("Republic of Artsakh", Kind.PLACE, "Nagorno-Karabakh Republic", "self-declared"),
    "hovhannisyan": ("Artsrun Hovhannisyan", Kind.PERSON, "", ""),
    "hajiyev": ("Hikmet Hajiyev", Kind.PERSON, "", ""),
    "balayan": ("Tigran Balayan", Kind.PERSON, "", ""),
    "pashinyan": ("Nikol Pashinyan", Kind.PERSON, "", ""),
    "aliyev": ("Ilham Aliyev", Kind.PERSON, "", ""),
    "ministry": ("Ministry of Defence of Azerbaijan", Kind.ORGANISATION, "", ""),
    "russia": ("Russia", Kind.PLACE, "", ""),
    "osce": ("OSCE Minsk Group", Kind.ORGANISATION, "", ""),
    "ireland": ("Ireland", Kind.PLACE, "", ""),
    "ophelia": ("Hurricane Ophelia", Kind.OTHER, "", ""),
    "hurricane centre": ("National Hurricane Center", Kind.ORGANISATION, "", ""),
    "met eireann": ("Met Éireann", Kind.ORGANISATION, "", ""),
}
"""Name, kind, and where readers know it otherwise, public name and qualifier."""


def author(name: str) -> Editor:
    """The account behind a name in a script, made where it is new."""
    username, pseudonym = AUTHORS[name]
    return editors.credit(username, pseudonym=pseudonym)


def topic(name: str, *, by: Editor) -> Topic:
    """The topic behind a name in a script, made where it is new."""
    title, kind, public_name, qualifier = TOPICS[name]
    return topics.create(title, by=by, kind=kind, public_name=public_name, qualifier=qualifier)
