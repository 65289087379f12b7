"""Every address of the site has a decided right, for everybody, by GET and by POST."""

from http.cookies import SimpleCookie
from itertools import product
from pathlib import Path

from django.db import transaction
from django.test import Client
from pytest_django import Settings

from tests import factories
from tests.building.route_rights import EVERYBODY, ROUTES, Row
from tests.building.scene import Scene, routes

LEADS = {
    "/desk/login/": "sign in",
    "/admin/login/": "sign in",
    "/desk/login/again/": "ask again",
    "/desk/people/": "elsewhere",
}
REFUSED = {"403", "404", "405", "elsewhere"}
"""What an address may answer to somebody for whom it is not: none of these shows or does it."""


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = {route.name for route in routes()}

    undecided = sorted(names - ROUTES.keys())
    assert undecided == [], "say in tests/building/route_rights.py who may use these"
    assert sorted(ROUTES.keys() - names) == [], "no such address any more"


def somebody(role: str) -> Client:
    """A browser in which somebody with this role is signed in."""
    browser = Client()
    if role == "nobody":
        return browser
    kinds = {"reader": {"is_staff": False}, "superuser": {"is_superuser": True}}
    fields: dict[str, object] = {**kinds.get(role, {"role": role})}
    browser.force_login(factories.editor(f"the-{role}", **fields))
    return browser


def answered(browser: Client, path: str, method: str) -> str:
    """What an address answers, and whether it leads to the sign-in; what was done is undone."""
    kept = browser.cookies.output(attrs=[], header="", sep=";")
    with transaction.atomic():
        answer = getattr(browser, method)(path)
        transaction.set_rollback(True)
    browser.cookies = SimpleCookie(kept)
    leads, _, _ = answer.get("Location", "").partition("?")
    return LEADS.get(leads, str(answer.status_code))


def decided(row: Row, role: str, method: str) -> set[str]:
    """What the row says that this person may be answered."""
    status = {str(row.get if method == "get" else row.post)}
    posters = row.who if row.posters is None else row.posters
    if row.open and row.inside and role != "nobody":
        return {row.inside}
    if row.open or role in (row.who if method == "get" else posters):
        return status
    if role == "nobody":
        return {row.nobody}
    return {row.outside} if role == "reader" else REFUSED


def test_everybody_is_answered_as_was_decided(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.TRANSPARENCY_DIR = tmp_path
    scene = Scene()
    places = [(route, scene.path(route)) for route in routes() if route.name in ROUTES]
    otherwise = []

    for role in EVERYBODY:
        browser = somebody(role)
        for (route, path), method in product(places, ("get", "post")):
            row = ROUTES[route.name]
            if row.open and role not in ("nobody", "superuser"):
                continue
            found, expected = answered(browser, path, method), decided(row, role, method)
            if found not in expected:
                otherwise.append(f"{role} {method} {path} ({route.name}): {found}, not {expected}")

    assert not otherwise, "\n".join(otherwise)
