"""Every word of the pages for readers is marked for translation, but for what a ledger froze."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings
from pytest_django import Settings

from incidents.desk.standards.comments import started
from incidents.models import Incident
from tests.conftest import Once
from tests.reader.languages import greek, pseudo
from tests.reader.languages.greek import Newsroom

pytestmark = pytest.mark.django_db

FROZEN = (
    *("//section[@class='update']", "//section[@class='update retracted']"),
    *("//section[@class='lead']", "//section[@class='summary']", "//section[@class='key-events']"),
    *("//ol[@class='source-list']/li", "//*[contains(@class, 'story--frozen')]"),
    *("//p[@class='credits']", "//*[contains(@class, 'comparison-prose')]"),
)
"""What belongs to a version: it stays in the language in which it was written."""

CONTENT = (
    *("//p[@class='notice']", "//a[@hreflang]", "//span[@class='proof-key']"),
    "//nav[@aria-labelledby='colophon-newsroom']//li[position() < last()]",
    *("//div[contains(@class, 'standing-text')]", "//p[@class='wording-what']/a"),
)
"""What the newsroom wrote elsewhere: its notice, its own pages; languages by their own names."""


@pytest.fixture
def spoken(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The language in which every marked word is wrapped, in a newsroom with a Greek name."""
    settings.SITE_NAME = "Εφημερίδα"
    pseudo.spoken(monkeypatch)


@pytest.fixture(scope="module")
def made(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    with override_settings(TRANSPARENCY_DIR=tmp_path_factory.mktemp("heads")):
        return once(greek.newsroom)


STORY = (
    *("", "updates/1/", "updates/3/", "provenance/", "comments/"),
    *("changes/", "changes/?open=6", "changes/?kind=correction&order=oldest"),
    *("changes/?kind=none", "changes/?size=7", "changes/?from=2&to=2", "changes/?from=0&to=2"),
    *("changes/1/", "changes/3/", "changes/3/proof/", "changes/2..9/", "changes/1..19/"),
    *("changes/2..9/?view=columns", "changes/2..9/?piece=lead", "changes/2..9/?piece=none"),
)
"""Pages of a story that has lived through everything."""


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/news/2017/", "/news/2017/02/", "/news/2017/02/25/", "/topics/", "{topic}"),
        *("/sources/", "{outlet}", "/search/", "/search/?q=Πέντε", "/search/?q=Πέντες"),
        *("/search/?q=Πέντε&order=relevance&kind=ended&language=en", "/search/?q=ψ&order=none"),
        *("/search/?q=Πέντε&from=2017-02-25&to=2017-02-26", "/search/?q=Πέντε&from=2017-02-99"),
        *("/about/", "/about/ethics/", "/about/corrections-policy/", "/about/changes/"),
        *("/about/changes/ethics/2/", "/about/changes/ethics/3/"),
        *(f"{{story}}{below}" for below in STORY),
        *("{translated}", "{retracted}", "{retracted}comments/", "{retracted}changes/3/"),
        *("{redacted}", "{redacted}changes/", "{redacted}changes/1/", "{redacted}changes/1..3/"),
        *("{redacted}changes/1/proof/", "{redacted}changes/3/", "{redacted}provenance/"),
        "/report/?story={story}&piece=lead&version=1",
        "/comment/?story={story}",
        "/comment/?story={retracted}",
        *("/changes/", "/changes/?kind=correction", "{byline}", "/changes/by/none/"),
        *("/corrections/", "/accountability/", "/transparency/", "/nowhere/", "{story}none/"),
    ],
)
def test_no_word_is_left_unmarked(
    client: Client, made: Newsroom, spoken: None, address: str
) -> None:
    places = {name: getattr(made, name) for name in Newsroom.__slots__}

    page = client.get(address.format(**places)).content.decode()

    assert pseudo.OPEN in page
    assert pseudo.unmarked(page, *FROZEN, *CONTENT) == []


@pytest.mark.parametrize(
    "template", ["403_csrf.html", "404.html", "410.html", "500.html", "503.html"]
)
def test_no_page_that_tells_of_a_failure_is_left_unmarked(
    made: Newsroom, spoken: None, template: str
) -> None:
    page = render_to_string(template)

    assert pseudo.unmarked(page, *CONTENT) == []


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"message": "ψ" * 2001, "selected": "ψ" * 1001},
        {"message": "Όχι πέντε.", "website": "ψ"},
    ],
)
def test_what_a_report_lacks_is_told_in_the_language(
    client: Client, made: Newsroom, spoken: None, given: dict[str, str]
) -> None:
    page = client.post(f"/report/?story={made.story}&piece=lead&version=1", given).content.decode()

    assert 'class="letter-error"' in page or 'role="alert"' in page
    assert pseudo.unmarked(page, *FROZEN, *CONTENT) == []


def test_who_reports_too_much_is_told_so_in_the_language(
    client: Client, made: Newsroom, spoken: None
) -> None:
    address = f"/report/?story={made.story}&piece=lead&version=1"
    sent = [client.post(address, {"message": f"Όχι {number}."}) for number in range(6)]

    assert [answer.status_code for answer in sent] == [303] * 5 + [429]
    for answer in (
        sent[-1],
        client.get(sent[0]["Location"]),
        client.post(address, {"message": "Όχι"}, headers={"Sec-Fetch-Site": "cross-site"}),
    ):
        assert pseudo.unmarked(answer.content.decode(), *FROZEN, *CONTENT) == []


WORDS = {"name": "Άννα", "email": "ani@example.org", "text": "Ήμουν εκεί κι εγώ."}


@pytest.mark.parametrize(
    "given",
    [
        {},
        WORDS,
        {**WORDS, "email": "ψ", "text": "ψ" * 3001},
        {**WORDS, "website": "ψ"},
        {**WORDS, "name": "Ελένη Θεού"},
        {**WORDS, "started": "now"},
        {**WORDS, "started": "now", "text": "Ήμουν εκεί."},
    ],
)
def test_what_a_comment_lacks_is_told_in_the_language(
    client: Client,
    made: Newsroom,
    spoken: None,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
) -> None:
    monkeypatch.setattr(started, "LEAST", 3600)  # too fast, however slow this machine is
    story = Incident.objects.get(path=made.story.removeprefix("/news/").strip("/"))
    mark = {"started": started.begun(story)} if "started" in given else {}

    page = client.post(f"/comment/?story={made.story}", {**given, **mark}).content.decode()

    assert 'class="letter-error"' in page or "comment--preview" in page or 'role="alert"' in page
    assert pseudo.unmarked(page, *FROZEN, *CONTENT) == []


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/news/2017/02/25/", "/news/2017/02/", "/topics/", "{topic}", "/sources/"),
        *("{outlet}", "/search/?q=Πέντε", "/changes/", "/corrections/", "/nowhere/"),
    ],
)
def test_a_date_has_the_form_that_the_language_has_for_it(
    client: Client, made: Newsroom, spoken: None, address: str
) -> None:
    places = {name: getattr(made, name) for name in Newsroom.__slots__}

    page = client.get(address.format(**places)).content.decode()

    assert pseudo.misdated(page) == []


def test_a_word_that_nobody_marked_is_found() -> None:
    page = "<p>Ελληνικά 〚Marked 〚words〛 here〛 and <b>not</b> these</p><p title='Nor this'></p>"

    assert pseudo.unmarked(page) == ["Nor this", "Ελληνικά and not these"]


def test_a_date_whose_form_nobody_marked_is_found() -> None:
    dates = "〚25 〚February〛 2017〛, 3 〚March〛 2018"

    assert pseudo.misdated(dates) == [f"3 {pseudo.MARKED} 2018"]
