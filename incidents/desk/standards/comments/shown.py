"""What the desk shows of readers' comments beside other things."""

from incidents.models import Comment


def waiting() -> int:
    """How many comments wait for an editor, on all stories."""
    return Comment.objects.filter(state=Comment.State.WAITING).count()
