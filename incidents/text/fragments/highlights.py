"""What stands around the texts of a story: bylines, the summary, the key events."""

from html import escape

from incidents.text.fragments.credits import names_in_words
from incidents.text.fragments.marks import marks, notes
from incidents.text.fragments.values import Value, items, lines, moment, paragraph, text, values

SUMMARY = "What we know so far"
KEY_EVENTS = "Key events"


def credits_line(value: Value) -> str:
    """Say where a text was written, by whom, and with which agencies; empty where none is told."""
    return paragraph("credits", _joined(_dateline(value), _written_by(value)))


def summary(value: Value) -> str:
    """Give what is known so far, line by line, each with the updates that it rests on."""
    said = "\n".join(map(_line, values(value, "lines")))
    if not said:
        return ""
    return lines(
        '<section class="summary" id="summary">',
        f"<h2>{SUMMARY}</h2>",
        paragraph("as-of", f"As of {moment(str(value['at']), text(value, 'printed'))}"),
        marks(value),
        notes(value, grave=True),
        f"<ul>\n{said}\n</ul>",
        notes(value, grave=False),
        "</section>",
    )


def key_events(value: Value) -> str:
    """List the key events, each with a link to its update."""
    said = "\n".join(map(_event, values(value, "events")))
    if not said:
        return ""
    heading = f"<h2>{KEY_EVENTS}</h2>"
    opened = '<section class="key-events" id="key-events">'
    return lines(opened, heading, f"<ol>\n{said}\n</ol>", "</section>")


def pinned_section(fragment: str) -> str:
    """Put an update on top of its story."""
    return lines(
        '<section class="pinned">', paragraph("pinned-mark", "Pinned"), fragment, "</section>"
    )


def pinned_place(number: int) -> str:
    """Say in the place of an update that it stands on top."""
    link = f'<a href="#update-{number}">Update {number} is pinned at the top</a>'
    return paragraph("pinned-place", link)


def _dateline(value: Value) -> str:
    place = text(value, "dateline")
    return f'<span class="dateline">{place}</span>' if place else ""


def _written_by(value: Value) -> str:
    authors, agencies = names_in_words(str(value.get("authors") or "")), text(value, "agencies")
    if not authors:
        return f'<span class="agencies">With {agencies}</span>' if agencies else ""
    by = f'<span class="authors">By {escape(authors)}</span>'
    return f'{by}, <span class="agencies">with {agencies}</span>' if agencies else by


def _joined(place: str, by: str) -> str:
    return " - ".join(filter(None, (place, by)))


def _line(value: Value) -> str:
    words, gone = str(value.get("words") or ""), items(value, "retracted")
    if not words:
        named = " and ".join(f"Update {number}" for number in gone)
        verb = "were" if len(gone) > 1 else "was"
        return (
            f'<li class="withdrawn">Withdrawn: this rested on {named}, which {verb} retracted.</li>'
        )
    links = ", ".join(
        _rests_on(number, retracted=number in gone) for number in items(value, "updates")
    )
    links = links or '<a href="#initial-report">Initial report</a>'
    return f'<li>{words} <span class="rests-on">({links})</span></li>'


def _rests_on(number: object, *, retracted: bool) -> str:
    said = " (retracted)" if retracted else ""
    return f'<a href="#update-{number}">Update {number}</a>{said}'


def _event(value: Value) -> str:
    number, clock, day = (text(value, name) for name in ("update", "printed", "printed_date"))
    shown = moment(str(value["at"]), f"{clock}, {day}" if day else clock)
    return f'<li><a href="#update-{number}">{shown} {text(value, "headline")}</a></li>'
