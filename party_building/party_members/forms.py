from django import forms

from core import clock
from core.access.actor import Actor
from party_building.party_members.models import PartyMember
from party_building.party_members.states import AffiliationKind, Standing, VanguardKind
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from registry.organizations.models import Organization
from registry.people.forms import NumberField

LINES = 5


def day_field(label: str, help_text: str = "今天或以前。", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, required=required)


def own_units(actor: Actor, **more):
    """Standing units whose superior is the actor's organ; for the branch itself, those it sees."""
    rows = PartyUnit.objects.visible_to(actor).on(clock.today()).filter(**more)
    return rows.filter(superior=actor.department_id) if actor.is_staff_side else rows


def branches(actor: Actor):
    """Units that can hold a membership: branches, and general branches and committees without any below them."""
    return own_units(actor, level__in=UnitLevel.values).exclude(form=UnitForm.FUNCTIONAL).order_by("name")


class OrganizationField(forms.CharField):
    """An organization by its full name or credit code, among those the actor's organ leads."""

    def __init__(self, *, label: str = "工作单位", required: bool = False, help_text: str = ""):
        said = help_text or "社会组织全称或统一社会信用代码。"
        super().__init__(label=label, required=required, max_length=120, help_text=said)
        self.rows = Organization.objects.none()

    def clean(self, value):
        said = super().clean(value).strip()
        if not said:
            return None
        found = self.rows.filter(uscc=said).first() or self.rows.filter(name=said).first()
        if found is None:
            raise forms.ValidationError("在您的范围内没有找到该社会组织，请填写登记的全称或信用代码。")
        return found


def organizations_of(actor: Actor):
    return Organization.objects.visible_to(actor).select_related("party_superior")


class _AffiliationFields(forms.Form):
    kind = forms.ChoiceField(label="组织关系", choices=AffiliationKind.choices, initial=AffiliationKind.UNIT)
    unit = forms.ModelChoiceField(
        label="所在党支部", queryset=PartyUnit.objects.none(), required=False, empty_label="不在本平台登记的党支部"
    )
    place = forms.CharField(
        label="组织关系所在党组织", max_length=120, required=False, help_text="组织关系在外的，写明名称。"
    )

    def clean(self):
        cleaned = super().clean()
        is_here = cleaned.get("kind") == AffiliationKind.UNIT
        if is_here and not cleaned.get("unit") and "unit" not in self.errors:
            self.add_error("unit", "请选择所在党支部。")
        if not is_here:
            cleaned["unit"] = None
        return cleaned


class MemberLine(_AffiliationFields):
    """One member of several on a page; a line whose name is empty is not entered."""

    field_order = ("name", "id_number", "standing", "joined_on", "confirmed_on", "kind", "unit", "place", "since")
    name = forms.CharField(label="姓名", max_length=60, required=False)
    id_number = NumberField(label="身份证号码", help_text="加密保存，页面只显示部分数字。")
    standing = forms.ChoiceField(label="党员身份", choices=Standing.choices, initial=Standing.FORMAL)
    joined_on = day_field("入党日期", "支部大会通过接收之日。", required=False)
    confirmed_on = day_field("转正日期", "正式党员填写。", required=False)
    since = day_field("起始日期", "从哪一天起在册；不填为入党日期，入党日期也没有的为今天。", required=False)
    organization = OrganizationField()
    is_full_time = forms.BooleanField(label="专职工作人员", required=False, initial=True)
    position = forms.CharField(label="职务", max_length=40, required=False)

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = branches(actor)
        self.fields["organization"].rows = organizations_of(actor)

    @property
    def is_blank(self) -> bool:
        return not (self.data.get(self.add_prefix("name"), "") if self.is_bound else "").strip()

    @property
    def said(self) -> dict:
        data = dict(self.cleaned_data)
        begun = data["joined_on"] or clock.today()
        return {**data, "name": data["name"].strip(), "since": data["since"] or begun}


class AffiliationForm(_AffiliationFields):
    since = day_field("从哪一天起")
    document = forms.CharField(label="依据", max_length=200, required=False, help_text="如：摸底登记表。")

    def __init__(self, *args, actor: Actor, member: PartyMember, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = branches(actor)


class EmploymentForm(forms.Form):
    organization = OrganizationField(help_text="社会组织全称或信用代码；已离职的留空。")
    is_full_time = forms.BooleanField(label="专职工作人员", required=False, initial=True)
    position = forms.CharField(label="职务", max_length=40, required=False)
    since = day_field("从哪一天起", "离职的，填离职后的第一天。")

    def __init__(self, *args, actor: Actor, member: PartyMember, **options):
        super().__init__(*args, **options)
        self.fields["organization"].rows = organizations_of(actor)


class ParticipationForm(forms.Form):
    unit = forms.ModelChoiceField(
        label="功能型党组织", queryset=PartyUnit.objects.none(), empty_label="请选择", help_text="组织关系不转移。"
    )
    is_mobile = forms.BooleanField(label="流动党员", required=False)
    since = day_field("从哪一天起")

    def __init__(self, *args, actor: Actor, member: PartyMember, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = own_units(actor, form=UnitForm.FUNCTIONAL).order_by("name")


class VanguardForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=VanguardKind.choices)
    name = forms.CharField(label="名称", max_length=60, help_text="如：前台服务示范岗。")
    unit = forms.ModelChoiceField(label="党组织", queryset=PartyUnit.objects.none(), empty_label="请选择")
    since = day_field("从哪一天起")
    until = day_field("到哪一天止", "含当日；没有期限的不填。", required=False)

    def __init__(self, *args, actor: Actor, member: PartyMember, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = own_units(actor).order_by("name")
        self.fields["unit"].initial = member.unit_id

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "终止日期不能早于起始日期。")
        return cleaned


class EndForm(forms.Form):
    last_day = day_field("身份终止日期", "含当日。")
    document = forms.CharField(label="依据文书", max_length=200, help_text="如：关于取消预备党员资格的决定。")

    def __init__(self, *args, actor: Actor, member: PartyMember, **options):
        super().__init__(*args, **options)


class TransferForm(forms.Form):
    to_unit = forms.ModelChoiceField(
        label="转入党组织",
        queryset=PartyUnit.objects.none(),
        required=False,
        empty_label="不在本平台登记的党组织",
        help_text="本系统内的党支部。",
    )
    to_place = forms.CharField(
        label="转入党组织名称", max_length=120, required=False, help_text="转往外单位的，照介绍信填写。"
    )
    sent_on = day_field("转出日期", "介绍信日期，今天或以前。")
    document = forms.CharField(label="介绍信编号", max_length=200)

    def __init__(self, *args, actor: Actor, member: PartyMember, **options):
        super().__init__(*args, **options)
        units = PartyUnit.objects.on(clock.today()).exclude(form=UnitForm.FUNCTIONAL).exclude(pk=member.unit_id)
        self.fields["to_unit"].queryset = units.filter(form__gt="").order_by("name")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("to_unit") and not cleaned.get("to_place", "").strip() and "to_unit" not in self.errors:
            self.add_error("to_place", "请选择转入党组织，或者写明其名称。")
        return cleaned


class ReceiveForm(forms.Form):
    received_on = day_field("接收日期", "回执日期，今天或以前。")


class SheetForm(forms.Form):
    file = forms.FileField(
        label="党员系统导出的名册", help_text="Excel，须有姓名、所在党支部、人员类别三列，有身份证号的按号码核对。"
    )
    as_of = day_field("对账日")
