"""The quick way of a new database comes to the same tables as the long one."""

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from core.management.commands.migrate import rendering_less

LAST = ("core", "0008_view_subscriptions")


def walked(loader: MigrationLoader) -> ProjectState:
    """Every step of the kernel's tables, with models rendered on the way as a migration renders them."""
    state = ProjectState()
    assert state.apps is not None
    for key in loader.graph.forwards_plan(LAST):
        for operation in loader.graph.nodes[key].operations:
            operation.state_forwards(key[0], state)
    return state


def said(model) -> tuple:
    """Fields by what they are given: two readings of an array field are never equal."""
    return (
        model.options,
        model.bases,
        {name: (type(field), sorted(field.deconstruct()[3])) for name, field in model.fields.items()},
    )


def rendered(state: ProjectState) -> dict[str, list[str]]:
    models = state.apps.get_models()
    return {model._meta.db_table: sorted(field.name for field in model._meta.get_fields()) for model in models}


def test_rendering_less_ends_in_the_same_models_with_the_same_constraints_and_triggers():
    loader = MigrationLoader(None)
    whole = walked(loader)
    with rendering_less():
        quick = walked(loader)
    assert {key: said(model) for key, model in quick.models.items()} == {
        key: said(model) for key, model in whole.models.items()
    }
    assert rendered(quick) == rendered(whole)


def test_the_long_way_is_back_afterwards():
    before = ProjectState.reload_model
    with rendering_less():
        assert ProjectState.reload_model is not before
    assert ProjectState.reload_model is before
