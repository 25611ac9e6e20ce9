from decimal import Decimal

from django import forms

from core import clock
from core.forms.versioned import VersionedModelForm
from party_building.funds.models import FundBudget, GrantRule
from party_building.funds.states import SpendingKind, SubjectKind
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization

FILE_TYPES = ("pdf", "jpg", "png", "ofd")
_ACCEPT = ",".join(f".{kind}" for kind in FILE_TYPES)
CENT = Decimal("0.01")


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _yuan(label: str, **more) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=CENT, max_digits=14, decimal_places=2, **more)


class NewBudgetForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    unit = forms.ModelChoiceField(
        label="党组织", queryset=PartyUnit.objects.none(), required=False, empty_label="本级预算"
    )
    budget_yuan = _yuan("预算金额（元）")
    document = forms.CharField(label="预算文件", max_length=200)
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args, units, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units


class BudgetForm(VersionedModelForm):
    class Meta:
        model = FundBudget
        fields = ("budget_yuan", "document", "note")


class DueForm(forms.Form):
    """Prepare what a rule grants: to whom, and what for."""

    unit = forms.ModelChoiceField(label="收款党组织", queryset=PartyUnit.objects.none(), empty_label="请选择")

    def __init__(self, *args, units, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units


class GrantForm(forms.Form):
    """A grant by hand: free, or an award by a rule for an organization."""

    unit = forms.ModelChoiceField(label="收款党组织", queryset=PartyUnit.objects.none(), empty_label="请选择")
    purpose = forms.CharField(label="用途", max_length=200)
    rule = forms.ModelChoiceField(
        label="奖励标准", queryset=GrantRule.objects.none(), required=False, empty_label="不按标准",
        help_text="按标准的，金额以标准为准，同一社会组织只奖励一次。",
    )  # fmt: skip
    grant_yuan = _yuan("金额（元）", required=False)

    def __init__(self, *args, units, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units
        self.fields["rule"].queryset = GrantRule.objects.filter(subject_kind=SubjectKind.ORGANIZATION)

    def clean(self):
        cleaned = super().clean()
        unit, rule = cleaned.get("unit"), cleaned.get("rule")
        if rule and unit and unit.organization_id is None:
            self.add_error("unit", "该党组织没有所在社会组织，不能按奖励标准拨付。")
        if not rule and not cleaned.get("grant_yuan") and "grant_yuan" not in self.errors:
            self.add_error("grant_yuan", "请填写金额，或者选择奖励标准。")
        return cleaned

    @property
    def subject(self) -> Organization | None:
        return self.cleaned_data["unit"].organization if self.cleaned_data.get("rule") else None


class PayForm(forms.Form):
    document = forms.CharField(label="拨付文号", max_length=200)
    granted_on = forms.DateField(label="拨付日期", widget=_day(), initial=clock.today)


class SpendingForm(forms.Form):
    spent_on = forms.DateField(label="支出日期", widget=_day(), initial=clock.today)
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *SpendingKind.choices])
    purpose = forms.CharField(label="事由", max_length=200)
    spent_yuan = _yuan("金额（元）")
    overrun_reason = forms.CharField(
        label="超出余额的说明", max_length=200, required=False, help_text="金额超出余额时必填。"
    )
    voucher = forms.FileField(
        label="凭证", required=False, widget=forms.FileInput(attrs={"accept": _ACCEPT}),
        help_text=".pdf、.jpg、.png、.ofd，可以不传。",
    )  # fmt: skip

    @property
    def about(self) -> dict:
        """Arguments of actions.spend but the file."""
        return {name: value for name, value in self.cleaned_data.items() if name != "voucher"}


class RateForm(forms.Form):
    grant_yuan = _yuan("金额（元）")
    valid_from = forms.DateField(label="自何日起", widget=_day(), initial=clock.today)
    document = forms.CharField(label="依据文书", max_length=200)
