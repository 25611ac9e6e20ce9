"""The register as a sheet for editing: every column that a list of organizations can change, in the words of its
targets, and 平台编号, by which each row finds its organization again."""

from core import clock
from core.listing import Column
from registry.organizations.facts import OrganizationHeadcount
from registry.organizations.lists import OrganizationList
from registry.organizations.models import Organization


def _place(row: Organization) -> str:
    region = row.community or row.street or row.district or row.city
    return (region.full_name or region.name) if region else ""


class EditingList(OrganizationList):
    """The rows and filters of the register as it is today. What comes back unchanged changes nothing."""

    url_name = ""  # a sheet, not a page
    title = "组织名录（用于修改）"
    export_permission = "organizations.export"
    columns = (
        Column("platform_id", "平台编号", value=lambda row: str(row.pk)),
        Column("uscc", "统一社会信用代码", width=22),
        Column("name", "名称", width=40),
        Column("org_code", "组织机构代码"),
        Column("legacy_reg_no", "登记证号", width=24),
        Column("org_type", "组织类型", value="get_org_type_display"),
        Column("fundraising", "公募或非公募", value="has_public_fundraising"),
        Column("registered_on", "成立登记日期", kind="date"),
        Column("registered_funds_yuan", "注册资金（元）", kind="yuan"),
        Column("city", "所在地区", value=_place, width=28),
        Column("address", "住所", width=40),
        Column("business_supervisor", "业务主管单位", value="business_supervisor.name", width=28),
        Column("business_scope", "业务范围", width=40),
        Column("full_time_staff", "专职工作人员数", kind="number"),
        Column("volunteers", "志愿者数", value=lambda row: row.volunteers, kind="number"),
        Column("phone_public", "对外联系电话"),
    )

    def queryset(self, actor):
        return Organization.objects.visible_to(actor).select_related("community", "business_supervisor")

    def prepare(self, rows, filters) -> None:
        super().prepare(rows, filters)
        facts = OrganizationHeadcount.objects.on(clock.today()).filter(organization__in=[row.pk for row in rows])
        counts = dict(facts.values_list("organization_id", "volunteers"))
        for row in rows:
            row.volunteers = counts.get(row.pk)
