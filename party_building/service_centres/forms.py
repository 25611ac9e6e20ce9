from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Region
from core.forms import VersionedModelForm
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm
from party_building.places import regions_of
from party_building.service_centres.actions import FIELDS
from party_building.service_centres.models import CentreFacility, ServiceCentre

_DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class _Choices:
    """The divisions and branches that the actor's organ may name."""

    def narrow(self, actor: Actor, kept: ServiceCentre | None = None) -> None:
        regions = regions_of(actor)
        units = PartyUnit.objects.visible_to(actor).on(clock.today()).filter(form=UnitForm.CENTRE)
        if kept is not None:
            regions = (regions | Region.objects.filter(pk=kept.region_id)).order_by("code")
        self.fields["region"].queryset = regions
        self.fields["region"].label_from_instance = lambda region: region.full_name or region.name
        self.fields["unit"].queryset = units.order_by("name", "pk")
        self.fields["unit"].help_text = "组建方式为“综合支部”的党组织；没有的可以不选。"
        self.fields["phone"].help_text = "不填个人手机号码。"
        self.fields["opening_hours"].help_text = "如：工作日 9:00—17:00。"


class CentreForm(_Choices, forms.ModelForm):
    class Meta:
        model = ServiceCentre
        fields = ("name", "level", "region", "opened_on", *FIELDS[3:])
        widgets = {"opened_on": _DAY["widget"]}

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.narrow(actor)


class CentreEditForm(_Choices, VersionedModelForm):
    class Meta:
        model = ServiceCentre
        fields = FIELDS

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.narrow(actor, self.instance)


class FacilityForm(forms.Form):
    name = forms.CharField(label="设施", max_length=60, help_text="如：党员活动室、路演大厅、共享会议室。")
    since = forms.DateField(label="启用日期", **_DAY)
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["since"].initial = clock.today()


class FacilityEndForm(forms.Form):
    last_day = forms.DateField(label="停用日期", help_text="最后一天，含当日。", **_DAY)

    def __init__(self, *args, facility: CentreFacility, **options):
        super().__init__(*args, **options)
        self.fields["last_day"].initial = clock.today()


class CloseForm(forms.Form):
    closed_on = forms.DateField(label="停用日期", help_text="从这一天起停用；设施前一日停用。", **_DAY)
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["closed_on"].initial = clock.today()
