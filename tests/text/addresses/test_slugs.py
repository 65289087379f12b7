"""Slugs of headlines."""

# ruff: noqa: RUF001  texts in other scripts stand here on purpose
import pytest
from hypothesis import given, strategies as st

from incidents.text.addresses.slugs import slug


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Two killed; clashes go on (Updated 5)", "two-killed-clashes-go-on-updated-5"),
        ("François visits Łódź, Øster & İzmir", "francois-visits-lodz-oster-izmir"),
        ("a" * 139 + " tail", "a" * 139),
        ("議會通過議案，定於11月9日舉行。", "議會通過議案-定於11月9日舉行"),
        ("Ильхам Алиев заявил", "ильхам-алиев-заявил"),
        ("हिन्दी में समाचार", "हिन्दी-में-समाचार"),
        ("...", "story"),
        ("", "story"),
        ("Index", "index-story"),
    ],
)
def test_a_slug_is_made_of_the_headline(title: str, made: str) -> None:
    assert slug(title) == made


def test_a_headline_in_another_script_is_cut_near_sixty_characters() -> None:
    assert slug("議" * 200) == "議" * 60


@given(st.text(), st.integers(1, 140))
def test_a_slug_is_never_empty_and_never_looks_like_a_path_or_a_file(text: str, limit: int) -> None:
    made = slug(text, limit=limit)

    assert made
    assert not set(made) & set("./?#% \n")
    assert made == slug(made, limit=200) or not made.isascii()
