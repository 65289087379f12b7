"""Reading a page: pure, from bytes to what an editor is asked to confirm; it never fails."""

import re
from dataclasses import dataclass

from incidents.actions.house.fetching.reading.article import article, cleaned
from incidents.actions.house.fetching.reading.characters import decoded
from incidents.actions.house.fetching.reading.linked_data import LinkedData
from incidents.actions.house.fetching.reading.markup import Page, text_of
from incidents.actions.house.fetching.reading.moments import Moment, moment
from incidents.actions.house.fetching.reading.posts import Post, post
from incidents.actions.web.addresses import PORTS, WebAddress, canonical, joined
from incidents.actions.web.refusals import NotFetchable
from incidents.text.sanitise import line

MOST_AUTHORS = 20
LONGEST_OUTLET, LONGEST_TITLE, LONGEST_NAME, LONGEST_DESCRIPTION = 500, 2000, 200, 2000

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_BY = re.compile(r"(by|von|par|por|di|door|av|af)\s+", re.IGNORECASE)
_SUBDOMAINS = re.compile(r"(www|m|mobile|amp)\.")
_OUTLET_AFTER_TITLE = r"\s*[|\u2013\u2014\u00b7\u00bb-]\s*{}\s*"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page says about itself; what it does not say is empty."""

    title: str
    outlet: str
    authors: tuple[str, ...]
    published: Moment | None
    canonical: str
    language: str
    description: str
    text: str
    post: Post | None = None


def read(body: bytes, charset: str, media_type: str, address: WebAddress) -> Reading:
    """Read a page that came from an address."""
    text = decoded(body, charset)
    if media_type == "text/plain":
        told = cleaned(text)
        return Reading("", address.site, (), None, str(canonical(address)), "", "", told)
    page = Page(text)
    data = LinkedData(page)
    link = _canonical(page, address)
    published = _published(page, data)
    shown = post(page, address, link, published)
    outlet = shown.platform if shown else _outlet(page, data, address)
    return Reading(
        title=_title(page, data, outlet),
        outlet=outlet,
        authors=tuple(filter(None, [shown.author])) if shown else _authors(page, data),
        published=published,
        canonical=link,
        language=_language(page, data),
        description=_cut(_description(page, data), LONGEST_DESCRIPTION),
        text=shown.text if shown else article(page, data.text("articleBody")),
        post=shown,
    )


def _outlet(page: Page, data: LinkedData, address: WebAddress) -> str:
    told = page.meta("og:site_name") or next(iter(data.names("publisher")), "")
    return _cut(told, LONGEST_OUTLET) or address.site


def _title(page: Page, data: LinkedData, outlet: str) -> str:
    """The headline; the name of the outlet does not belong to it."""
    headings = [text_of(element) for element in list(page.elements("h1"))[:2]]
    told = (
        data.text("headline")
        or page.meta("og:title", "twitter:title")
        or (headings[0] if len(headings) == 1 else "")
        or next((text_of(element) for element in page.elements("title")), "")
    )
    title = _cut(told, LONGEST_TITLE)
    return re.sub(_OUTLET_AFTER_TITLE.format(re.escape(outlet)) + "$", "", title) or title


def _authors(page: Page, data: LinkedData) -> tuple[str, ...]:
    """The people who are named as authors, each once; addresses of their profiles are no names."""
    told = data.names("author") or [
        said
        for name in ("author", "article:author", "parsely-author", "dc.creator", "byl")
        for said in page.metas.get(name, ())
    ]
    if not told:
        told = [
            text_of(element)
            for element in page.elements("a")
            if "author" in element.get("rel", "").lower().split()
        ]
    names = (_BY.sub("", _cut(one, LONGEST_NAME), count=1) for one in told[:100])
    kept = dict.fromkeys(name for name in names if name and "://" not in name)
    return tuple(kept)[:MOST_AUTHORS]


def _published(page: Page, data: LinkedData) -> Moment | None:
    told = [
        data.text("datePublished") or data.text("uploadDate"),
        page.meta("article:published_time", "og:published_time", "og:article:published_time"),
        page.meta("datepublished", "uploaddate", "parsely-pub-date", "pubdate", "publishdate"),
        page.meta("date", "dc.date.issued", "dc.date", "dcterms.created", "citation_date"),
        *(element.get("datetime", "") for element in list(page.elements("time"))[:3]),
    ]
    return next(filter(None, map(moment, told)), None)


def _canonical(page: Page, address: WebAddress) -> str:
    """The address that the page gives for itself, if that is on the same site; else where it was.

    A page that names the front of its site names none: that is a common mistake.
    """
    for told in (page.link("canonical"), page.meta("og:url")):
        try:
            named = joined(address, told) if told else None
        except NotFetchable:
            continue
        if named and _same_site(named, address) and (named.target != "/" or address.target == "/"):
            return str(canonical(named))
    return str(canonical(address))


def _same_site(one: WebAddress, other: WebAddress) -> bool:
    hosts = {_SUBDOMAINS.sub("", address.host, count=1) for address in (one, other)}
    return len(hosts) == 1 and (one.port == other.port or one.port in PORTS.values())


def _language(page: Page, data: LinkedData) -> str:
    for told in (page.language(), data.text("inLanguage"), page.meta("og:locale", "language")):
        tag = told.strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            return tag
    return ""


def _description(page: Page, data: LinkedData) -> str:
    told = page.meta("og:description", "description", "twitter:description")
    return told or data.text("description")


def _cut(told: str, longest: int) -> str:
    """A text in one line, short enough for its place: what is longer is no title and no name."""
    return line(told[: longest * 4])[:longest].strip()
