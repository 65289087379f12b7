"""A site's own colour, logo and icon: read from the environment, refused where they cannot be."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from PIL import Image
from pytest_django import Settings

from newsroom.static_files import colours, look, own
from tests.building import plan

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><path d="M0 0h9"/></svg>'


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """A logo as a file."""
    file = tmp_path / "logo.svg"
    file.write_text(LOGO, encoding="utf-8")
    return file


@pytest.mark.parametrize(("written", "meant"), [("#0B3D52", "#0b3d52"), ("#900", "#990000")])
def test_a_colour_is_read(monkeypatch: pytest.MonkeyPatch, written: str, meant: str) -> None:
    monkeypatch.setenv("SITE_COLOUR", written)

    found = own.colour("SITE_COLOUR")

    assert found == meant


@pytest.mark.parametrize("written", ["petrol", "0b3d52", "#12345", "#gggggg"])
def test_what_is_no_colour_stops_the_start(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("SITE_COLOUR", written)

    with pytest.raises(SystemExit, match="a colour in hexadecimal, such as SITE_COLOUR=#0b4a63"):
        own.colour("SITE_COLOUR")


def test_a_colour_too_light_to_read_stops_the_start_with_one_that_would_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SITE_COLOUR", "#ffcc00")

    with pytest.raises(SystemExit, match=r"contrast of 1\.5 on the page, and need 4\.5") as stopped:
        own.colour("SITE_COLOUR")

    offered = str(stopped.value).partition("such as SITE_COLOUR=")[2][:7]
    monkeypatch.setenv("SITE_COLOUR", offered)
    assert own.colour("SITE_COLOUR") == offered


def test_the_pages_are_what_the_colours_are_measured_on() -> None:
    tokens = (plan.ROOT / "static/css/tokens.css").read_text(encoding="utf-8")

    papers = [line.split()[1].rstrip(";") for line in tokens.splitlines() if " --paper:" in line]

    assert papers[:2] == [colours.written(own.LIGHT), colours.written(own.DARK)]


@pytest.mark.parametrize("colour", ["#0b3d52", "#7a0019", "#000000", "#3b0764"])
def test_letters_in_the_colour_of_the_house_can_be_read_in_light_and_dark(
    settings: Settings, colour: str
) -> None:
    settings.SITE_COLOUR = colour

    light, dark = look.tokens().splitlines()

    shades = [line.rpartition("--accent:")[2][:7] for line in (light, dark)]
    for shade, behind in zip(shades, (own.LIGHT, own.DARK), strict=True):
        read = colours.read(shade)
        assert read is not None
        assert colours.contrast(read, behind) >= 4.5
    assert f"--brand:{colour}" in light


def test_every_sheet_carries_the_colour_and_none_without(settings: Settings) -> None:
    plain = _sheet("css/pages/reader.css")

    settings.SITE_COLOUR = "#7a0019"
    coloured = {_sheet(f"css/pages/{name}.css")[-250:] for name in ("reader", "desk")}

    assert "#7a0019" not in plain
    assert all("--brand:#7a0019" in end for end in coloured)


def _sheet(place: str) -> str:
    found = finders.find(place)
    assert isinstance(found, str)
    return Path(found).read_text(encoding="utf-8")


def test_a_logo_is_measured_and_served(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, logo: Path
) -> None:
    monkeypatch.setenv("SITE_LOGO", str(logo))
    settings.SITE_LOGO = found = own.picture("SITE_LOGO", "site-logo")

    served = finders.find("img/site-logo.svg")

    assert found is not None
    assert (found.place, found.width, found.height) == ("img/site-logo.svg", 240, 60)
    assert isinstance(served, str)
    assert Path(served).read_text(encoding="utf-8") == LOGO


@pytest.mark.django_db
def test_the_logo_stands_for_the_name_and_says_it(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, client: Client, logo: Path
) -> None:
    monkeypatch.setenv("SITE_LOGO", str(logo))
    settings.SITE_LOGO = own.picture("SITE_LOGO", "site-logo")
    settings.SITE_NAME, settings.SITE_TAGLINE = "The Harbour Post", "News of the river"

    page = client.get("/").content.decode()

    assert (
        '<img class="masthead-logo" src="/static/img/site-logo.svg" width="240" height="60"'
        ' alt="The Harbour Post">'
    ) in page
    assert '<p class="masthead-tagline">News of the river</p>' in page


def test_an_icon_of_the_site_takes_the_place_of_ours(settings: Settings, tmp_path: Path) -> None:
    template = Template("{% load site %}{% site_icon %}")
    ours = template.render(Context())

    settings.SITE_ICON = own.Kept(tmp_path / "i.png", "img/site-icon.png", 32, 32)
    theirs = template.render(Context())

    assert (ours, theirs) == ("img/icon.svg", "img/site-icon.png")


def test_a_logo_in_points_is_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    Image.new("RGB", (300, 80)).save(file)
    monkeypatch.setenv("SITE_LOGO", str(file))

    found = own.picture("SITE_LOGO", "site-logo")

    assert found == own.Kept(file, "img/site-logo.png", 300, 80)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.svg", None, "the whole path of an SVG, PNG or WebP file"),
        ("logo.gif", b"GIF89a", "the whole path of an SVG, PNG or WebP file"),
        ("logo.svg", b"<svg></svg>", "a file that can be read as a picture"),
        ("logo.png", b"no picture", "a file that can be read as a picture"),
        ("logo.png", b"x" * 100_001, "a file of at most 100 kB"),
    ],
)
def test_a_logo_that_cannot_be_shown_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("SITE_LOGO", str(file))

    with pytest.raises(SystemExit, match=said):
        own.picture("SITE_LOGO", "site-logo")
