import re

from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department
from core.forms import VersionedFormMixin
from party_building.co_building.actions import ONE_DAY, Promise
from party_building.co_building.models import Agreement
from party_building.party_units.models import PartyUnit

_TIMES = re.compile(r"\s*[×xX*]\s*(\d{1,2})\s*次?$")
DETAILS = ("title", "partner_name", "partner_department", "valid_from", "valid_to", "remind_days")


def _day(label: str, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)


def read_promises(text: str) -> list[Promise]:
    """One a line; "×4" at its end says how many times. Raises ValidationError."""
    found = []
    for line in (line.strip() for line in text.splitlines()):
        times = _TIMES.search(line)
        words = _TIMES.sub("", line)
        if words:
            found.append(Promise(words, int(times[1]) if times else 1))
    too_long = [one.text for one in found if len(one.text) > 200]
    if too_long:
        raise forms.ValidationError(f"每项不超过200字：“{too_long[0][:20]}……”。")
    if any(one.times < 1 for one in found):
        raise forms.ValidationError("次数至少为1。")
    return found


def written(promises) -> str:
    return "\n".join(f"{one.text} ×{one.times}" if one.times > 1 else one.text for one in promises)


class DetailsForm(forms.Form):
    title = forms.CharField(label="协议名称", max_length=120)
    partner = forms.CharField(label="共建单位", max_length=120, help_text="写全称；平台上的部门会自动关联。")
    valid_from = _day("起始日期")
    valid_to = _day("终止日期", "含当日。")
    remind_days = forms.IntegerField(label="提前提醒天数", min_value=0, max_value=365, initial=30)
    promises = forms.CharField(
        label="共建事项", widget=forms.Textarea(attrs={"rows": 5}),
        help_text="一行一项；约定多次的，在行末写“×4”。",
    )  # fmt: skip

    def clean_promises(self) -> list[Promise]:
        return read_promises(self.cleaned_data["promises"])

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "终止日期不能早于起始日期。")
        return cleaned

    @property
    def told(self) -> dict:
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        name = data.pop("partner").strip()
        office = Department.objects.active().filter(name=name).first()
        return {**data, "partner_name": name, "partner_department": office}


class AgreementForm(DetailsForm):
    unit = forms.CharField(label="社会组织党组织", max_length=120, help_text="填写党组织全称。")
    field_order = ("unit",)

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.actor = actor

    def clean_unit(self) -> PartyUnit:
        units = PartyUnit.objects.visible_to(self.actor).on(clock.today()).select_related("superior")
        found = list(units.filter(name=self.cleaned_data["unit"].strip())[:2])
        if not found:
            raise forms.ValidationError("没有找到这个党组织，请核对全称，并确认在您的管理范围内。")
        if len(found) > 1:
            mine = [one for one in found if self.actor.competent_for(one)]
            if len(mine) != 1:
                raise forms.ValidationError("有几个同名的党组织，请由其上级党组织登记。")
            found = mine
        return found[0]


class AgreementEditForm(VersionedFormMixin, DetailsForm):
    def __init__(self, *args, instance: Agreement, **options):
        self.instance = instance
        super().__init__(*args, initial=self.values_of(instance), **options)

    def values_of(self, obj) -> dict:
        items = getattr(obj, "items", None)  # an event of the history has none
        values = {name: getattr(obj, name) for name in ("title", "valid_from", "valid_to", "remind_days")}
        return {**values, "partner": obj.partner_name, "promises": written(items.all()) if items is not None else ""}


class SignForm(forms.Form):
    signed_on = _day("签订日期", "双方签字盖章的日期，今天或以前。")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["signed_on"].initial = clock.today()


class EndForm(forms.Form):
    ended_on = _day("终止生效日期", "从这一天起不再有效。")
    comment = forms.CharField(label="终止原因", max_length=300, help_text="如：到期未续签；双方协商终止。")

    def __init__(self, *args, agreement: Agreement, **options):
        super().__init__(*args, **options)
        self.fields["ended_on"].initial = min(clock.today(), agreement.valid_to + ONE_DAY)


class RenewForm(forms.Form):
    valid_to = _day("续签至", "含当日。起始日期为原协议终止的次日。")
    promises = forms.CharField(
        label="共建事项", widget=forms.Textarea(attrs={"rows": 5}),
        help_text="一行一项；约定多次的，在行末写“×4”。",
    )  # fmt: skip

    def __init__(self, *args, agreement: Agreement, **options):
        super().__init__(*args, **options)
        self.fields["promises"].initial = written(agreement.items.all())

    def clean_promises(self) -> list[Promise]:
        return read_promises(self.cleaned_data["promises"])


class DeliverForm(forms.Form):
    """One day and one line; no photographs are asked for."""

    done_on = _day("完成日期", "今天或以前。")
    note = forms.CharField(label="完成情况", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["done_on"].initial = clock.today()
