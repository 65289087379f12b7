"""The addresses of the door; the library that opens it knows them by these names."""

from django.urls import path

from incidents.desk.people import factors, signing_in

OWN = "desk/second-factor/"

urlpatterns = [
    path("admin/login/", signing_in.sign_in_to_administration, name="administration-login"),
    path("admin/logout/", signing_in.out, name="administration-logout"),
    path("admin/password_change/", signing_in.own_password, name="administration-password"),
    path("desk/login/", signing_in.sign_in, name="account_login"),
    path("desk/login/passkey/", signing_in.by_passkey, name="mfa_login_webauthn"),
    path("desk/login/second/", signing_in.second_step, name="mfa_authenticate"),
    path("desk/login/again/", signing_in.confirm, name="account_reauthenticate"),
    path("desk/login/again/code/", signing_in.confirm_by_code, name="mfa_reauthenticate"),
    path("desk/login/again/key/", signing_in.confirm_by_key, name="mfa_reauthenticate_webauthn"),
    path("desk/login/welcome/<uidb64>/<token>/", signing_in.welcome, name="welcome"),
    path("desk/login/out/", signing_in.out, name="account_logout"),
    path(OWN, factors.own, name="mfa_index"),
    path(f"{OWN}key/", factors.add_key, name="mfa_add_webauthn"),
    path(f"{OWN}key/<int:pk>/", factors.name_key, name="mfa_edit_webauthn"),
    path(f"{OWN}key/<int:pk>/remove/", factors.remove_key, name="mfa_remove_webauthn"),
    path(f"{OWN}app/", factors.add_app, name="mfa_activate_totp"),
    path(f"{OWN}app/remove/", factors.remove_app, name="mfa_deactivate_totp"),
    path(f"{OWN}codes/", factors.see_codes, name="mfa_view_recovery_codes"),
    path(f"{OWN}codes/new/", factors.new_codes, name="mfa_generate_recovery_codes"),
]
