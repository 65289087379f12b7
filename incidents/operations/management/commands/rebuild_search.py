"""Makes the index of words anew."""

from django.core.management.base import BaseCommand

from incidents.actions import finding


class Command(BaseCommand):
    """Looks at every story; what is as it should be is not written again."""

    help = "Make everything public findable by readers' search, for instance after a restore."

    def handle(self, *_args: object, **_given: object) -> None:
        """Say now and then how far it is; the site goes on meanwhile, and so may the worker."""
        done = finding.rebuild(lambda stories: self.stdout.write(f"{stories:,} stories ..."))
        self.stdout.write(f"All of {done:,} stories are looked at.")
