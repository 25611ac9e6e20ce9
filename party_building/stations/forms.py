import datetime

from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.forms import VersionedFormMixin, VersionedModelForm
from party_building.places import regions_of
from party_building.stations.models import PartyStation, StationActivity
from party_building.stations.states import ActivityKind
from registry.organizations.models import Organization


def day_field(label: str, help_text: str = "今天或以前。") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)


def region_field(label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=label, queryset=Region.objects.none(), empty_label="请选择")


def full_name(region: Region) -> str:
    return region.full_name or region.name


class ArrangementFields(forms.Form):
    """Territory, host and staff; a host that the portal knows by its full name is linked."""

    territory = region_field("服务区域")
    host = forms.CharField(
        label="依托单位", max_length=120, help_text="登记的社会组织或部门填写全称，会自动关联；其他单位照写。"
    )
    contact = forms.CharField(label="联系人", max_length=60, required=False)
    phone = forms.CharField(label="办公电话", max_length=40, required=False, help_text="不填个人手机号码。")
    staff_count = forms.IntegerField(label="工作人员数", min_value=0, max_value=999, initial=0)

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.actor = actor
        for name in ("territory", "region"):
            if name in self.fields:
                self.fields[name].queryset = regions_of(actor)
                self.fields[name].label_from_instance = full_name

    @property
    def told(self) -> dict:
        data = dict(self.cleaned_data)
        words = data.pop("host").strip()
        body = Organization.objects.visible_to(self.actor).filter(name=words).first()
        office = None if body else Department.objects.active().filter(name=words).first()
        is_known = body is not None or office is not None
        return {**data, "host_organization": body, "host_department": office, "host_name": "" if is_known else words}


class StationForm(ArrangementFields):
    name = forms.CharField(label="名称", max_length=80)
    region = region_field("所在区划")
    address = forms.CharField(label="地址", max_length=120, required=False)
    opened_on = day_field("设立日期")
    document = forms.CharField(label="设立文书", max_length=200, required=False, help_text="有文号的填写文号。")
    field_order = ("name", "region", "address", "opened_on", "document", "territory", "host")


class RearrangeForm(ArrangementFields):
    since = day_field("变更日期", "从这一天起按下面的情况。")
    document = forms.CharField(label="依据文书", max_length=200, required=False)
    field_order = ("since", "document")


class StationEditForm(VersionedModelForm):
    class Meta:
        model = PartyStation
        fields = ("name", "region", "address", "document")

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        regions = regions_of(actor) | Region.objects.filter(pk=self.instance.region_id)
        self.fields["region"].queryset = regions.order_by("code")
        self.fields["region"].label_from_instance = full_name


class CloseForm(forms.Form):
    closed_on = day_field("撤销日期", "从这一天起不再存在。")
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["closed_on"].initial = clock.today()


class ActivityForm(forms.Form):
    """One line per activity: no photographs and no sign-in are asked for."""

    kind = forms.ChoiceField(label="类别", choices=ActivityKind.choices)
    title = forms.CharField(label="主题", max_length=120)
    held_on = day_field("日期")
    bodies = forms.CharField(
        label="参加的社会组织", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一家，填写全称或统一社会信用代码。同一家一年内来几次，家数只计一次。",
    )  # fmt: skip
    other_bodies = forms.IntegerField(
        label="未列名的单位数", min_value=0, max_value=9999, initial=0, help_text="上面没有列出的单位有几家。"
    )
    people = forms.IntegerField(label="参加人次", min_value=0, max_value=99999, initial=0)
    note = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.actor = actor

    def clean_held_on(self) -> datetime.date:
        day = self.cleaned_data["held_on"]
        if day > clock.today():
            raise forms.ValidationError("活动日期不能晚于今天。")
        return day

    def clean_bodies(self) -> list[Organization]:
        asked = dict.fromkeys(line.strip() for line in self.cleaned_data["bodies"].splitlines() if line.strip())
        mine = Organization.objects.visible_to(self.actor)
        codes = {one.uscc: one for one in mine.filter(uscc__in=[word.upper() for word in asked])}
        names = {one.name: one for one in mine.filter(name__in=asked)}
        unknown = [word for word in asked if word.upper() not in codes and word not in names]
        if unknown:
            raise forms.ValidationError(
                f"没有找到：{'、'.join(unknown[:5])}。请核对全称或代码；不在您查看范围内的，计入“未列名的单位数”。"
            )
        found = {one.pk: one for word in asked for one in (codes.get(word.upper()) or names.get(word),) if one}
        return list(found.values())

    @property
    def told(self) -> dict:
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "bodies")}
        return {**data, "organizations": self.cleaned_data["bodies"]}


class ActivityEditForm(VersionedFormMixin, ActivityForm):
    """The same of an activity on record."""

    def __init__(self, *args, instance: StationActivity, **options):
        self.instance = instance
        super().__init__(*args, initial=self.values_of(instance), **options)

    def values_of(self, obj) -> dict:
        names = getattr(obj, "organizations", None)  # an event of the history has none
        bodies = names.order_by("name").values_list("name", flat=True) if names is not None else ()
        fields = ("kind", "title", "held_on", "other_bodies", "people", "note")
        return {**{name: getattr(obj, name) for name in fields}, "bodies": "\n".join(bodies)}
