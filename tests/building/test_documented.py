"""What a person or a machine may ask for by name is written down."""

import re

from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from tests.building import plan

READ_FROM_ENVIRONMENT = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
FORMATS, INTAKE = plan.ROOT / "incidents/formats", plan.ROOT / "incidents/intake"
NOT_OURS = {"admin", "drf_spectacular"}


def test_every_setting_is_documented() -> None:
    named = {
        name
        for path in plan.modules("newsroom")
        for name in READ_FROM_ENVIRONMENT.findall(path.read_text(encoding="utf-8"))
    }
    written = (plan.ROOT / "docs/settings.md").read_text(encoding="utf-8")

    missing = {name for name in named if f"`{name}`" not in written}

    assert missing == set()


def test_every_command_is_documented() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith("incidents")}
    written = plan.documentation()

    missing = {name for name in ours if name not in written}

    assert missing == set()


def test_every_format_is_documented() -> None:
    formats = {path.stem.removeprefix("as_") for path in FORMATS.glob("as_*.py")}
    sources = {path.stem.removeprefix("from_") for path in INTAKE.glob("from_*.py")}
    written = plan.documentation()

    names = {name.replace("_", "-") for name in formats | sources}
    missing = {name for name in names if name not in written.lower()}

    assert missing == set()


def test_every_url_name_is_documented() -> None:
    written = plan.documentation()

    missing = {name for name in url_names(get_resolver()) if f"`{name}`" not in written}

    assert missing == set()


def url_names(resolver: URLResolver, space: str = "") -> set[str]:
    """Names with their namespace, such as `desk:login`, but for those that Django brings."""
    found = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found |= {f"{space}:{entry.name}" if space else entry.name} if entry.name else set()
        else:
            inner = ":".join(filter(None, (space, entry.namespace)))
            found |= url_names(entry, inner) if inner not in NOT_OURS else set()
    return found
