from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind, DepartmentSeat, Region, RegionLevel
from core.forms import VersionedModelForm
from core.identity.models import User
from party_building.leader_charges import queries
from party_building.leader_charges.models import ChargedLeader
from party_building.leader_charges.states import NoteKind
from registry.organizations.models import Organization
from registry.organizations.named_field import OrganizationsField

ROLE = "leader_in_charge"


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class LeaderForm(VersionedModelForm):
    class Meta:
        model = ChargedLeader
        fields = (
            "name", "post", "user", "regions_due", "organizations_due", "document", "valid_from", "valid_to",
        )  # fmt: skip
        widgets = {"valid_from": _day(), "valid_to": _day()}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seats = DepartmentSeat.objects.current().filter(role=ROLE)
        self.fields["user"].queryset = User.objects.filter(pk__in=seats.values("user"))
        self.fields["user"].label_from_instance = lambda user: user.name
        self.fields["user"].help_text = "在平台有“包联领导”岗位的，选择后本人可以查看和登记包联情况。"

    def clean(self):
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "终止日期不能早于起始日期。")
        return data


class ChargeForm(forms.Form):
    since = forms.DateField(label="起始日期", widget=_day())
    until = forms.DateField(label="终止日期", widget=_day(), required=False, help_text="含当日；不填为至今。")
    regions = forms.ModelMultipleChoiceField(
        label="包县区", queryset=Region.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    departments = forms.ModelMultipleChoiceField(
        label="包单位", queryset=Department.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    candidates = forms.ModelMultipleChoiceField(
        label="包党建：尚无党组织覆盖、也无人包联的社会组织", queryset=Organization.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text="按名称最多列出60家，其余的填在下面。",
    )  # fmt: skip
    others = OrganizationsField(label="包党建：其他社会组织", required=False)

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        today = clock.today()
        districts = Region.objects.current().of_home().filter(level=RegionLevel.DISTRICT)
        self.fields["regions"].queryset = districts.order_by("code")
        offices = Department.objects.active().of_kind(DepartmentKind.GOVERNMENT)
        self.fields["departments"].queryset = offices.order_by("name")
        shown = list(queries.candidates(actor, today).values_list("pk", flat=True))
        self.fields["candidates"].queryset = Organization.objects.filter(pk__in=shown).order_by("pinyin", "pk")
        self.fields["others"].actor = actor
        self.fields["since"].initial = today

    @property
    def told(self) -> dict:
        data = dict(self.cleaned_data)
        bodies = [*data.pop("candidates"), *data.pop("others")]
        return {**data, "organizations": list(dict.fromkeys(bodies))}


class EndForm(forms.Form):
    last_day = forms.DateField(label="最后一天", widget=_day(), help_text="含当日。")
    reason = forms.CharField(label="原因", max_length=200)


class NoteForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=NoteKind.choices)
    on = forms.DateField(label="日期", widget=_day())
    text = forms.CharField(label="情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["on"].initial = clock.today()
