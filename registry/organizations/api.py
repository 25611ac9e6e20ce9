"""The register for other systems: what anybody may know of an organization, no person in it."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from rest_framework import serializers

from core import clock
from core.api.resources import DetailApi, ListApi
from core.departments.models import Department, Region
from registry.identifiers.issues import normalize_code
from registry.organizations import queries
from registry.organizations.facts import OrganizationName
from registry.organizations.filters import OrganizationFilters
from registry.organizations.models import Organization
from registry.organizations.situations import all_situations
from registry.organizations.states import OrgType, RegistrationLevel, Standing, Status

OFFICES = {
    "registering_authority": "登记管理机关",
    "supervising_authority": "监督管理机关",
    "business_supervisor": "业务主管单位",
    "industry_department": "行业管理部门",
    "party_superior": "党建责任单位",
}


# What is read of a row; the rest of the table stays where it is.
COLUMNS = (
    "uscc", "name", "org_type", "status", "standing", "is_charity", "has_public_fundraising", "registration_level",
    "registered_on", "district_id", "street_id", *(f"{name}_id" for name in OFFICES),
)  # fmt: skip


class FormerName(serializers.Serializer):
    name = serializers.CharField(help_text="曾用名称")
    valid_from = serializers.DateField(help_text="启用日期")
    valid_to = serializers.DateField(help_text="停用日期，含当日")


class OrganizationRow(serializers.Serializer):
    """Registered items, which the register publishes. Left out on purpose: address and telephone (often a person's
    own), staff, funds, business scope, legal representative (public one by one, never in bulk), everything of the
    party organization, and why a standing was entered.
    """

    id = serializers.IntegerField(help_text="本平台编号，不变更、不复用")
    uscc = serializers.CharField(help_text="统一社会信用代码；尚未赋码的为空")
    name = serializers.CharField(help_text="名称（as_of 当日）")
    former_names = FormerName(many=True, help_text="曾用名，由早到晚")
    org_type = serializers.ChoiceField(OrgType.choices, help_text="组织类型")
    status = serializers.ChoiceField(Status.choices, help_text="登记状态")
    standing = serializers.ChoiceField(Standing.choices, help_text="信用状况")
    is_charity = serializers.BooleanField(help_text="是否慈善组织")
    has_public_fundraising = serializers.BooleanField(help_text="是否有公开募捐资格")
    registration_level = serializers.ChoiceField(RegistrationLevel.choices, allow_blank=True, help_text="登记级别")
    registered_on = serializers.DateField(allow_null=True, help_text="成立登记日期")
    district_id = serializers.IntegerField(allow_null=True, help_text="所在区县编号，用于 district 筛选")
    district_code = serializers.CharField(allow_null=True, help_text="所在区县的 12 位区划代码")
    street_id = serializers.IntegerField(allow_null=True, help_text="所在镇街编号，用于 street 筛选")
    street_code = serializers.CharField(allow_null=True, help_text="所在镇街的 12 位区划代码")

    def get_fields(self):
        """Each office by id, for the filters, and by name."""
        fields = super().get_fields()
        for name, label in OFFICES.items():
            fields[f"{name}_id"] = serializers.IntegerField(allow_null=True, help_text=f"{label}编号，用于筛选")
            fields[name] = serializers.CharField(allow_null=True, help_text=f"{label}名称")
        return fields


def as_json(row: Organization, codes: dict[int, str], names: dict[int, str]) -> dict:
    """`codes` of regions and `names` of offices, by id."""
    found = {
        "id": row.pk,
        "uscc": row.uscc,
        "name": row.name,
        "former_names": row.former_names,
        "org_type": row.org_type,
        "status": row.status,
        "standing": row.standing,
        "is_charity": row.is_charity,
        "has_public_fundraising": row.has_public_fundraising,
        "registration_level": row.registration_level,
        "registered_on": row.registered_on.isoformat() if row.registered_on else None,
        "district_id": row.district_id,
        "district_code": codes.get(row.district_id),
        "street_id": row.street_id,
        "street_code": codes.get(row.street_id),
    }
    for name in OFFICES:
        key = getattr(row, f"{name}_id")
        found[f"{name}_id"], found[name] = key, names.get(key)
    return found


def _look_up(model, column: str, rows: list[Organization], links: Iterable[str]) -> dict:
    """One column of the rows that `links` point to. No objects: they would cost more than the page itself."""
    keys = {getattr(row, f"{link}_id") for row in rows for link in links} - {None}
    return dict(model.objects.filter(pk__in=keys).values_list("pk", column))


def _former_names(day):
    names = OrganizationName.objects.filter(organization=OuterRef("pk"), valid_to__lt=day).order_by("valid_from")
    return ArraySubquery(names.values(as_object=JSONObject(name="name", valid_from="valid_from", valid_to="valid_to")))


EXAMPLE = {
    "id": 1024,
    "uscc": "51379900MJE1234567",
    "name": "霁川市茶文化协会",
    "former_names": [{"name": "霁川市茶业协会", "valid_from": "2015-03-02", "valid_to": "2023-12-31"}],
    "org_type": "1",
    "status": "normal",
    "standing": "clear",
    "is_charity": False,
    "has_public_fundraising": False,
    "registration_level": "city",
    "registered_on": "2015-03-02",
    "district_id": 12,
    "district_code": "379902000000",
    "street_id": 31,
    "street_code": "379902001000",
    "registering_authority_id": 3,
    "registering_authority": "霁川市行政审批服务局",
    "supervising_authority_id": 2,
    "supervising_authority": "霁川市民政局",
    "business_supervisor_id": 8,
    "business_supervisor": "霁川市商务局",
    "industry_department_id": None,
    "industry_department": None,
    "party_superior_id": 40,
    "party_superior": "霁川市社会组织综合党委",
}


class _Organizations:
    permission = "organizations.view"
    tag = "organizations"
    row = OrganizationRow
    example = EXAMPLE
    day_parameter = "as_of"
    day_help = "查看某日：按该日有效的登记事项返回；只返回当日已登记的组织。不填为今天。"

    def queryset(self, actor, day):
        rows = Organization.objects.visible_to(actor).as_of(day)
        return rows.only(*COLUMNS).annotate(former_names=_former_names(day))

    def complete(self, rows, day):
        if day != clock.today():
            queries.put_past(rows)
        self.codes = _look_up(Region, "code", rows, ("district", "street"))
        self.names = _look_up(Department, "name", rows, OFFICES)

    def as_json(self, row):
        return as_json(row, self.codes, self.names)


class OrganizationListApi(_Organizations, ListApi):
    summary = "社会组织名录"
    filters = OrganizationFilters

    @classmethod
    def lent_parameters(cls):
        today = clock.today()
        return {
            one.key: (one.label, [value for value, _ in one.choices(today)])
            for one in all_situations()
            if not one.by_seat
        }


class OrganizationApi(_Organizations, DetailApi):
    summary = "一家社会组织（按平台编号）"
    lookup_help = "本平台编号"


class OrganizationByCodeApi(_Organizations, DetailApi):
    summary = "一家社会组织（按统一社会信用代码）"
    lookup, lookup_help = "uscc", "统一社会信用代码，大小写均可"

    def wanted(self, value):
        return normalize_code(value)
