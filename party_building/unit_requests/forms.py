"""Input of a request; one form a kind. Organizations are entered by name or credit code, one a line."""

from typing import Any

from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from party_building.party_units.forms import OrganizationsField, date_field, organs, parents, places
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.unit_requests import queries
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.states import RequestKind

MOST_PARTS = 4
LEVELS = [(level.value, level.label) for level in UnitLevel if level != UnitLevel.WORK_COMMITTEE]


class RequestForm(forms.Form):
    """What every request says. `entered` is what the verbs take."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    effective_on = date_field("生效日期", "批复后从这一天起按新的情况登记。")
    reason = forms.CharField(label="请示理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    basis = forms.CharField(
        label="依据文书", max_length=200, required=False, help_text="如：党员大会决议、联席会议纪要。"
    )

    lists: tuple[str, ...] = ()

    def __init__(
        self, *args, actor: Actor, unit: PartyUnit | None = None, instance: UnitRequest | None = None, **more
    ):
        self.actor, self.unit, self.instance = actor, unit, instance
        more.setdefault("initial", self._initial())
        super().__init__(*args, **more)

    def _initial(self) -> dict:
        if self.instance is None:
            return {"effective_on": clock.today()}
        columns = {name: getattr(self.instance, name) for name in self.base_fields if hasattr(self.instance, name)}
        if "bodies" in self.base_fields:
            columns["bodies"] = [row.organization for row in self.instance.bodies.select_related("organization")]
        return columns

    @property
    def entered(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class EstablishForm(RequestForm):
    superior = forms.ModelChoiceField(label="批复党组织", queryset=Department.objects.none(), empty_label="请选择")
    form = forms.ChoiceField(label="组建方式", choices=[("", "请选择"), *UnitForm.choices])
    level = forms.ChoiceField(label="层级", choices=LEVELS, initial=UnitLevel.BRANCH)
    name = forms.CharField(label="拟用名称", max_length=120, help_text="规范全称，如：听澜街道第二联合党支部。")
    bodies = OrganizationsField(label="覆盖的社会组织")
    parent = forms.ModelChoiceField(
        label="所属党组织", queryset=PartyUnit.objects.none(), required=False, empty_label="直接隶属于批复党组织",
        help_text="设在党总支、党委下面的填写。",
    )  # fmt: skip
    service_region = forms.ModelChoiceField(
        label="服务地", queryset=Region.objects.none(), required=False, empty_label="不涉及",
        help_text="党组织建在服务地的，提交后请当地出具意见。",
    )  # fmt: skip
    field_order = (
        "version", "superior", "form", "level", "name", "bodies", "parent", "service_region", "effective_on", "reason",
        "basis",
    )  # fmt: skip

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["superior"].queryset = organs()
        self.fields["parent"].queryset = parents(self.actor)
        self.fields["service_region"].queryset = places(self.actor)
        self.fields["bodies"].required = False
        if self.instance is None:
            self.initial["superior"] = self.actor.department_id


class OwnEstablishForm(RequestForm):
    """By the branch secretary, for her own organization."""

    form = forms.ChoiceField(
        label="组建方式",
        choices=[(one.value, one.label) for one in (UnitForm.STANDALONE, UnitForm.FUNCTIONAL)],
        help_text="党员组织关系都不在本单位的，选功能型。",
    )
    level = forms.ChoiceField(label="层级", choices=LEVELS, initial=UnitLevel.BRANCH)
    name = forms.CharField(label="拟用名称", max_length=120)
    field_order = ("version", "form", "level", "name", "effective_on", "reason", "basis")


class AffiliateForm(RequestForm):
    bodies = OrganizationsField(label="挂靠的社会组织")
    field_order = ("version", "bodies", "effective_on", "reason", "basis")


class SplitForm(RequestForm):
    """Names of the new units, and where each organization of the old one goes."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.covered = queries.covered_by(self.unit, clock.today())
        numbers = [("", "请选择"), *((str(n), f"第{n}个") for n in range(1, MOST_PARTS + 1))]
        placed = self._placed()
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=f"第{number}个党组织的名称", max_length=120, required=number <= 2,
                initial=placed["names"].get(number, ""),
            )  # fmt: skip
        for one in self.covered:
            self.fields[f"body_{one.pk}"] = forms.ChoiceField(
                label=one.name, choices=numbers, initial=placed["bodies"].get(one.pk, "")
            )
        last = ("effective_on", "reason", "basis")
        self.order_fields([name for name in self.fields if name not in last] + list(last))

    def _placed(self) -> dict[str, dict]:
        if self.instance is None:
            return {"names": {}, "bodies": {}}
        rows = self.instance.bodies.exclude(part=None).select_related("part")
        return {
            "names": {part.number: part.name for part in self.instance.parts.all()},
            "bodies": {row.organization_id: str(row.part.number) for row in rows},
        }

    def clean(self):
        cleaned = super().clean()
        names = [cleaned.get(f"name_{n}", "").strip() for n in range(1, MOST_PARTS + 1)]
        for number, name in enumerate(names, 1):
            if name and names.count(name) > 1:
                self.add_error(f"name_{number}", "名称不能相同。")
        for one in self.covered:
            number = cleaned.get(f"body_{one.pk}")
            if number and not names[int(number) - 1]:
                self.add_error(f"name_{number}", f"{one.name}安排在第{number}个，请填写其名称。")
        return cleaned

    @property
    def entered(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = {one: data[f"body_{one.pk}"] for one in self.covered}
        parts = [
            (data[f"name_{n}"], [one for one, number in chosen.items() if number == str(n)])
            for n in range(1, MOST_PARTS + 1)
            if data.get(f"name_{n}")
        ]
        return {"parts": parts, **{name: data[name] for name in ("effective_on", "reason", "basis")}}


class MergeForm(RequestForm):
    mergers = forms.ModelMultipleChoiceField(
        label="并入的党组织", queryset=PartyUnit.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text="并入后撤销，其覆盖的社会组织改由本党组织覆盖。",
    )  # fmt: skip
    field_order = ("version", "mergers", "effective_on", "reason", "basis")

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        rows = PartyUnit.objects.on(clock.today()).of_organizations().filter(superior=self.unit.superior_id)
        rows = rows.filter(level=self.unit.level, form=self.unit.form, service_region=self.unit.service_region_id)
        self.fields["mergers"].queryset = rows.exclude(pk=self.unit.pk).order_by("name")
        if self.instance is not None:
            self.initial["mergers"] = [row.unit_id for row in self.instance.mergers.all()]

    @property
    def entered(self) -> dict[str, Any]:
        return {**super().entered, "mergers": list(self.cleaned_data["mergers"])}


class ReattachForm(RequestForm):
    new_superior = forms.ModelChoiceField(
        label="改隶至", queryset=Department.objects.none(), required=False, empty_label="上级党组织不变"
    )
    parent = forms.ModelChoiceField(
        label="所属党组织", queryset=PartyUnit.objects.none(), required=False, empty_label="直接隶属"
    )
    field_order = ("version", "new_superior", "parent", "effective_on", "reason", "basis")

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["new_superior"].queryset = organs().exclude(pk=self.unit.superior_id)
        self.fields["parent"].queryset = parents(self.actor).exclude(pk=self.unit.pk)


class ExtensionForm(RequestForm):
    extended_until = date_field("延期至", "含当日。")
    field_order = ("version", "extended_until", "effective_on", "reason", "basis")


class AnswerForm(forms.Form):
    """批复同意: a number of the office's own system goes before the series."""

    document_no = forms.CharField(
        label="批复文号", max_length=80, required=False, help_text="公文系统已编号的填写；不填的按本单位序列编号。"
    )
    comment = forms.CharField(
        label="批复意见", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写入批复正文，可不填。",
    )  # fmt: skip


FORMS = {
    RequestKind.ESTABLISH: EstablishForm,
    RequestKind.AFFILIATE: AffiliateForm,
    RequestKind.DISSOLVE: RequestForm,
    RequestKind.SPLIT: SplitForm,
    RequestKind.MERGE: MergeForm,
    RequestKind.REATTACH: ReattachForm,
    RequestKind.REELECTION: RequestForm,
    RequestKind.EXTENSION: ExtensionForm,
}
