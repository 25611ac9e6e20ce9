"""migrate, without drawing the whole register anew after every step.

Django renders a model and everything that leads to it again after each model, field, index, constraint and trigger.
With hundreds of tables around one organization that is most of the time of an installation and of an upgrade. What is
added can be added to what is rendered already: a new model is drawn alone, a new field hung on its model, and indexes,
constraints and triggers are handed to the database apart from it. What changes or goes is drawn anew as always, and a
step in Python that follows one still sees everything drawn whole (Django's own `is_delayed`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED
from pgtrigger.migrations import AddTrigger


class Command(migrate.Command):
    def handle(self, *args, **options):
        with rendering_less():
            return super().handle(*args, **options)


def _add_model(self, model_state):
    key = model_state.app_label, model_state.name_lower
    self.models[key] = model_state
    if self._relations is not None:
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:
        model_state.render(self.apps)


def _add_field(self, app_label, model_name, name, field, preserve_default):
    if not preserve_default:
        field = field.clone()
        field.default = NOT_PROVIDED
    key = app_label, model_name
    self.models[key].fields[name] = field
    if self._relations is not None:
        self.resolve_model_field_relations(key, name, field)
    if "apps" in self.__dict__:
        field.clone().contribute_to_class(self.apps.get_model(app_label, model_name), name)
        self.apps.clear_cache()


def _append_option(self, app_label, model_name, name, added):
    options = self.models[app_label, model_name].options
    options[name] = [*options[name], added]
    meta = self.apps.get_model(app_label, model_name)._meta  # a later change of a field asks what it must keep
    setattr(meta, name, options[name])


def _add_trigger(self, app_label, state):
    options = state.models[app_label, self.model_name].options
    options["triggers"] = [*options.get("triggers", []), self.trigger]


def _reload_near(self, app_label, model_name, delay=False):
    _RELOAD(self, app_label, model_name, delay=True)


_RELOAD = ProjectState.reload_model
_QUICK = (
    (ProjectState, "add_model", _add_model),
    (ProjectState, "add_field", _add_field),
    (ProjectState, "reload_model", _reload_near),
    (ProjectState, "_append_option", _append_option),
    (AddTrigger, "state_forwards", _add_trigger),
    # Asked for every foreign key of every model drawn; what is installed does not change meanwhile.
    (apps, "get_swappable_settings_name", cache(apps.get_swappable_settings_name)),
)


@contextmanager
def rendering_less() -> Iterator[None]:
    """The same states, rendered only as far as the next step looks."""
    whole = [(owner, name, getattr(owner, name)) for owner, name, _ in _QUICK]
    for owner, name, quick in _QUICK:
        setattr(owner, name, quick)
    try:
        yield
    finally:
        for owner, name, before in whole:
            setattr(owner, name, before)
