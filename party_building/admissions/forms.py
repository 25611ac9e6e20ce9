from django import forms

from core import clock
from core.access.actor import Actor
from core.forms.versioned import VersionedFormMixin
from party_building.admissions.models import Admission, AdmissionQuota, AdmissionStep
from party_building.admissions.states import Naming, NoteKind, Position
from party_building.party_members.forms import OrganizationField, branches, day_field, organizations_of
from party_building.party_members.models import PartyMember
from party_building.party_members.states import Standing
from party_building.party_units.models import PartyUnit
from registry.people.forms import NumberField
from registry.people.states import Gender


class ApplicationForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=60)
    birth_on = day_field("出生日期", "填写身份证号码的可以不填。", required=False)
    gender = forms.ChoiceField(label="性别", required=False, choices=[("", "请选择"), *Gender.choices])
    id_number = NumberField(label="身份证号码", help_text="可以不填；加密保存，页面只显示部分数字。")
    unit = forms.ModelChoiceField(
        label="负责培养的党支部",
        queryset=PartyUnit.objects.none(),
        empty_label="请选择",
        help_text="所在单位没有党支部的，选党群服务中心的综合支部。",
    )
    organization = OrganizationField()
    position = forms.ChoiceField(label="身份", choices=Position.choices, initial=Position.FULL_TIME)
    applied_on = day_field("递交申请书日期")

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        units = branches(actor)
        self.fields["unit"].queryset = units
        if actor.is_organization_side:
            self.fields["unit"].initial = units.first()
        self.fields["organization"].rows = organizations_of(actor)

    @property
    def about(self) -> dict:
        names = ("name", "birth_on", "gender", "id_number")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def rest(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("unit", "organization", "position", "applied_on")}


class StepForm(forms.Form):
    """One step. Contacts and sponsors are chosen where the step names them."""

    step = forms.CharField(widget=forms.HiddenInput)
    done_on = day_field("日期")
    named = forms.ModelMultipleChoiceField(
        label="指定", queryset=PartyMember.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )
    document = forms.CharField(label="文书", max_length=200, required=False, help_text="会议记录、批复等。")
    note = forms.CharField(
        label="说明", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="超过期限或计划的，写明理由；其他可以不填。",
    )  # fmt: skip

    def __init__(self, *args, admission: Admission, step: AdmissionStep, actor: Actor, **options):
        super().__init__(*args, **options)
        self.fields["step"].initial = step.code
        if not step.names:
            del self.fields["named"]
            return
        formal = PartyMember.objects.visible_to(actor).filter(standing=Standing.FORMAL)
        own = formal.filter(unit=admission.unit) if formal.filter(unit=admission.unit).exists() else formal
        self.fields["named"].queryset = own.select_related("person").order_by("person__pinyin", "pk")
        self.fields["named"].label = f"{Naming(step.names).label}（{step.note}）"

    @property
    def said(self) -> dict:
        return {**self.cleaned_data, "named": list(self.cleaned_data.get("named") or ())}


class NoteForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=NoteKind.choices)
    noted_on = day_field("日期")
    text = forms.CharField(
        label="内容", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text="一句话即可。"
    )


class ProlongForm(forms.Form):
    until = day_field("延长至", "不少于六个月、不超过一年。")
    decided_on = day_field("决定日期")
    comment = forms.CharField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class CancelForm(forms.Form):
    ended_on = day_field("取消日期", "从这一天起不再是预备党员。")
    comment = forms.CharField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class ReasonForm(forms.Form):
    comment = forms.CharField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class _QuotaFields(forms.Form):
    planned = forms.IntegerField(label="计划人数", min_value=0, max_value=9999)
    document = forms.CharField(label="批准文号", max_length=200, help_text="社会组织发展党员计划单列的文件。")
    approved_on = day_field("批准日期")


class QuotaForm(_QuotaFields):
    field_order = ("year",)
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["year"].initial = clock.today().year


class QuotaEditForm(VersionedFormMixin, _QuotaFields):
    def __init__(self, *args, instance: AdmissionQuota, **options):
        self.instance = instance
        names = ("planned", "document", "approved_on")
        options.setdefault("initial", {name: getattr(instance, name) for name in names})
        super().__init__(*args, **options)
