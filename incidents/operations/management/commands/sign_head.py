"""Signs the head of the history once."""

from django.core.management.base import BaseCommand, CommandError

from incidents.actions.house import heads, series


class Command(BaseCommand):
    """Compares all heads with the history, and signs a new one if there are changes."""

    help = "Check every signed head, and sign the history as it stands if anything was added."

    def handle(self, *_args: object, **_given: object) -> None:
        """Sign, and say what was signed; exit code 1 where the history is broken."""
        try:
            head = heads.sign(whole=True)
        except heads.HistoryBroken as broken:
            raise CommandError(f"No head is signed, the history is broken: {broken}") from broken
        if head is None:
            self.stdout.write("Every head holds, and nothing was added since the last one.")
        else:
            self.stdout.write(f"Signed the head at position {head.size}; it is in {series.place()}")
