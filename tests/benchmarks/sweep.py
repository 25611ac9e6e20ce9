"""The nightly sweep at city and nation scale beside a hand-written INSERT … SELECT of the overdue rule.

`python -m tests.benchmarks.sweep --organizations 1000000 [--json]` clones the reference database, fills it by COPY
without history, measures and drops it. `load` and `measure` serve script/bench on a database of its own.
"""

import argparse
import datetime
import itertools
import json
import os
import resource
import time

YEARS = (2023, 2024, 2025)
DAY = datetime.date(2026, 6, 3)
GOAL = 1.5
CHUNK = 100_000

# What somebody would write by hand for AR-04 alone, into the same table with its history triggers.
FLOOR = """
INSERT INTO supervision_riskalert (rule_code, subject_organization_id, organization_id, period, due_on, severity,
    evidence, evidence_digest, opened_on, dismissal_reason, handling_state, version, district_id,
    registering_authority_id, supervising_authority_id, business_supervisor_id)
SELECT 'FLOOR', o.id, o.id, b.year::text, b.due_on, 'H', jsonb_build_object('year', b.year, 'due_on', b.due_on), '',
    %s, '', 'new', 1, o.district_id, o.registering_authority_id, o.supervising_authority_id, o.business_supervisor_id
FROM registry_reportobligation b
JOIN registry_organization o ON o.id = b.organization_id AND o.status = 'normal'
WHERE b.state IN ('open', 'satisfied') AND b.due_on < %s
    AND NOT EXISTS (SELECT FROM registry_annualreport r JOIN registry_reportsubmission s ON s.report_id = r.id
        WHERE r.obligation_id = b.id AND s.stage = 'final')
ON CONFLICT (rule_code, subject_organization_id, subject_report_id, subject_department_id, period)
    WHERE resolved_on IS NULL DO NOTHING
"""


def load(organizations: int) -> dict:
    """Fill an empty register: organizations, statuses, three years of obligations, reports and submissions.

    94% of reports are filed, most on time. Needs the owner's connection (history off). Returns rows per table.
    """
    from django.db import connection

    from core import bulk
    from core.departments.models import Department, Region
    from registry.annual_reports.models import (
        AnnualReport,
        FormVersion,
        ReportingRegime,
        ReportObligation,
        ReportSubmission,
    )
    from registry.organizations.facts import OrganizationStatus
    from registry.organizations.models import Organization

    districts, authorities, departments = _places()
    regimes = {r.year: r.pk for r in ReportingRegime.objects.filter(org_type="1", year__in=YEARS)}
    form = FormVersion.objects.order_by("pk").first().pk
    ids = range(1, organizations + 1)
    registered = datetime.date(2015, 1, 1)
    late = datetime.datetime(2026, 5, 20, tzinfo=datetime.UTC)
    duties = [(n * len(YEARS) + k, n, year) for n in ids for k, year in enumerate(YEARS)]
    filed = [(duty, n, year) for duty, n, year in duties if duty % 50 >= 3]

    def due(year):
        return datetime.date(year + 1, 6, 1)

    def moment(year):
        return late.replace(year=year + 1)

    def organization(n):
        place = n % len(districts)
        return (
            n, f"霁川市第{n}商会", f"ji chuan shi {n:07d}", "jcs", "1", "normal", "clear", registered, "", "", "", "",
            "", "", "", "", "", False, False, False, False, False, False, 1, "",
            districts[place], authorities[place], authorities[place], departments[n % len(departments)],
        )  # fmt: skip

    tables = (
        (Organization, _ORGANIZATION, (organization(n) for n in ids)),
        (
            OrganizationStatus,
            ("organization_id", "status", "valid_from", "document"),
            ((n, "normal", registered, "") for n in ids),
        ),
        (
            ReportObligation,
            ("id", "organization_id", "year", "regime_id", "period", "first_due_on", "due_on", "original_due_on",
             "state", "reason", "document"),
            (
                (duty, n, year, regimes[year], str(year), datetime.date(year + 1, 3, 31), due(year), due(year),
                 "open", "", "")
                for duty, n, year in duties
            ),
        ),
        (
            AnnualReport,
            ("id", "organization_id", "obligation_id", "year", "form_id", "state", "version"),
            ((duty, n, duty, year, form, "accepted", 1) for duty, n, year in filed),
        ),
        (
            ReportSubmission,
            ("report_id", "round", "stage", "due_on", "receipt_no", "submitted_at", "content", "content_hash",
             "direct_reason"),
            ((duty, 1, "final", due(year), f"B{duty}", moment(year), {}, "", "") for duty, _, year in filed),
        ),
    )  # fmt: skip
    written = {}
    for model, columns, rows in tables:
        written[model._meta.label] = sum(
            bulk.copy(model, columns, chunk, without_history=_has_history(model)) for chunk in _chunks(rows)
        )
    assert Department.objects.exists() and Region.objects.exists()  # noqa: PT018 the places above
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return written


_ORGANIZATION = (
    "id", "name", "pinyin", "initials", "org_type", "status", "standing", "registered_on", "uscc",
    "uscc_override_reason", "legacy_reg_no", "org_code", "business_scope", "industry", "phone_public", "address",
    "registration_level", "is_hub", "is_federation", "is_industry_association", "is_nonlocal_chamber", "is_charity",
    "has_public_fundraising", "version", "supervision_mode", "district_id",
    "registering_authority_id", "supervising_authority_id", "business_supervisor_id",
)  # fmt: skip


def _has_history(model) -> bool:
    from core import history

    return history.is_tracked(model)


def _chunks(rows):
    rows = iter(rows)
    while chunk := list(itertools.islice(rows, CHUNK)):
        yield chunk


def _places() -> tuple[list[int], list[int], list[int]]:
    """Ten districts with an office each, and thirty departments."""
    from core.departments.models import Department, DepartmentKind, Region
    from registry.annual_reports.reference import load_regimes

    province = Region.objects.filter(level=0).order_by("code").first()
    city, _ = Region.objects.get_or_create(
        code="379900000000", defaults={"name": "霁川市", "level": 1, "parent": province}
    )
    load_regimes(city.code)
    districts, authorities = [], []
    for number in range(1, 11):
        code = f"3799{number:02d}000000"
        region, _ = Region.objects.get_or_create(
            code=code, defaults={"name": f"第{number}区", "level": 2, "parent": city}
        )
        office, _ = Department.objects.get_or_create(
            name=f"第{number}区民政局", defaults={"kind": DepartmentKind.CIVIL_AFFAIRS, "region": region}
        )
        districts.append(region.pk)
        authorities.append(office.pk)
    departments = [
        Department.objects.get_or_create(
            name=f"第{number}部门", defaults={"kind": DepartmentKind.GOVERNMENT, "region": city}
        )[0].pk
        for number in range(1, 31)
    ]
    return districts, authorities, departments


def measure(repeats: int = 3) -> dict:
    """Floor, first sweep, second sweep, with the memory the sweep took in this process."""
    from supervision.risk_alerts import sweep

    floor = min(_floor() for _ in range(repeats))
    before = _resident_mb()
    first = sweep.run(DAY)
    second = sweep.run(DAY)
    rules = len(first.rules)
    return {
        "rules": rules,
        "floor_ms": round(floor * 1000),
        "sweep_ms": first.duration_ms,
        "second_ms": second.duration_ms,
        "ratio": round(first.duration_ms / (rules * floor * 1000), 2),
        "goal": GOAL,
        "holds": first.duration_ms <= rules * GOAL * floor * 1000 and not first.failed,
        "opened": first.total("opened"),
        "second_wrote": second.total("opened") + second.total("changed") + second.total("resolved"),
        "failed": first.failed,
        "memory_mb": round(_resident_mb() - before, 1),
        "each": {
            one.rule: {"first_ms": one.duration_ms, "second_ms": two.duration_ms, "found": one.found}
            for one, two in zip(first.rules, second.rules, strict=True)
        },
    }


def _floor() -> float:
    """Seconds of the hand-written statement; rolled back."""
    from django.db import connection, transaction

    from core.access.actor import Actor
    from core.history import acting

    with acting(Actor.system("bench")), transaction.atomic(), connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(FLOOR, [DAY, DAY])
        taken = time.perf_counter() - begun
        transaction.set_rollback(True)
    return taken


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--organizations", type=int, default=12_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PORTAL_AS_OWNER": "1",
        "PORTAL_NOW": f"{DAY}T09:00:00+08:00",
    }
    from script.local.places import Home
    from script.local.servers import Hold
    from script.local.templates import Templates

    home = Home.test()
    hold = Hold(home).take()
    templates = Templates(home)
    name = templates.clone("ref", f"bench_sweep_{os.getpid()}")
    os.environ |= home.addresses(name)
    try:
        print(_text(_run(options.organizations), as_json=options.json))
    finally:
        templates.drop(name)
        hold.release()


def _run(organizations: int) -> dict:
    import django

    django.setup()
    from django.db import connections

    begun = time.perf_counter()
    rows = load(organizations)
    loaded = time.perf_counter() - begun
    figures = {"organizations": organizations, "rows": sum(rows.values()), "load_s": round(loaded, 1), **measure()}
    connections.close_all()
    return figures


def _text(figures: dict, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(figures, ensure_ascii=False)
    return "\n".join(f"{name:<14} {value}" for name, value in figures.items())


if __name__ == "__main__":
    main()
