"""登记变更: one form for each kind of change, from the day it takes effect. A form knows its verb."""

import hashlib
from typing import Any, ClassVar

from django import forms
from django.conf import settings

from core import clock
from core.access.actor import Actor
from core.dated.models import DatedFact
from core.departments.models import Department, DepartmentKind, Region
from core.forms import VersionedFormMixin
from registry.organizations import actions
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
from registry.organizations.names import tidy
from registry.organizations.papers import day_field, offices, paper_field
from registry.organizations.states import (
    DECIDED_STATUSES,
    OrgType,
    RegistrationLevel,
    ResponsibilityKind,
    Standing,
    Status,
    SupervisionMode,
)


class ChangeForm(VersionedFormMixin):
    """Fields of a subclass bear the names of the organization's columns, so that a stale tab is told both versions."""

    do_not_call_in_templates = True  # a page that offers the changes walks the classes
    slug: ClassVar[str]
    title: ClassVar[str]
    lead: ClassVar[str]
    model: ClassVar[type[DatedFact]]
    key: ClassVar[dict[str, str]] = {}
    common = ("version", "valid_from", "document")

    valid_from = day_field("生效日期", help_text="含当日。早于今天的为补录，晚于今天的到日自动生效。")
    document = forms.CharField(
        label="依据文书", max_length=200, help_text="文书名称及文号，如：准予变更登记决定书（霁民社准〔2026〕12号）。"
    )

    def __init__(self, *args, instance: Organization, **options):
        self.instance = instance
        initial = {"valid_from": clock.today(), **self.said_now(instance), **options.pop("initial", {})}
        super().__init__(*args, initial=initial, **options)

    def said_now(self, organization: Organization) -> dict[str, Any]:
        """Of the fields that say what changes: what stands on the organization now."""
        columns = {field.name: field for field in Organization._meta.concrete_fields}
        names = [name for name in self.base_fields if name in columns and name not in self.common]
        return {name: getattr(organization, columns[name].attname) for name in names}

    def values_of(self, obj) -> dict:
        """What is nobody's column cannot be in conflict."""
        return {**{name: self.cleaned_data.get(name) for name in self.fields}, **self.said_now(obj)}

    @property
    def digest(self) -> str:
        """Of what was filled in: a confirmation of anything else is previewed again."""
        told = "\x1f".join(
            f"{name}={getattr(value, 'pk', value)}" for name, value in sorted(self.cleaned_data.items())
        )
        return hashlib.sha256(told.encode()).hexdigest()

    def arguments(self) -> dict[str, Any]:
        """What the verb takes beside the day and the document."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in self.common}

    def verb(self, organization: Organization, **options) -> DatedFact | None:
        raise NotImplementedError

    def change(self, actor: Actor) -> actions.Change:
        when = {"valid_from": self.cleaned_data["valid_from"], "document": self.cleaned_data["document"].strip()}
        return lambda organization: self.verb(organization, actor=actor, **self.arguments(), **when)


class NameChange(ChangeForm):
    slug, title, model = "name", "名称", OrganizationName
    lead = "原名称自生效前一日起成为曾用名，仍可检索。"
    name = forms.CharField(label="新名称", max_length=120)
    field_order = ("name",)

    def clean_name(self):
        name = tidy(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("请填写新名称。")
        return name

    def verb(self, organization, **options):
        return actions.rename(organization, **options)


class AddressChange(ChangeForm):
    slug, title, model = "address", "住所", OrganizationAddress
    lead = "住所与所在区划一起变更；所在区划决定属地。"
    region = forms.ModelChoiceField(
        label="所在区划",
        queryset=Region.objects.none(),
        required=False,
        empty_label="暂不能确定",
        help_text="选到已知的最低一级。暂不能确定的进入“未匹配区划”清单。",
    )
    address = forms.CharField(label="住所", max_length=200)
    field_order = ("region", "address")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        field = self.fields["region"]
        field.queryset = _home_regions(self.instance)
        field.label_from_instance = lambda region: f"{'　' * max(region.level - 1, 0)}{region.name}"

    def said_now(self, organization):
        region = (
            organization.community_id or organization.street_id or organization.district_id or organization.city_id
        )
        return {"region": region, "address": organization.address}

    def verb(self, organization, **options):
        region = options.pop("region")
        return actions.move_address(organization, region_id=region.pk if region else None, **options)


def _home_regions(organization: Organization):
    """The city with all below it, in the order of the codes; the organization's own city where it is another."""
    current = Region.objects.current()
    city = organization.city.code[:4] if organization.city else ""
    home = current.filter(code__startswith=city or settings.HOME_CITY_CODE[:4], level__gte=1)
    return home.order_by("code")


class StatusChange(ChangeForm):
    slug, title, model = "status", "状态", OrganizationStatus
    lead = "登记已经作出的决定。注销、撤销登记、吊销登记证书必须写明决定文号、决定日期和决定机关。"
    status = forms.ChoiceField(label="新状态", choices=Status.choices)
    decision_number = forms.CharField(label="决定文号", max_length=80, required=False)
    decided_on = day_field("决定日期", required=False, help_text="不晚于今天。")
    decided_by = forms.ModelChoiceField(
        label="决定机关", queryset=Department.objects.none(), required=False, empty_label="请选择"
    )
    field_order = ("status", "decision_number", "decided_on", "decided_by")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["decided_by"].queryset = offices(DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU)

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day and day > clock.today():
            raise forms.ValidationError("决定日期不能晚于今天，请按决定文书填写。")
        return day

    def clean(self):
        found = super().clean()
        if found.get("status") in DECIDED_STATUSES:
            label = Status(found["status"]).label
            for name in ("decision_number", "decided_on", "decided_by"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, f"{label}须有决定，请填写{self.fields[name].label}。")
        return found

    def verb(self, organization, **options):
        office = options.pop("decided_by")
        return actions.change_status(organization, decided_by_id=office.pk if office else None, **options)


class StandingChange(ChangeForm):
    slug, title, model = "standing", "信用状况", OrganizationStanding
    lead = "把已经作出的列入、移出决定登记到档案，不在此处作出决定。"
    standing = forms.ChoiceField(label="信用状况", choices=Standing.choices)
    ground = forms.CharField(
        label="列入情形", max_length=200, required=False, help_text="照决定文书填写，不写个人信息。移出的不填。"
    )
    field_order = ("standing", "ground")

    def clean(self):
        found = super().clean()
        if found.get("standing") in (Standing.ABNORMAL, Standing.SERIOUS) and not found.get("ground"):
            self.add_error("ground", "列入须写明情形，请照决定文书填写。")
        if found.get("standing") == Standing.CLEAR and found.get("ground"):
            self.add_error("ground", "无不良记录的不填列入情形，请删去。")
        return found

    def verb(self, organization, **options):
        return actions.change_standing(organization, **options)


class ClassChange(ChangeForm):
    slug, title, model = "class", "类型与管理方式", OrganizationClass
    lead = "类型、登记级别、管理方式和各项属性同时有效，未改动的照旧。"
    org_type = forms.ChoiceField(label="组织类型", choices=OrgType.choices)
    registration_level = forms.ChoiceField(
        label="登记级别", choices=[("", "未确定"), *RegistrationLevel.choices], required=False
    )
    supervision_mode = forms.ChoiceField(
        label="管理方式", choices=[("", "未确定"), *SupervisionMode.choices], required=False
    )
    is_industry_association = forms.BooleanField(label="行业协会商会", required=False)
    is_nonlocal_chamber = forms.BooleanField(label="异地商会", required=False)
    is_charity = forms.BooleanField(label="慈善组织", required=False)
    has_public_fundraising = forms.BooleanField(label="公开募捐资格", required=False, help_text="须为慈善组织。")
    is_hub = forms.BooleanField(label="枢纽型社会组织", required=False)
    is_federation = forms.BooleanField(label="社区社会组织联合会", required=False)
    field_order = ("org_type",)

    def clean(self):
        found = super().clean()
        is_association = found.get("org_type") == OrgType.ASSOCIATION
        for name in ("is_industry_association", "is_nonlocal_chamber", "is_federation"):
            if found.get(name) and not is_association:
                self.add_error(name, f"{self.fields[name].label}只能是社会团体，请核对组织类型。")
        if found.get("has_public_fundraising") and not found.get("is_charity"):
            self.add_error("has_public_fundraising", "有公开募捐资格的须为慈善组织，请同时勾选“慈善组织”。")
        return found

    def verb(self, organization, **options):
        return actions.reclassify(organization, **options)


class _OfficeChange(ChangeForm):
    model, kinds = Responsibility, ()
    department = forms.ModelChoiceField(label="新的单位", queryset=Department.objects.none())
    field_order = ("department",)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["department"].queryset = offices(*self.kinds)

    def said_now(self, organization):
        return {"department": getattr(organization, f"{self.key['kind']}_id")}

    def verb(self, organization, **options):
        office = options.pop("department")
        kind, number = ResponsibilityKind(self.key["kind"]), office.pk if office else None
        return actions.set_responsibility(organization, kind=kind, department_id=number, **options)


class RegisteringChange(_OfficeChange):
    slug, title = "registering", "登记管理机关"
    lead = "登记权限划转等情形。"
    key = {"kind": str(ResponsibilityKind.REGISTERING)}
    kinds = (DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU)


class SupervisingChange(_OfficeChange):
    slug, title = "supervising", "监督管理机关"
    lead = "由现监督管理机关办理移交；生效后由新的机关办理该组织的各项业务。"
    key = {"kind": str(ResponsibilityKind.SUPERVISING)}
    kinds = (DepartmentKind.CIVIL_AFFAIRS,)


class BusinessChange(_OfficeChange):
    slug, title = "business", "业务主管单位"
    lead = "业务主管单位是登记事项，只依据变更登记的审批文书办理；行业管理部门和党建责任单位由责任台账确定。"
    key = {"kind": str(ResponsibilityKind.BUSINESS)}
    kinds = (DepartmentKind.GOVERNMENT, DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU)
    department = forms.ModelChoiceField(
        label="新的业务主管单位",
        queryset=Department.objects.none(),
        required=False,
        empty_label="不再有业务主管单位（直接登记或脱钩）",
    )

    def clean(self):
        found = super().clean()
        if not found.get("department") and found.get("valid_from") and found["valid_from"] > clock.today():
            self.add_error("valid_from", "取消业务主管单位不能预先登记，请到生效当日办理。")
        return found


class HeadcountChange(ChangeForm):
    slug, title, model = "headcount", "人员与会员数", OrganizationHeadcount
    lead = "照年度报告或核查材料登记；不填的为未知，不等于零。"
    full_time_staff = forms.IntegerField(label="专职工作人员数", min_value=0, max_value=1_000_000, required=False)
    part_time_staff = forms.IntegerField(label="兼职工作人员数", min_value=0, max_value=1_000_000, required=False)
    volunteers = forms.IntegerField(label="志愿者数", min_value=0, max_value=10_000_000, required=False)
    unit_members = forms.IntegerField(label="单位会员数", min_value=0, max_value=1_000_000, required=False)
    individual_members = forms.IntegerField(label="个人会员数", min_value=0, max_value=10_000_000, required=False)
    field_order = ("full_time_staff", "part_time_staff", "volunteers", "unit_members", "individual_members")

    def said_now(self, organization):
        fact = OrganizationHeadcount.objects.on(clock.today()).filter(organization=organization).first()
        return {name: getattr(fact, name) for name in OrganizationHeadcount.value_fields} if fact else {}

    def clean(self):
        found = super().clean()
        if not self.errors and all(found.get(name) is None for name in OrganizationHeadcount.value_fields):
            raise forms.ValidationError("请至少填写一个人数。")
        if self.instance.org_type != OrgType.ASSOCIATION:
            for name in ("unit_members", "individual_members"):
                if found.get(name):
                    self.add_error(name, "社会服务机构和基金会没有会员，请不要填写会员数。")
        return found

    def verb(self, organization, **options):
        return actions.note_headcount(organization, **options)


class FundsChange(ChangeForm):
    slug, title, model = "funds", "注册资金", OrganizationFunds
    lead = "活动资金、开办资金或原始基金，以元为单位。"
    registered_funds_yuan = forms.DecimalField(
        label="注册资金（元）",
        min_value=0,
        max_digits=18,
        decimal_places=2,
        help_text="以元为单位，如 30 万元填 300000。",
    )
    field_order = ("registered_funds_yuan",)

    def verb(self, organization, **options):
        return actions.set_funds(organization, **options)


class ScopeChange(ChangeForm):
    slug, title, model = "scope", "业务范围", OrganizationScope
    lead = "照核准的章程和证书填写。"
    business_scope = forms.CharField(label="业务范围", widget=forms.Textarea(attrs={"rows": 5}), max_length=2000)
    industry = forms.CharField(label="行业分类", max_length=60, required=False)
    field_order = ("business_scope", "industry")

    def verb(self, organization, **options):
        return actions.set_scope(organization, **options)


CHANGES: dict[str, type[ChangeForm]] = {
    form.slug: form
    for form in (
        NameChange, AddressChange, ScopeChange, FundsChange, ClassChange, StatusChange, StandingChange,
        BusinessChange, RegisteringChange, SupervisingChange, HeadcountChange,
    )
}  # fmt: skip


class ConfirmForm(forms.Form):
    """The second step: why it is taken down late, and the paper itself."""

    reason = forms.CharField(
        label="补录理由",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明为何现在才登记。理由与登记时间一起保留在时间轴。",
    )
    file = paper_field("文书扫描件")

    def __init__(self, *args, is_late: bool, **options):
        super().__init__(*args, **options)
        if is_late:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = "补录须写明理由。"
        else:
            del self.fields["reason"]
