"""What the ledger calls an act, in words."""

from incidents.desk.people.managing import VERBS as OF_ACCOUNTS

OTHERWISE = {
    **OF_ACCOUNTS,
    "front.arranged": "front page arranged",
    "front.put_back": "an earlier order of the front page put back",
    "draft.not_released": "text did not go out at its time",
    "draft.taken_back": "draft taken back from review",
    "draft.joined": "began to write at a draft",
    "draft.recovered": "an earlier text of a draft brought back",
    "house.notice_changed": "verification notice of the newsroom changed",
    "house.rules_changed": "rules for what goes out changed",
    "house.live_interval_changed": "how often open pages ask changed",
    "incident.releases_stopped": "everything that was to go out by itself stopped",
    "incident.releases_resumed": "what goes out by itself let go on",
    "incident.redacted": "text removed from the history",
    "identity.noted": "name of an anonymous source sealed",
    "identity.read": "sealed name of an anonymous source read",
    "identity.refused": "sealed name of an anonymous source asked for, and refused",
    "audit.exported": "this trail taken along as a file",
}
"""Where the parts of its name do not say it."""

NOUNS = {"incident": "story", "medium": "picture or video", "page": "page of a source"}

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "stories": ("Stories and updates", ("incident.", "update.", "version.")),
    "drafts": ("Drafts", ("draft.",)),
    "sources": ("Sources and sealed names", ("source.", "page.", "identity.")),
    "accounts": (
        "Accounts and sign-ins",
        ("editor.", "session.", "sessions.", "sign", "password.", "second-factor."),
    ),
    "house": ("The newsroom", ("front.", "house.", "topic.", "campaign.", "audit.")),
    "readers": ("Readers", ("report.", "comment.")),
    "notes": ("Notes", ("note.",)),
    "media": ("Pictures and videos", ("picture.", "medium.")),
}
"""What can be looked for together: its name, and how the acts begin."""


def in_words(verb: str) -> str:
    """An act as people call it: "update posted"."""
    if verb in OTHERWISE:
        return OTHERWISE[verb]
    noun, _, done = verb.partition(".")
    return f"{NOUNS.get(noun, noun)} {done}".replace("_", " ").strip()
