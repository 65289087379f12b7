"""Slugs and addresses of stories."""

# ruff: noqa: RUF001  texts in other scripts stand here on purpose
from datetime import date

import pytest
from hypothesis import given, strategies as st

from incidents.text.slugs import normalise_address, path, slug


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


def test_a_path_is_padded() -> None:
    assert path(date(2017, 2, 5), "x") == "2017/02/05/x"


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("/news/2017/2/5/x.md", "2017/02/05/x"),
        ("https://host.example/zh/news/2017/02/5/x.html?y#z", "2017/02/05/x"),
        ("/news/2017/02/25/x/", "2017/02/25/x"),
        ("/news/2017/02/25/%E5%8A%A0.md", "2017/02/25/加"),
        ("/news/2017/02/25/e\u0301", "2017/02/25/\u00e9"),
        ("/news/2017/02/30/x", None),
        ("/news/2017/02/25/index.md", None),
        ("/news/2017/02/25/", None),
        ("/news/2017/02/25/x/updates/3/", None),
        ("/news/2017/02/25/a%2Fb", None),
        ("/news/2017/02/25/..", None),
        ("/news/2017/02/25/%2E.md", None),
        ("/opinion/2017/02/25/x", None),
        ("", None),
    ],
)
def test_an_address_is_normalised_whatever_its_form(address: str, normal: str | None) -> None:
    assert normalise_address(address) == normal


@given(st.text())
def test_no_text_is_too_odd_to_be_asked_for_an_address(text: str) -> None:
    normal = normalise_address(f"/news/2017/2/5/{text}")

    assert normal is None or normal.startswith("2017/02/05/")
