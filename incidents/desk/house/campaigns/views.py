"""The list of appeals, one of them, and the amount that has come in."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from incidents.actions.house import campaigns
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.house.campaigns.forms import AmountForm, CampaignForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Campaign, Right
from incidents.record.beside.campaign import meter

AMOUNTS_SHOWN = 50


@editors_only("GET", right=Right.HOUSE)
def listed(request: EditorRequest) -> HttpResponse:
    """Every appeal with its meter, and the way to a new one."""
    running = set(Campaign.objects.running().values_list("pk", flat=True))
    rows = [
        {
            "campaign": row,
            "meter": meter(row),
            "running": row.pk in running,
            "form": AmountForm(auto_id=f"id_{row.pk}_%s"),
        }
        for row in Campaign.objects.all()
    ]
    return page(request, "desk/house/campaigns/list.html", rows=rows)


@editors_only("GET", "POST", right=Right.HOUSE)
def new(request: EditorRequest) -> HttpResponse:
    """A new appeal."""
    form = CampaignForm(posted(request))
    if form.is_valid() and carried_out(
        form, lambda: campaigns.create(form.given(), by=request.user)
    ):
        say(request, "The appeal is made")
        return redirect("desk:campaigns")
    return page(request, "desk/house/campaigns/edit.html", form, title="A new appeal")


@editors_only("GET", "POST", right=Right.HOUSE)
def one(request: EditorRequest, campaign: int) -> HttpResponse:
    """One appeal: what it says, and every amount that was noted."""
    row = get_object_or_404(Campaign, pk=campaign)
    form = CampaignForm(posted(request), campaign=row)
    if form.is_valid() and carried_out(
        form, lambda: campaigns.edit(row, form.given(), by=request.user)
    ):
        say(request, "The appeal is changed")
        return redirect("desk:campaigns")
    noted = row.amounts.select_related("by")[:AMOUNTS_SHOWN]
    return page(
        request,
        "desk/house/campaigns/edit.html",
        form,
        title=row.title,
        amounts=[(row.printed(amount.raised), amount) for amount in noted],
    )


@editors_only("POST", right=Right.HOUSE)
def amount(request: EditorRequest, campaign: int) -> HttpResponse:
    """Note how much has come in."""
    row = get_object_or_404(Campaign, pk=campaign)
    form = AmountForm(posted(request), auto_id=f"id_{row.pk}_%s")
    if form.is_valid() and carried_out(
        form,
        lambda: campaigns.note_amount(row, form.cleaned_data["raised"], by=request.user),
    ):
        noted = Campaign.objects.get(pk=row.pk)
        say(request, f"{meter(noted).said}: noted")
        return redirect("desk:campaigns")
    return page(request, "desk/form.html", form, title=row.title, button="Note the amount")
