"""Images, quoted posts and videos as plain values; files only where partners may use them."""

from incidents.formats._format import Site
from incidents.formats._plain.values import Fields, day_given, given, moment
from incidents.record.pages.media import FileEntry, MediumEntry


def medium(entry: MediumEntry, site: Site) -> Fields:
    """One of them; of a picture that is not for partners, what is said of it and no file."""
    files = entry.files if entry.redistribute else ()
    return {
        "id": entry.key,
        "number": entry.number,
        "kind": entry.kind,
        "kind_label": given(entry.kind_label),
        "alt": given(entry.alt),
        "caption": given(entry.caption),
        "credit": given(entry.credit),
        "place": given(entry.place),
        "date": day_given(entry.date),
        "provenance": given(entry.provenance),
        "licence": given(entry.licence),
        "warning": given(entry.warning),
        "redistribute": entry.redistribute,
        "renditions": [_file(file, site) for file in files],
        "author": given(entry.author),
        "handle": given(entry.handle),
        "platform": given(entry.platform),
        "text": given(entry.text),
        "url": given(entry.url),
        "at": moment(entry.at),
        "printed": given(entry.printed),
        "provider": given(entry.provider),
        "video": given(entry.video),
    }


def _file(entry: FileEntry, site: Site) -> Fields:
    return {
        "url": site.absolute(entry.path),
        "media_type": entry.media_type,
        "width": entry.width,
        "height": entry.height,
        "bytes": entry.size,
        "sha256": entry.sha256,
    }
