"""Who a nameless source really is: noted by one person, read by the few who are named."""

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from incidents.actions.parts.identities import note_identity, read_identity, readers_of
from incidents.actions.refusals import Refused
from incidents.desk.answers import carried_out, page, say
from incidents.desk.material.forms import IdentityForm
from incidents.desk.material.sources import source_of
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Editor, Right, Source


@sensitive_post_parameters("who")
@editors_only("GET", "POST", right=Right.WRITE)
@sensitive_variables("said", "form")
def identity(request: EditorRequest, pk: int, source: int) -> HttpResponse:
    """Note who a source is, or read it; nothing of it stands in an address or is kept anywhere."""
    row = source_of(pk, source)
    readers = readers_of(row, by=request.user)
    said, refused = "", ""
    form = IdentityForm(
        request.POST if "note" in request.POST else None,
        colleagues=_colleagues(request.user),
        initial={"readers": [reader.pk for reader in readers or ()]},
    )
    if "read" in request.POST:
        try:
            said = read_identity(row, by=request.user)
        except Refused as refusal:
            refused = str(refusal)
    elif form.is_valid() and carried_out(form, lambda: _note(request, row, form)):
        say(request, "Sealed: only the people whom you named can read it")
        readers = readers_of(row, by=request.user)
        form = IdentityForm(
            colleagues=_colleagues(request.user),
            initial={"readers": [reader.pk for reader in readers or ()]},
        )
    return page(
        request,
        "desk/material/identity.html",
        form,
        incident=row.incident,
        source=row,
        readers=readers,
        said=said,
        refused=refused,
    )


@sensitive_variables("form")
def _note(request: EditorRequest, row: Source, form: IdentityForm) -> None:
    chosen = form.cleaned_data["readers"]
    readers = Editor.objects.filter(pk__in=chosen, is_active=True, is_staff=True)
    note_identity(row, who=form.cleaned_data["who"], readers=readers, by=request.user)


def _colleagues(by: Editor) -> list[Editor]:
    """Everybody who works at the desk, but the one who asks."""
    rows = Editor.objects.filter(is_active=True, is_staff=True).exclude(pk=by.pk)
    return list(rows.order_by("last_name", "first_name", "username"))
