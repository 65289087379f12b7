"""A redaction is refused to whoever may not, and where something is missing."""

import pytest

from incidents.actions.redactions import redact as redactions
from incidents.actions.refusals import (
    NotAllowed,
    NoteNeeded,
    NothingWritten,
    Unconfirmed,
    WrongValue,
)
from incidents.models import (
    Redaction,
    Report,
)
from tests import factories
from tests.actions.redactions.scenes import NAME, chief, everywhere, removed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["contributor", "editor"])
def test_nobody_but_a_chief_removes_anything(role: str) -> None:
    factories.story("A quiet place", lead=f"<p>{NAME}.</p>")
    someone = factories.editor("someone", role=role)

    with pytest.raises(NotAllowed):
        removed(by=someone)

    with pytest.raises(NotAllowed):
        removed(by=None)
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"note": " "}, NoteNeeded),
        ({"note": "We removed zoe-ørnulf."}, WrongValue),
        ({"category": ""}, WrongValue),
        ({"category": "because"}, WrongValue),
    ],
)
def test_ground_and_note_are_needed_and_do_not_say_it(
    given: dict[str, str], refusal: type[Exception]
) -> None:
    factories.story("A quiet place", lead=f"<p>{NAME}.</p>")

    with pytest.raises(refusal):
        removed(**given)

    assert not Redaction.objects.exists()


def test_a_chief_does_not_sign_with_the_name_that_goes() -> None:
    factories.story("A quiet place", lead="<p>Carla Head.</p>")

    with pytest.raises(WrongValue, match="byline"):
        removed("Carla Head", by=chief())


def test_what_stands_nowhere_is_not_removed() -> None:
    factories.story()

    with pytest.raises(NothingWritten):
        removed("Nobody Anywhere")


def test_more_than_anybody_expects_has_to_be_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    everywhere()
    monkeypatch.setattr(redactions, "MANY", 5)

    with pytest.raises(Unconfirmed):
        removed()

    assert removed(confirmed=True).left.count == 0
    assert not Report.objects.filter(message__contains="Zo").exists()
