"""Signing in, and the name that readers see."""

from typing import Any

from django.contrib.auth import views
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from incidents.actions.house import accounts as people, editors
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.forms.acts import BylineForm
from incidents.desk.people.sessions import places
from incidents.desk.permissions import EditorRequest, address_of, editors_only
from incidents.models import Editor


class ChangePassword(views.PasswordChangeView):
    """Another password, for who knows the old one."""

    http_method_names = ["get", "post", "head"]
    template_name = "desk/form.html"
    success_url = reverse_lazy("desk:profile")
    extra_context = {
        "title": "Change your password",
        "button": "Change password",
        "back": reverse_lazy("desk:profile"),
    }

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and say so."""
        response = super().form_valid(form)
        editor, address = form.user, address_of(self.request)
        people.note("password.changed", editor, by=editor, address=address)
        own = self.request.session.session_key
        people.end_sessions(editor, by=editor, address=address, but=own)
        say(self.request, "Your password is changed")
        return response


@editors_only("GET", "POST", right=None)
def profile(request: EditorRequest) -> HttpResponse:
    """The name that readers see for this editor."""
    form = BylineForm(posted(request), instance=Editor.objects.get(pk=request.user.pk))
    if form.is_valid():
        given = form.cleaned_data

        def act() -> object:
            return editors.set_byline(
                request.user,
                by=request.user,
                mode=given["byline_mode"],
                real_name=(given["first_name"], given["last_name"]),
                pseudonym=given["pseudonym"],
            )

        if carried_out(form, act):
            say(request, "Readers see the new name from the next change on")
            return redirect("desk:profile")
    found = places(request.user, request.session.session_key)
    return page(request, "desk/profile.html", form, places=found)


change_password = editors_only("GET", "POST", right=None)(ChangePassword.as_view())
