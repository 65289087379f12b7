"""Only models and actions write to the database; nobody else even spells it."""

import ast
import re

import pytest

from tests.building import plan

MAY_WRITE = ("incidents/models/", "incidents/actions/")
CANNOT_WRITE = ("incidents/text/", "incidents/reader/sharing/drawing.py")  # know no database
# The rights of the two roles, and the first account of a new newsroom.
LAUNCHER_WRITES = {"newsroom/database/roles.py", "newsroom/first_steps.py"}
ALWAYS = {
    "save", "asave", "bulk_create", "bulk_update", "abulk_create", "get_or_create",
    "update_or_create", "create_user", "create_superuser", "delete", "adelete",
}  # fmt: skip
ON_QUERYSETS = {"create", "acreate", "update", "aupdate", "add", "set", "remove", "clear"}
QUERYSET_WORDS = {"objects", "_default_manager", "_base_manager", "filter", "exclude", "all"}
WRITING_SQL = re.compile(
    r"\s*(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE|ALTER|DROP|CREATE|COPY(?! \())\b",
    re.IGNORECASE,
)


def test_only_models_and_actions_write_to_the_database() -> None:
    elsewhere = [
        path
        for path in plan.modules(*plan.HOUSE)
        if not plan.place(path).startswith(MAY_WRITE + CANNOT_WRITE)
        and plan.place(path) not in LAUNCHER_WRITES
    ]

    written = [plan.place(path, line) for path in elsewhere for line in writes(plan.tree(path))]

    assert written == []


@pytest.mark.parametrize(
    "code",
    [
        "story.save()",
        "Incident.objects.create(headline='x')",
        "Incident.objects.filter(pk=1).update(headline='x')",
        "story.delete()",
        "cursor.execute('UPDATE incidents_incident SET headline = 1')",
        "cursor.execute('''\n  insert into incidents_version values (1)''')",
        "story.topics.all().delete()",
    ],
)
def test_a_write_is_recognised(code: str) -> None:
    assert list(writes(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        *("found.update(path=1)", "seen.add(1)", "'UPDATE on 3 March'"),
        *("super().save(commit=False)", "'COPY (SELECT 1) TO STDOUT'"),
    ],
)
def test_what_only_looks_like_a_write_is_not_taken_for_one(code: str) -> None:
    assert not list(writes(ast.parse(code)))


def writes(tree: ast.Module) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and (is_call_that_writes(node) or is_sql(node))
    ]


def is_call_that_writes(node: ast.expr) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    words = {part.attr for part in ast.walk(node.func.value) if isinstance(part, ast.Attribute)}
    if node.func.attr in ON_QUERYSETS:
        return bool(words & QUERYSET_WORDS)
    return node.func.attr in ALWAYS and not asks_for_no_commit(node)


def asks_for_no_commit(call: ast.Call) -> bool:
    """A form that fills an instance in and leaves the writing to an action."""
    return any(
        word.arg == "commit" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def is_sql(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(WRITING_SQL.match(node.value))
    )
