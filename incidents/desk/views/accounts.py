"""Signing in, and the name that readers see."""

from typing import Any

from django.contrib.auth import logout, views
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy

from incidents.actions.house import editors
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.forms.acts import BylineForm, SignInForm
from incidents.desk.permissions import EditorRequest, editors_only, is_editor, kept_nowhere
from incidents.models import Editor


class SignIn(views.LoginView):
    """The way in: name and password of an active member of staff."""

    http_method_names = ["get", "post", "head"]
    template_name = "desk/login.html"
    authentication_form = SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who is in already goes on to the desk."""
        if request.method in ("GET", "HEAD") and is_editor(request.user):
            return kept_nowhere(redirect(self.get_success_url()))
        return kept_nowhere(super().dispatch(request, *args, **kwargs))


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
        say(self.request, "Your password is changed")
        return response


@editors_only("POST", right=None)
def sign_out(request: EditorRequest) -> HttpResponse:
    """The way out."""
    logout(request)
    return redirect("desk:login")


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
    return page(request, "desk/profile.html", form)


change_password = editors_only("GET", "POST", right=None)(ChangePassword.as_view())
