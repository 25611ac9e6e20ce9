from django import forms

from core import clock
from core.forms.versioned import VersionedModelForm
from party_building.model_sites.models import SiteScheme
from party_building.party_units.models import PartyUnit


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _text(label: str, rows: int = 2, length: int = 500, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **more)


class _SchemeMeta:
    model = SiteScheme
    fields = ("name", "document", "requirements", "valid_years", "begun_on", "ended_on")
    widgets = {"begun_on": _day(), "ended_on": _day(), "requirements": forms.Textarea(attrs={"rows": 3})}
    help_texts = {
        "document": "批准开展创建的文件名称和文号。没有批准文件的，不得开展。",
        "requirements": "写明看什么成效。不得以活动次数、照片、报道数量为条件。",
    }


class SchemeForm(VersionedModelForm):
    class Meta(_SchemeMeta):
        pass


class NewSchemeForm(forms.ModelForm):
    class Meta(_SchemeMeta):
        pass


class NominateForm(forms.Form):
    unit = forms.ModelChoiceField(label="党组织", queryset=PartyUnit.objects.none(), empty_label="请选择")
    name = forms.CharField(label="示范点名称", max_length=80)
    reason = _text("推荐理由")

    def __init__(self, *args, units, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units


class ApplyForm(forms.Form):
    scheme = forms.ModelChoiceField(label="创建方案", queryset=SiteScheme.objects.none(), empty_label="请选择")
    unit = forms.ModelChoiceField(
        label="党组织", queryset=PartyUnit.objects.none(), required=False, empty_label="不指定"
    )
    name = forms.CharField(label="示范点名称", max_length=80)
    reason = _text("申报理由", 4, help_text="写明工作成效，不需要附照片。")

    def __init__(self, *args, schemes, units, **options):
        super().__init__(*args, **options)
        self.fields["scheme"].queryset, self.fields["unit"].queryset = schemes, units


class GroomForm(forms.Form):
    document = forms.CharField(label="培育文号", max_length=200)
    since = forms.DateField(label="培育起始日期", widget=_day(), initial=clock.today)


class CheckForm(forms.Form):
    checked_on = forms.DateField(label="验收日期", widget=_day(), initial=clock.today)
    opinion = _text("验收意见", 3)


class NameForm(forms.Form):
    document = forms.CharField(label="命名文号", max_length=200)
    since = forms.DateField(label="命名日期", widget=_day(), initial=clock.today)
    until = forms.DateField(label="有效期至", widget=_day(), help_text="含当日。")


class WithdrawForm(forms.Form):
    ended_on = forms.DateField(label="撤销日期", widget=_day(), initial=clock.today, help_text="自这一天起不再有效。")
    document = forms.CharField(label="撤销文号", max_length=200)
    reason = _text("撤销理由", length=300)
