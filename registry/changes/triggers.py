"""Statement triggers that write the feed: verbs, imports and COPY alike leave their line, at a statement's cost."""

import pgtrigger
from django.db import models

from registry.certificates.models import Certificate
from registry.changes.states import ChangeKind
from registry.charters.models import CharterVersion
from registry.officers.models import CouncilTerm, OfficerPost
from registry.organizations.facts import (
    OrganizationAddress,
    OrganizationClass,
    OrganizationFunds,
    OrganizationHeadcount,
    OrganizationName,
    OrganizationScope,
    OrganizationStanding,
    OrganizationStatus,
    Responsibility,
)
from registry.organizations.models import Organization

FACTS: dict[type[models.Model], ChangeKind] = {
    OrganizationName: ChangeKind.NAME,
    OrganizationStatus: ChangeKind.STATUS,
    OrganizationStanding: ChangeKind.STANDING,
    OrganizationClass: ChangeKind.CLASS,
    Responsibility: ChangeKind.RESPONSIBILITY,
    OrganizationAddress: ChangeKind.ADDRESS,
    OrganizationFunds: ChangeKind.FUNDS,
    OrganizationScope: ChangeKind.SCOPE,
    OrganizationHeadcount: ChangeKind.HEADCOUNT,
    OfficerPost: ChangeKind.OFFICERS,
    CouncilTerm: ChangeKind.TERM,
    Certificate: ChangeKind.CERTIFICATE,
    CharterVersion: ChangeKind.CHARTER,
}
# Columns of the organization that no dated fact stands behind.
PLAIN = ("uscc", "legacy_reg_no", "org_code", "registered_on", "phone_public")
_INSERT = """
insert into registry_registerchange (transaction, organization_id, kind, at)
select distinct pg_current_xact_id()::text::bigint, {key}, '{kind}', statement_timestamp() from {rows};
return null;
"""


def _trigger(name: str, operation, kind: ChangeKind, *, key: str, rows: str, **tables) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=_INSERT.format(key=key, kind=kind.value, rows=rows),
    )


def _of_fact(kind: ChangeKind) -> list[pgtrigger.Trigger]:
    key = "organization_id"
    return [
        _trigger("feed_insert", pgtrigger.Insert, kind, key=key, rows="new_values", new="new_values"),
        _trigger("feed_update", pgtrigger.Update, kind, key=key, rows="new_values", new="new_values"),
        _trigger("feed_delete", pgtrigger.Delete, kind, key=key, rows="old_values", old="old_values"),
    ]


def _of_organization() -> list[pgtrigger.Trigger]:
    def row(alias: str) -> str:
        return f"row({', '.join(f'{alias}.{column}' for column in PLAIN)})"

    changed = f"new_values n join old_values o using (id) where {row('n')} is distinct from {row('o')}"
    return [
        _trigger("feed_insert", pgtrigger.Insert, ChangeKind.ENTERED, key="id", rows="new_values", new="new_values"),
        _trigger(
            "feed_update",
            pgtrigger.Update,
            ChangeKind.ITEMS,
            key="n.id",
            rows=changed,
            old="old_values",
            new="new_values",
        ),
    ]


for _model, _kind in FACTS.items():
    pgtrigger.register(*_of_fact(_kind))(_model)
pgtrigger.register(*_of_organization())(Organization)
