"""What may happen to topics: named things that many stories share."""

from incidents.actions.house.topics.merging import Merged, merge
from incidents.actions.house.topics.names import alias, by_names, moved_to
from incidents.actions.house.topics.naming import create, delete, edit, free_slugs, named

__all__ = [
    "Merged",
    "alias",
    "by_names",
    "create",
    "delete",
    "edit",
    "free_slugs",
    "merge",
    "moved_to",
    "named",
]
