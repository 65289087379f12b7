"""Who may use which address: the decision that tests/building/test_routes.py holds.

Every address of the site has one row here. It is written out, and not taken from the code that it
checks. A status is what somebody who is let in is answered; who is not let in is sent to sign in
(302) or refused (403).
"""

from dataclasses import dataclass

EVERYBODY = (
    *("nobody", "reader", "contributor", "editor", "chief", "auditor", "people", "superuser"),
)
STAFF = frozenset(EVERYBODY[2:])
READ = frozenset({"contributor", "editor", "chief", "auditor", "superuser"})
WRITE = frozenset({"contributor", "editor", "chief", "superuser"})
PUBLISH = frozenset({"editor", "chief", "superuser"})
CHIEF = frozenset({"chief", "superuser"})
AUDIT = frozenset({"chief", "auditor", "superuser"})
PEOPLE = frozenset({"chief", "people", "superuser"})
ROOT = frozenset({"superuser"})
NONE: frozenset[str] = frozenset()

SIGN_IN = "sign in"
"""Leads to the sign-in."""
AGAIN = "ask again"
"""Leads to where it is asked for the password once more."""


@dataclass(frozen=True, slots=True)
class Row:
    """Who gets in by GET and by POST, and what those are answered.

    `open` rows are for everybody and answer each the same. `outside` is what somebody is answered
    who is signed in and does not belong to the newsroom.
    """

    get: int | str
    post: int | str
    who: frozenset[str] = STAFF
    posters: frozenset[str] | None = None
    open: bool = False
    inside: str = ""
    nobody: str = "sign in"
    outside: str = "403"


def public(get: int | str = 200, post: int | str = 405, inside: str = "") -> Row:
    """For everybody, with the same answer to each, but for who is in already, where that is so."""
    return Row(get, post, open=True, inside=inside)


def desk(
    who: frozenset[str], get: int | str, post: int | str, posters: frozenset[str] | None = None
) -> Row:
    """A page of the desk."""
    return Row(get, post, who, posters)


def admin(
    model: str,
    see: frozenset[str],
    add: frozenset[str] = NONE,
    change: frozenset[str] = NONE,
    delete: frozenset[str] = NONE,
) -> dict[str, Row]:
    """The five pages that the administration has for a noun. Its form answers 200 with errors."""
    start = f"admin:incidents_{model}_"
    return {
        f"{start}changelist": Row(200, 200, see, outside="sign in"),
        f"{start}history": Row(200, 200, see, outside="sign in"),
        f"{start}change": Row(200, 200, see, change, outside="sign in"),
        f"{start}add": Row(200, 200, add, outside="sign in"),
        f"{start}delete": Row(200, 200, delete, outside="sign in"),
    }


ADMINISTRATION = {
    "admin:index": Row(200, 200, outside="sign in"),
    "admin:login": Row(302, 302),
    "admin:logout": public(405, SIGN_IN),
    "admin:password_change": Row(302, 302),
    "admin:password_change_done": Row(200, 405, outside="sign in"),
    "admin:autocomplete": Row(403, 405, outside="sign in"),
    "admin:jsi18n": Row(200, 405, outside="sign in"),
    "admin:view_on_site": Row(404, 404, outside="sign in"),
    "admin:app_list": Row(200, 200, outside="sign in"),
    "admin:auth_user_password_change": Row(200, 200, ROOT, outside="sign in"),
    "admin:None": Row(404, 404, outside="sign in"),
    **admin("incident", READ, WRITE, PUBLISH, PUBLISH),
    **admin("update", READ, PUBLISH, PUBLISH, PUBLISH),
    **admin("source", READ, WRITE, PUBLISH, PUBLISH),
    **admin("related", READ, WRITE, PUBLISH, PUBLISH),
    **admin("topic", READ, WRITE, PUBLISH, PUBLISH),
    **admin("house", READ, NONE, CHIEF, NONE),
    "admin:incidents_house_changelist": Row(302, 302, READ, outside="sign in"),
    "admin:incidents_house_change": Row(200, 302, READ, CHIEF, outside="sign in"),
    **admin("editor", AUDIT | PEOPLE, ROOT, PEOPLE, NONE),
    **admin("campaign", READ, CHIEF, CHIEF, CHIEF),
    "admin:incidents_campaign_delete": Row(200, 302, CHIEF, outside="sign in"),
    **admin("campaignamount", READ),
    **admin("comment", READ, NONE, PUBLISH, PUBLISH),
    "admin:incidents_comment_delete": Row(200, 302, PUBLISH, outside="sign in"),
    **admin("commentban", READ, NONE, NONE, PUBLISH),
    "admin:incidents_commentban_delete": Row(200, 302, PUBLISH, outside="sign in"),
    **admin("version", READ),
    **admin("event", AUDIT),
    **admin("purge", AUDIT),
    **{
        name: row
        for noun in (
            *(
                "draft",
                "note",
                "presence",
                "report",
                "arrangement",
                "medium",
                "picture",
                "sitepage",
            ),
            *("content", "keptdifference", "byline", "ledgerhead", "checkpoint", "redaction"),
        )
        for name, row in admin(noun, READ).items()
    },
    **admin("address", READ),
    **admin("importedstory", READ),
    **admin("link", READ),
    **admin("fetched", READ),
}

DOOR = {
    "administration-login": Row(302, 302, outside="403"),
    "administration-logout": public(405, SIGN_IN),
    "administration-password": Row(302, 302),
    "account_login": public(200, 200, "302"),
    "account_logout": public(405, SIGN_IN),
    "mfa_login_webauthn": public(SIGN_IN, SIGN_IN, "302"),
    "mfa_authenticate": public(SIGN_IN, SIGN_IN, "302"),
    "account_reauthenticate": desk(STAFF, 200, 200),
    "mfa_reauthenticate": desk(
        STAFF, AGAIN, AGAIN
    ),  # to the password, where nothing else is set up
    "mfa_reauthenticate_webauthn": desk(STAFF, AGAIN, AGAIN),
    "welcome": public(200, 200),
    "mfa_index": desk(STAFF, 200, 405),
    "mfa_add_webauthn": desk(STAFF, AGAIN, AGAIN),  # to be asked again
    "mfa_edit_webauthn": desk(STAFF, AGAIN, AGAIN),
    "mfa_remove_webauthn": desk(STAFF, AGAIN, AGAIN),
    "mfa_activate_totp": desk(STAFF, AGAIN, AGAIN),
    "mfa_deactivate_totp": desk(STAFF, 404, 404),
    "mfa_view_recovery_codes": desk(STAFF, 404, 405),
    "mfa_generate_recovery_codes": desk(STAFF, AGAIN, AGAIN),
}
DESK = {
    "desk:sessions": desk(STAFF, 405, 302),
    "desk:people": desk(AUDIT | PEOPLE, 200, 405),
    "desk:invite": desk(PEOPLE, 200, AGAIN),
    "desk:person": desk(AUDIT | PEOPLE, 200, 405),
    "desk:person-act": desk(PEOPLE, 405, AGAIN),
    "desk:home": desk(READ, 200, 405),
    "desk:login": public(200, 200, "302"),
    "desk:logout": desk(STAFF, 405, SIGN_IN),
    "desk:profile": desk(STAFF, 200, 200),
    "desk:password": desk(STAFF, 200, 200),
    "desk:new": desk(WRITE, 200, 200),
    "desk:reports": desk(READ, 200, 405),
    "desk:report": desk(READ, 200, 200, PUBLISH),
    "desk:comments": desk(READ, 200, 302, PUBLISH),
    "desk:comment-rule": desk(CHIEF, 200, 200),
    "desk:comment-bans": desk(READ, 200, 302, PUBLISH),
    "desk:comment-ban": desk(PUBLISH, 200, 200),
    "desk:story-comments": desk(PUBLISH, 200, 302),
    "desk:campaigns": desk(CHIEF, 200, 405),
    "desk:new-campaign": desk(CHIEF, 200, 200),
    "desk:campaign": desk(CHIEF, 200, 200),
    "desk:campaign-amount": desk(CHIEF, 405, 200),
    "desk:redact": desk(CHIEF, 200, 200),
    "desk:audit": desk(AUDIT, 200, 405),
    "desk:audit-export": desk(AUDIT, 200, 405),
    "desk:audit-export-lines": desk(AUDIT, 200, 405),
    "desk:find": desk(READ, 200, 405),
    "desk:find-export": desk(READ, 200, 200),
    "desk:find-act": desk(READ, 302, 302, PUBLISH),
    "desk:front": desk(READ, 200, 200, PUBLISH),
    "desk:arrangement": desk(READ, 200, 200, PUBLISH),
    "desk:notice": desk(CHIEF, 200, 302),
    "desk:site-pages": desk(CHIEF, 200, 405),
    "desk:new-site-page": desk(CHIEF, 200, 200),
    "desk:site-page": desk(CHIEF, 200, 200),
    "desk:rules": desk(CHIEF, 200, 200),
    "desk:live-interval": desk(PUBLISH, 200, 200),
    "desk:story-rules": desk(CHIEF, 200, 302),
    "desk:story": desk(READ, 200, 405),
    "desk:text": desk(WRITE, 200, 200),
    "desk:preview": desk(READ, 200, 405),
    "desk:post": desk(WRITE, 302, 200),
    "desk:update": desk(WRITE, 200, 200),
    "desk:state": desk(READ, 200, 405),
    "desk:stop-everything": desk(PUBLISH, 405, 302),
    "desk:draft": desk(READ, 200, 405),
    "desk:keep-draft": desk(WRITE, 405, 200),
    "desk:submit-draft": desk(WRITE, 200, 302),
    "desk:approve-draft": desk(CHIEF, 200, 200),
    "desk:send-back-draft": desk(PUBLISH, 200, 200),
    "desk:publish-draft": desk(PUBLISH, 200, 302),
    "desk:schedule-draft": desk(PUBLISH, 200, 200),
    "desk:stop-draft": desk(WRITE, 200, 200),
    "desk:release-draft": desk(WRITE, 200, 302),
    "desk:discard-draft": desk(WRITE, 200, 302),
    "desk:recover-draft": desk(WRITE, 200, 200),
    "desk:retract-update": desk(PUBLISH, 200, 200),
    "desk:restore-update": desk(PUBLISH, 200, 200),
    "desk:mentions-seen": desk(READ, 405, 302),
    "desk:colleagues": desk(READ, 200, 405),
    "desk:all-topics": desk(READ, 200, 200, WRITE),
    "desk:find-topics": desk(WRITE, 200, 405),
    "desk:topic": desk(READ, 200, 200, PUBLISH),
    "desk:merge-topic": desk(PUBLISH, 200, 200),
    "desk:find-stories": desk(WRITE, 200, 405),
    "desk:hints": desk(WRITE, 405, 200),
    "desk:notes": desk(READ, 200, 200, WRITE),
    "desk:note": desk(WRITE, 200, 200),
    "desk:media": desk(READ, 200, 200, WRITE),
    "desk:lead-media": desk(READ, 302, 200, WRITE),
    "desk:medium": desk(WRITE, 200, 200),
    "desk:remove-medium": desk(WRITE, 405, 302),
    "desk:upload-picture": desk(WRITE, 405, 400),
    "desk:picture": desk(READ, 200, 405),
    "desk:sources": desk(WRITE, 200, 200),
    "desk:look-up": desk(WRITE, 405, 200),
    "desk:source": desk(READ, 200, 200, WRITE),
    "desk:source-identity": desk(WRITE, 200, 200),
    "desk:release-text": desk(PUBLISH, 200, 200),
    "desk:withdraw-text": desk(PUBLISH, 200, 200),
    "desk:summary": desk(WRITE, 200, 200),
    "desk:mark-update": desk(PUBLISH, 405, 302),
    "desk:related": desk(WRITE, 200, 200),
    "desk:topics": desk(WRITE, 200, 200),
    "desk:translation": desk(WRITE, 200, 302),
    "desk:changes": desk(READ, 200, 405),
    "desk:undo": desk(PUBLISH, 200, 200),
    "desk:restore-version": desk(PUBLISH, 200, 200),
    "desk:publish": desk(WRITE, 200, 200),
    "desk:end": desk(PUBLISH, 200, 302),
    "desk:reopen": desk(PUBLISH, 200, 200),
    "desk:retract": desk(PUBLISH, 200, 200),
    "desk:restore": desk(PUBLISH, 200, 200),
    "desk:discard": desk(WRITE, 200, 200),
}
LETTERS = {
    "letters:report": public(404, 404),  # without the piece that it is about
    "letters:status": public(200),
    "letters:sent": public(200),
    "comments:write": public(404, 404),  # without the story that it is about
    "comments:status": public(200, 200),
    "comments:sent": public(200),
}
API = {
    f"syndication:{name}": public()
    for name in (
        *("root", "incidents", "incident", "updates", "update", "versions", "version"),
        *("changes", "corrections", "sources", "source", "topics", "topic", "schema", "docs"),
        *("media", "medium"),
    )
}
READER = {
    f"reader:{name}": public()
    for name in (
        *("front", "year", "month", "day", "topics", "topic", "transparency", "verifier-key"),
        *("story", "changes", "version", "comparison", "after", "proof", "time-map"),
        *("site-changes", "byline", "corrections", "accountability", "provenance"),
        *("topic-year", "outlets", "outlet", "outlet-year", "wordings", "wording"),
        *("search", "search-description"),
        *("story-card", "update-card", "version-card"),
    )
}
ROUTES = {
    **ADMINISTRATION,
    **DOOR,
    **DESK,
    **LETTERS,
    **API,
    **READER,
    "syndication:nowhere": public(404),
    "reader:picture": public(200),
    "reader:checkpoint": public(200),
    "reader:update": public(200),
    "reader:updates": public(200),
    "reader:comments": public(200),
    "reader:live": public(204),
    "reader:at": public(302),
    "reader:time-gate": public(302),
    "reader:standing": public(200),
    "reader:unpadded-month": public(301),
    "reader:unpadded-day": public(301),
}
"""Every address, by the name of its route."""
