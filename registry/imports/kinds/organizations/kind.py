"""Organizations as a kind of list."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from core.access.actor import Actor
from core.departments.models import Department, Region
from registry.imports import lookups, values
from registry.imports.drafts import Draft
from registry.imports.kind import ImportKind
from registry.imports.kinds.organizations import applying, reading, undoing
from registry.imports.kinds.organizations.matching import Register, match
from registry.imports.kinds.organizations.targets import LABELS, TARGETS
from registry.imports.models import ImportBatch, ImportRow
from registry.organizations.models import Organization
from registry.organizations.states import OrgType


class Organizations(ImportKind):
    key = "organizations"
    label, unit = "社会组织", "家"
    lead = "名称、代码、登记信息；新的登记入册，已有的只改不同之处。"
    offices = ("civil_affairs", "approval_bureau")
    model = Organization
    targets, labels = TARGETS, LABELS
    required = (("name", "later_name", "platform_id"),)
    asks = ("org_type", "list_date", "source", "registering_authority", "mode")
    parsers = {
        "name": values.name,
        "later_name": values.name,
        "uscc": values.credit_code,
        "platform_id": values.platform_id,
        "org_code": values.organization_code,
        "legacy_reg_no": values.certificate_no,
        "org_type": values.organization_type,
        "fundraising": values.fundraising,
        "registered_on": values.date,
        "registered_funds_yuan": values.money,
        "full_time_staff": values.count,
        "volunteers": values.count,
        "business_scope": values.words,
        "tax_status": values.words,
        "evaluation": values.grade,
    }
    twice = (
        ("platform_id", values.error),
        ("uscc", values.error),
        ("org_code", values.confirm),
        ("legacy_reg_no", values.confirm),
        ("name", values.confirm),
    )
    undo_text = "由本批新增、之后没有任何记录的组织会移出登记簿；之后又有修改或业务的会保留并列出。"

    def context(self, key: str, column: list[str], batch: ImportBatch, today: datetime.date) -> dict:
        if key == "uscc":
            return {"known_region": lookups.Regions(batch.department).known_code}
        if key == "phone_public":
            return {"limit": 40}
        return super().context(key, column, batch, today)

    def complete(self, draft: Draft, batch: ImportBatch) -> None:
        reading.complete(draft, batch)

    def look_up(self, drafts: list[Draft], batch: ImportBatch) -> None:
        reading.look_up(drafts, batch)

    def match(self, drafts: list[Draft], batch: ImportBatch) -> None:
        match(drafts, Register.of(drafts), department_id=batch.department_id)

    def create(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> list[int]:
        return applying.create(batch, rows, actor=actor)

    def change(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> dict:
        return applying.change(batch, row, actor=actor)

    def withdraw(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> dict[int, str]:
        return undoing.withdraw(batch, rows, actor=actor)

    def restore(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> list[str]:
        return undoing.restore(row, actor=actor, label=self.field_label)

    # ---- in words

    def facts(self, held: dict) -> list[str]:
        codes = [held.get("uscc"), held.get("org_code") if not held.get("uscc") else "", held.get("legacy_reg_no")]
        return [*codes, held.get("registered_on"), held.get("region_name") or held.get("city")]

    def read(self, key: str, held: dict) -> str:
        if key == "fundraising":
            return {True: "有公开募捐资格", False: "无公开募捐资格"}.get(held.get("has_public_fundraising"), "")
        if key == "city":
            return held.get("region_name", "")
        if key == "name" and held.get("former_name"):
            return f"曾用名：{held['former_name']}"
        if key == "later_name":
            return held.get("name", "")
        if key == "org_type" and held.get("org_type"):
            return OrgType(held["org_type"]).label
        if key == "registered_funds_yuan" and held.get(key):
            return f"{held[key]} 元"
        return super().read(key, held)

    def in_words(self, rows: Iterable[ImportRow]) -> dict[str, dict]:
        """Two queries for a page of rows."""
        regions, units = set(), set()
        for row in rows:
            regions |= {row.values.get("region_id"), *row.changes.get("region_id", [])}
            units |= {row.values.get("business_supervisor_id"), *row.changes.get("business_supervisor_id", [])}
        known = Region.objects.filter(pk__in=regions - {None}).values_list("pk", "full_name")
        offices = Department.objects.filter(pk__in=units - {None}).values_list("pk", "name")
        return {"region_id": dict(known), "business_supervisor_id": dict(offices)}

    def shown_records(self, ids: Iterable[int]) -> dict[int, dict]:
        """One query: what a clerk compares before she picks."""
        rows = Organization.objects.filter(pk__in=list(ids))
        links = ("supervising_authority", "business_supervisor", "city", "district", "street")
        return {row.pk: _shown(row) for row in rows.select_related(*links)}

    def found_by(self, typed: str, actor: Actor) -> list[int]:
        rows = Organization.objects.visible_to(actor).filter(name__contains=typed) if typed else []
        by_code = Organization.objects.visible_to(actor).filter(uscc=typed) if typed else []
        return [row.pk for row in [*by_code, *rows[:8]]]


def _shown(row: Organization) -> dict:
    place = row.street or row.district or row.city
    facts = {
        "name": row.name,
        "uscc": row.uscc, "org_code": row.org_code, "legacy_reg_no": row.legacy_reg_no,
        "org_type": row.get_org_type_display(), "registered_on": row.registered_on and row.registered_on.isoformat(),
        "business_supervisor": row.business_supervisor and row.business_supervisor.name,
        "supervising_authority": row.supervising_authority and row.supervising_authority.name,
        "city": place and (place.full_name or place.name), "address": row.address,
        "phone_public": row.phone_public, "status": row.get_status_display(),
        "registered_funds_yuan": row.registered_funds_yuan and f"{row.registered_funds_yuan:.2f} 元",
    }  # fmt: skip
    address = reverse("staff:organizations:detail", args=[row.pk])
    return {"title": row.name, "url": address, "facts": {key: text for key, text in facts.items() if text}}
