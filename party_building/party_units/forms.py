"""Input about a unit: one that stood before the portal, its guides, committee, terms and premises."""

from typing import Any

from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from core.refusal import Refusal
from party_building.party_units.models import CommitteePost, PartyUnit, PremisesCheck, PremisesItem
from party_building.party_units.states import (
    COVERAGE_OF_FORM,
    CommitteePostKind,
    GuidanceKind,
    UnitForm,
    UnitKind,
    UnitLevel,
)
from registry.organizations.models import Organization
from registry.organizations.names import tidy
from registry.people import actions as people
from registry.people.forms import PersonFields


def date_field(label: str, help_text: str = "", **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


def attempt(form: forms.Form, verb) -> bool:
    """Run the verb; a refusal becomes an error of the form."""
    try:
        verb()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


class OrganizationsField(forms.CharField):
    """One organization a line, by its full name or its credit code; every line must be found."""

    def __init__(self, *, label: str, help_text: str = "", **options: Any):
        super().__init__(
            label=label,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=help_text or "每行一家，填写全称或者统一社会信用代码。",
            **options,
        )

    def clean(self, value) -> list[Organization]:
        lines = [tidy(line) for line in super().clean(value).splitlines() if line.strip()]
        named = Organization.objects.filter(name__in=lines) | Organization.objects.filter(uscc__in=lines)
        found = {key: one for one in named for key in (one.name, one.uscc)}
        if missing := [line for line in lines if line not in found]:
            raise forms.ValidationError(f"没有找到：{'、'.join(missing[:5])}。请核对名称或者信用代码。")
        return list(dict.fromkeys(found[line] for line in lines))

    def prepare_value(self, value):
        return "\n".join(one.name for one in value) if isinstance(value, list | tuple) else value


def organs():
    return Department.objects.active().of_kind(DepartmentKind.PARTY_ORGAN).order_by("name")


def parents(actor: Actor):
    rows = PartyUnit.objects.visible_to(actor).on(clock.today()).exclude(level=UnitLevel.BRANCH)
    return rows.order_by("name")


def places(actor: Actor):
    """Streets, towns and districts of the city that the actor's office sits in."""
    office = Department.objects.select_related("region__parent").filter(pk=actor.department_id).first()
    city = office.region.ancestor(RegionLevel.CITY) if office else None
    levels = (RegionLevel.DISTRICT, RegionLevel.TOWNSHIP)
    rows = Region.objects.filter(level__in=levels).order_by("code")
    return rows.filter(code__startswith=city.code[:4]) if city else rows.none()


class StandingForm(forms.Form):
    """登记已有党组织: set up before the portal, or an organ of the line itself; its answer is on paper."""

    kind = forms.ChoiceField(label="类别", choices=UnitKind.choices, initial=UnitKind.OWN)
    level = forms.ChoiceField(label="层级", choices=UnitLevel.choices, initial=UnitLevel.BRANCH)
    form = forms.ChoiceField(
        label="组建方式", choices=[("", "不适用"), *UnitForm.choices], required=False, help_text="社会组织党组织填写。"
    )
    name = forms.CharField(label="名称", max_length=120)
    parent = forms.ModelChoiceField(
        label="所属党组织", queryset=PartyUnit.objects.none(), required=False, empty_label="直接隶属本单位"
    )
    department = forms.ModelChoiceField(
        label="对应机构", queryset=Department.objects.none(), required=False, empty_label="无",
        help_text="该党组织就是一个党建工作机构的，选择该机构。",
    )  # fmt: skip
    service_region = forms.ModelChoiceField(
        label="服务地", queryset=Region.objects.none(), required=False, empty_label="不涉及"
    )
    covers = OrganizationsField(label="覆盖的社会组织", required=False)
    established_on = date_field("成立日期")
    document = forms.CharField(label="批复文号", max_length=200)

    def __init__(self, *args, actor: Actor, **more):
        super().__init__(*args, **more)
        self.fields["parent"].queryset = parents(actor)
        self.fields["department"].queryset = organs().filter(party_unit=None)
        self.fields["service_region"].queryset = places(actor)

    def clean_established_on(self):
        day = self.cleaned_data["established_on"]
        if day > clock.today():
            raise forms.ValidationError("成立日期不能晚于今天。尚未成立的，请起草请示。")
        return day

    def clean(self):
        cleaned = super().clean()
        is_own = cleaned.get("kind") == UnitKind.OWN
        if is_own and not cleaned.get("form"):
            self.add_error("form", "请选择组建方式。")
        if not is_own and (cleaned.get("form") or cleaned.get("covers")):
            self.add_error("form", "领导机关不填组建方式和覆盖的社会组织。")
        if is_own and cleaned.get("department"):
            self.add_error("department", "社会组织党组织不对应党建工作机构。")
        return cleaned

    @property
    def entered(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        covers = tuple(data.pop("covers"))
        single = covers[0] if len(covers) == 1 and data["form"] == UnitForm.STANDALONE else None
        return {**data, "covers": covers, "organization": single}


class CoverForm(forms.Form):
    """覆盖关系: whom the unit covers from a day on."""

    organizations = OrganizationsField(label="社会组织")
    since = date_field("覆盖日期")
    document = forms.CharField(label="依据文书", max_length=200)

    def __init__(self, *args, unit: PartyUnit, **more):
        super().__init__(*args, **more)
        self.kind = COVERAGE_OF_FORM.get(unit.form)


class EndForm(forms.Form):
    last_day = date_field("最后一天", "含当日。")
    document = forms.CharField(label="依据文书", max_length=200, required=False)


class GuideForm(forms.Form):
    kind = forms.ChoiceField(label="指导类别", choices=GuidanceKind.choices)
    department = forms.ModelChoiceField(label="指导单位", queryset=Department.objects.none(), empty_label="请选择")
    since = date_field("起始日期")

    def __init__(self, *args, actor: Actor, **more):
        super().__init__(*args, **more)
        office = Department.objects.select_related("region__parent").filter(pk=actor.department_id).first()
        city = office.region.ancestor(RegionLevel.CITY) if office else None
        here = Department.objects.active().exclude(kind=DepartmentKind.OPERATOR).order_by("name")
        self.fields["department"].queryset = (
            here.filter(region__code__startswith=city.code[:4]) if city else here.none()
        )

    @property
    def entered(self) -> dict[str, Any]:
        return {**self.cleaned_data, "kind": GuidanceKind(self.cleaned_data["kind"])}


class PostForm(PersonFields):
    """A person, by name and document, in a post of the committee."""

    kind = forms.ChoiceField(label="党内职务", choices=CommitteePostKind.choices)
    since = date_field("任职日期")
    document = forms.CharField(label="批复文号", max_length=200)
    field_order = ("kind", "name", "id_type", "id_number", "birth_on", "gender", "phone", "since", "document")

    def __init__(self, *args, unit: PartyUnit, **more):
        super().__init__(*args, **more)
        self.unit = unit
        self.fields["id_number"].help_text = "曾在本党组织任职的同一人可不填；其他人请填写，以便识别交叉任职。"

    def person(self, actor: Actor):
        """Without a number: whoever of that name held a post in this unit before; else by the number, or anew."""
        data = self.cleaned_data
        if not data["id_number"]:
            known = CommitteePost.objects.filter(unit=self.unit, person__name=tidy(data["name"]))
            if post := known.select_related("person").order_by("-valid_from").first():
                return post.person
        names = ("name", "id_type", "id_number", "phone", "birth_on", "gender")
        return people.identify(actor=actor, **{name: data[name] for name in names})


class TermForm(forms.Form):
    since = date_field("本届开始日期", "党员大会选举之日。")
    years = forms.IntegerField(
        label="本届年限",
        min_value=1,
        max_value=5,
        required=False,
        help_text="不填的按规定：党委5年，党总支、党支部3年。",
    )
    document = forms.CharField(label="批复文号", max_length=200)


class PremisesForm(forms.Form):
    """六有: one box and one remark an item, as they were seen on a day."""

    day = date_field("查看日期")

    def __init__(self, *args, unit: PartyUnit, **more):
        super().__init__(*args, **more)
        self.items = list(PremisesItem.objects.filter(is_active=True))
        known = {check.item_id: check for check in PremisesCheck.objects.on(clock.today()).filter(unit=unit)}
        for item in self.items:
            last = known.get(item.pk)
            self.fields[f"has_{item.pk}"] = forms.BooleanField(
                label=item.name, required=False, initial=last.has if last else False, help_text=item.note
            )
            self.fields[f"note_{item.pk}"] = forms.CharField(
                label=f"{item.name}的说明", required=False, max_length=200, initial=last.note if last else ""
            )

    @property
    def entered(self) -> dict[str, Any]:
        data = self.cleaned_data
        seen = {item: (data[f"has_{item.pk}"], data[f"note_{item.pk}"]) for item in self.items}
        return {"seen": seen, "day": data["day"]}
