"""How people sign in: what Django, django-allauth and django-axes are told."""

from datetime import timedelta

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # seconds: how long a link to set a password works

# Names and passwords: no sign-up, no mail.

ACCOUNT_ADAPTER = "incidents.desk.people.adapters.Accounts"
ACCOUNT_FORMS = {"login": "incidents.desk.people.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # seconds
# Within one process, against floods; the limit that counts is that of axes, in the database.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "60/m/ip,30/5m/key"}

# The second factor

MFA_ADAPTER = "incidents.desk.people.adapters.Factors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

# After so many failures of one name from one address, neither works together for a while.

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "incidents.desk.people.limits.locked_out"
AXES_USERNAME_CALLABLE = "incidents.desk.people.limits.name_tried"
AXES_CLIENT_IP_CALLABLE = "incidents.desk.people.limits.home_of"
AXES_SENSITIVE_PARAMETERS = [
    *("username", "login", "password", "code", "credential", "csrfmiddlewaretoken"),
]
AXES_DISABLE_ACCESS_LOG = True  # what happened stands in the newsroom's own events
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
