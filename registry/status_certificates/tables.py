"""The list of certificates issued."""

import django_filters

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from registry.organizations.names import tidy
from registry.status_certificates.models import StatusCertificate
from registry.status_certificates.states import Verdict

VERDICTS = [(one.value, one.label) for one in (Verdict.VALID, Verdict.EXPIRED, Verdict.WITHDRAWN)]
ORIGINS = [("own", "社会组织自行开具"), ("counter", "窗口代为开具")]


class CertificateFilters(Filters):
    primary = ("q", "number", "verdict")

    q = django_filters.CharFilter(method="_named", label="社会组织名称")
    number = django_filters.CharFilter(method="_numbered", label="编号")
    verdict = django_filters.ChoiceFilter(choices=VERDICTS, method="_judged", label="状态")
    origin = django_filters.ChoiceFilter(choices=ORIGINS, method="_from", label="开具方式")
    issued = django_filters.DateFromToRangeFilter(field_name="issued_at", label="开具日期")

    class Meta:
        model = StatusCertificate
        fields: list = []

    def _named(self, rows, name, value):
        return rows.filter(organization__name__contains=tidy(value))

    def _numbered(self, rows, name, value):
        """2026-000012, or the number alone."""
        year, _, number = value.strip().rpartition("-")
        if not number.isdigit() or len(number) > 9 or (year and not (year.isdigit() and len(year) == 4)):
            return rows.none()
        return rows.filter(number=int(number), **({"year": int(year)} if year else {}))

    def _judged(self, rows, name, value):
        return rows.with_verdict(value, clock.today())

    def _from(self, rows, name, value):
        return rows.filter(issuing_department__isnull=value == "own")


class CertificateList(ListPage):
    url_name = "staff:status_certificates:list"
    title = "社会组织证明"
    lead = "社会组织自行开具或窗口代为开具的证明。内容以平台记录为准，开具后不再改动。"
    unit = "份"
    filters = CertificateFilters
    columns = (
        Column(
            "number",
            "编号",
            value="full_number",
            kind="title",
            url="staff:status_certificates:detail",
            sort="issued",
            width=14,
        ),
        Column("organization", "社会组织", value="name", width=36),
        Column("purpose", "用途", width=28),
        Column("issued_at", "开具时间", kind="moment"),
        Column("valid_until", "有效期至", kind="date", phone=False),
        Column("verdict", "状态", value="badge", kind="badge"),
        Column("origin", "开具方式", value=lambda row: row.issuing_department or "自行开具", shown=False, width=24),
        Column("withdrawn_at", "撤回时间", kind="moment", shown=False),
    )
    sorts = (Sort("issued", "开具时间", ("-issued_at", "-id")),)
    export_permission, export_url_name = "status_certificates.draw", "staff:status_certificates:export"
    empty_title = "还没有开具过证明"
    empty_text = "社会组织登录后在“开具证明”中自行开具；也可以在社会组织页面的“证明”中代为开具。"

    def queryset(self, actor: Actor):
        return StatusCertificate.objects.visible_to(actor).select_related("issuing_department")
