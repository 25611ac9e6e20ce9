"""Rules of the tests: about organizations, with facts a test can change."""

from django.db.models import Case, Value, When
from django.db.models.functions import JSONObject

from core.departments.models import Department, DepartmentKind
from core.rules.base import Rule, as_findings
from core.rules.models import Severity
from party_building.party_units.models import PartyUnit
from registry.certificates.models import Certificate
from registry.organizations.models import Organization


class Rich(Rule):
    """Organizations with funds on record, registered by the day; high from the threshold on."""

    code = "TT-01"
    title = "注册资金较多"
    explanation = "测试用"
    default_severity = Severity.MEDIUM
    default_params = {"high_from": 1_000_000, "least": 0}
    param_labels = {"high_from": "高级别起点（元）", "least": "多于多少元"}
    legal_sources = ("associations-28",)
    settled_by = ("annual_report_submitted",)

    def findings(self, as_of, version):
        rows = Organization.objects.filter(
            registered_funds_yuan__gt=version.params.get("least", 0), registered_on__lte=as_of
        )
        high = When(registered_funds_yuan__gte=version.params["high_from"], then=Value("H"))
        return as_findings(
            rows,
            subject="pk",
            organization="pk",
            period=Value(str(as_of.year)),
            due_on="registered_on",
            severity=Case(high, default=Value(version.severity)),
            evidence=JSONObject(industry="industry"),
        )


class Nobody(Rule):
    code = "TT-02"
    title = "从不命中"
    explanation = "测试用"

    def findings(self, as_of, version):
        return as_findings(
            Organization.objects.none(),
            subject="pk",
            organization="pk",
            period=Value(""),
            due_on=None,
            severity="I",
            evidence={},
        )


class Broken(Rule):
    """Divides by zero in the database, in the middle of its statement."""

    code = "TT-03"
    title = "出错的规则"
    explanation = "测试用"

    def findings(self, as_of, version):
        from django.db.models import ExpressionWrapper, F, IntegerField

        boom = ExpressionWrapper(F("id") / (F("version") - F("version")), output_field=IntegerField())
        return as_findings(
            Organization.objects.annotate(boom=boom).filter(boom__gt=0),
            subject="pk",
            organization="pk",
            period=Value(""),
            due_on=None,
            severity="L",
            evidence={},
        )


class Units(Rule):
    """Every party unit that stands; the rule says its host as well, which the alert must not."""

    code = "TT-06"
    title = "党组织待办"
    explanation = "测试用"
    subject_kind = "party_unit"
    told = ("PTY",)

    def findings(self, as_of, version):
        return as_findings(
            PartyUnit.objects.on(as_of),
            subject="pk",
            organization="organization_id",
            period=Value(""),
            due_on=None,
            severity=version.severity,
            evidence={},
        )


class Papers(Rule):
    """Every certificate that holds; a row that belongs to an organization."""

    code = "TT-07"
    title = "证书待核"
    explanation = "测试用"
    subject_kind = "certificate"
    evidence_labels = {"copies": "副本"}

    def findings(self, as_of, version):
        return as_findings(
            Certificate.objects.on(as_of),
            subject="pk",
            organization="organization_id",
            period=Value(""),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(copies="copies"),
        )


class Offices(Rule):
    """Every office; rows that belong to no organization."""

    code = "TT-08"
    title = "单位待办"
    explanation = "测试用"
    subject_kind = "department"

    def findings(self, as_of, version):
        return as_findings(
            Department.objects.active(as_of).of_kind(DepartmentKind.GOVERNMENT),
            subject="pk",
            period=Value(""),
            due_on=None,
            severity=version.severity,
            evidence={},
        )
