"""`manage.py` for our own commands: what they write carries the command's name in its history."""

from django.core.management import ManagementUtility

OURS = ("config", "core", "registry", "party_building", "supervision")


class ActingUtility(ManagementUtility):
    def fetch_command(self, subcommand):
        command = super().fetch_command(subcommand)
        if type(command).__module__.split(".")[0] in OURS:
            self._wrap(command, subcommand)
        return command

    @staticmethod
    def _wrap(command, name: str) -> None:
        from core.access.actor import Actor
        from core.history import acting

        execute = command.execute

        def acting_execute(*args, **options):
            with acting(Actor.system(f"manage.{name}")):
                return execute(*args, **options)

        command.execute = acting_execute
