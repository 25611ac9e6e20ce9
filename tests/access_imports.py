"""For the access walk: import batches, their rows and the gaps they leave."""

import dataclasses

from core.files import actions as files
from registry.imports.kind import ImportKind, kinds
from registry.imports.models import ImportBatch, ImportGap, ImportRow
from registry.imports.states import GapKind
from tests.access_world import Place

_BRINGS = {"system_admin": "departments", "street_officer": "community_organizations"}


def _kind(place: Place) -> ImportKind:
    """A list of the kind that the walker may bring: not every seat brings lists of organizations."""
    role = next((role for role, user in place.world.users.items() if user == place.user), "")
    return kinds()[_BRINGS.get(role, "organizations") if place.position == "own" else "organizations"]


def batch(place: Place) -> dict:
    kind = _kind(place)

    def make():
        uploader = dataclasses.replace(place.world.system, department_id=place.department.pk)
        file = files.store(
            f"社会组织名称\n走查商会{place.department.pk}".encode(),
            name="走查.csv",
            kind="import",
            permission="imports.view",
            actor=uploader,
        )
        made = ImportBatch.objects.create(
            kind=kind.key,
            permission=kind.permission,
            has_line=kind.has_line,
            file=file,
            department=place.department,
            registering_authority=place.department,
            header=["社会组织名称"],
            mapping=["name"],
            row_count=1,
            uploaded_by=place.owner,
        )
        ImportRow.objects.create(batch=made, line=2, raw=["走查商会"], numeric=[False], values={"name": "走查商会"})
        return made

    return {"pk": place.world.once("batch", (place.department.pk, kind.key), make).pk}


def batch_row(place: Place) -> dict:
    return {**batch(place), "line": 2}


def gap(place: Place) -> dict:
    def make():
        return ImportGap.objects.create(department=place.department, kind=GapKind.values[0], word="走查市")

    return {"pk": place.world.once("gap", place.department.pk, make).pk}
