"""Rows of the lists of training, six syncs, declared counts, charges and statements, for tests/list_entries.py."""

from core import clock
from core.access.actor import Actor
from party_building.leader_charges.models import LeaderCharge
from party_building.training.models import Lecturer
from party_building.year_statements.models import YearStatement
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import AnnualReport, ReportObligation
from registry.organizations.models import Organization
from registry.report_forms.models import FormVersion
from tests import access_party_syncs
from tests.access_party_syncs import a_class, a_course, a_sign_up

SYSTEM = Actor.system("every_list")


def _office(world, is_own):
    b = world.bureau
    return b.party_committee if is_own else b.department("望澜区委社会工作部", "party_organ", b.wanglan)


def _body(world, number, is_own) -> Organization:
    office = _office(world, is_own)
    return world.bureau.register(
        f"霁川市第{number}{'茶业' if is_own else '书画'}协会", responsibilities={"party_superior": office.pk}
    )


def a_training_class(world, number, is_own):
    return a_class(_office(world, is_own), f"第{number}期{'本' if is_own else '外'}班").title


def a_training_course(world, number, is_own):
    return a_course(_office(world, is_own), f"第{number}门{'本' if is_own else '外'}课").name


def a_lecturer(world, number, is_own):
    name = f"第{number}{'本' if is_own else '外'}讲师"
    Lecturer.objects.create(
        department=_office(world, is_own), name=name, employer="市委党校", valid_from=clock.today()
    )
    return name


def a_trained_body(world, number, is_own):
    return _body(world, number, is_own).name


def an_attendance(world, number, is_own):
    body = _body(world, number, is_own)
    return a_sign_up(a_class(_office(world, is_own), f"班{number}{is_own}"), body, f"第{number}{is_own}学员").name


def a_synced_body(world, number, is_own):
    return _body(world, number, is_own).name


def a_declaration(world, number, is_own):
    body = _body(world, number, is_own)
    obligations.open_year(clock.today().year - 1, actor=SYSTEM)
    obligation = ReportObligation.objects.get(organization=body)
    form = FormVersion.objects.filter(org_type=body.org_type).first()
    report = AnnualReport.objects.create(organization=body, obligation=obligation, year=obligation.year, form=form)
    access_party_syncs.a_declaration(report)
    return body.name


def a_leader(world, number, is_own):
    return access_party_syncs.a_leader(_office(world, is_own), f"第{number}{'本' if is_own else '外'}领导").name


def a_charge(world, number, is_own):
    body = _body(world, number, is_own)
    leader = access_party_syncs.a_leader(_office(world, is_own), f"领导{number}{is_own}")
    LeaderCharge.objects.create(leader=leader, kind="organization", organization=body, valid_from=clock.today())
    return body.name


def a_statement(world, number, is_own):
    office = _office(world, is_own)
    subject = world.bureau.department(f"霁川市第{number}{'本' if is_own else '外'}局", "government", world.bureau.city)
    return YearStatement.objects.create(
        office=office, year=2025, kind="department", department=subject, as_of=clock.today(), subject_name=subject.name
    ).subject_name


# List → who reads it, who may not, what makes a row, queries: the arguments of tests.list_entries.Entry.
LISTS = {
    "staff:six_syncs:list": ("party_officer", "system_admin", a_synced_body, 14),
    "staff:party_declarations:list": ("party_officer", "registry_clerk", a_declaration, 10),
    "staff:leader_charges:list": ("party_officer", "system_admin", a_leader, 10),
    "staff:leader_charges:charges": ("party_officer", "system_admin", a_charge, 10),
    "staff:year_statements:list": ("party_officer", "system_admin", a_statement, 11),
    "staff:training:list": ("party_officer", "system_admin", a_training_class, 11),
    "staff:training:courses": ("party_officer", "system_admin", a_training_course, 11),
    "staff:training:lecturers": ("party_officer", "system_admin", a_lecturer, 10),
    "staff:training:hours": ("party_officer", "system_admin", a_trained_body, 10),
    "staff:training:attendance_list": ("party_officer", "system_admin", an_attendance, 10),
}
