"""migrate; in a new database without drawing the whole register anew after every step.

Django renders a model and everything that leads to it again after each index, constraint, trigger and foreign key.
With two hundred tables around one organization that is most of the time of a new installation. Indexes, constraints
and triggers are handed to the database apart from the model, and a foreign key only needs the tables at its two ends:
in an empty database nothing else can depend on what was rendered before. A database with data is migrated as always.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class Command(migrate.Command):
    def handle(self, *args, **options):
        with rendering_less() if _is_new(options["database"]) else nullcontext():
            return super().handle(*args, **options)


def _is_new(database: str) -> bool:
    return not MigrationRecorder(connections[database]).applied_migrations()


@contextmanager
def rendering_less() -> Iterator[None]:
    """The same states, rendered only as far as the next step looks."""
    whole, option, trigger = ProjectState.reload_model, ProjectState._append_option, AddTrigger.state_forwards

    def near(self, app_label, model_name, delay=False):
        whole(self, app_label, model_name, delay=True)

    def append(self, app_label, model_name, name, added):
        options = self.models[app_label, model_name].options
        options[name] = [*options[name], added]
        meta = self.apps.get_model(app_label, model_name)._meta  # a later change of a field asks what it must keep
        setattr(meta, name, options[name])

    def add_trigger(self, app_label, state):
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]

    ProjectState.reload_model, ProjectState._append_option, AddTrigger.state_forwards = near, append, add_trigger
    try:
        yield
    finally:
        ProjectState.reload_model, ProjectState._append_option, AddTrigger.state_forwards = whole, option, trigger
