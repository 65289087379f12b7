"""What readers who filled in a form are answered, without a session and kept by nobody."""

from http import HTTPStatus

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from incidents.desk.permissions import kept_nowhere

FROM_ELSEWHERE = _("This was sent from another site. Please look at it, and send it from here.")


def page(template: str, context: dict[str, object], status: int = HTTPStatus.OK) -> HttpResponse:
    """A page rendered without the request: no session is looked at, so that no cookie is set."""
    response = HttpResponse(render_to_string(template, context), status=status)
    kept_nowhere(response)
    return response


def see(address: str) -> HttpResponse:
    """Lead a reader who sent a form on to an address."""
    response = HttpResponse(status=HTTPStatus.SEE_OTHER)
    response["Location"] = address
    kept_nowhere(response)
    return response
