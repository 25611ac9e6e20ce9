from django import forms

from core.departments.models import Region, RegionLevel
from core.departments.seats import people_of
from core.identity.models import User
from registry.disclosures import words
from registry.org_accounts.forms import OrganizationField
from supervision.illegal_orgs.models import CheckKind, Lead
from supervision.illegal_orgs.states import CheckResult, Ground, LeadOrigin

FILE_TYPES = ("pdf", "jpg", "png", "docx", "ofd")
STAFF_ORIGINS = [
    (LeadOrigin.STAFF.value, LeadOrigin.STAFF.label),
    (LeadOrigin.OFFICE.value, LeadOrigin.OFFICE.label),
]


def _words(label: str, rows: int, most: int, help_text: str = "", **more) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def home_regions(*levels: int):
    return Region.objects.current().of_home().filter(level__in=levels).select_related("parent").order_by("code")


def _place_words(region: Region) -> str:
    if region.level == RegionLevel.TOWNSHIP and region.parent:
        return f"{region.parent.name} {region.name}"
    return f"{region.name}（不确定哪个镇街）"


class PlaceField(forms.ModelChoiceField):
    """Where the act took place: a street, or the district alone. It decides which authority is competent."""

    def __init__(self):
        super().__init__(
            label="行为发生地", queryset=Region.objects.none(), empty_label="请选择",
            help_text="在哪里活动就选哪里，由当地区县民政部门核查。",
        )  # fmt: skip
        self.label_from_instance = _place_words


class LeadForm(forms.Form):
    origin = forms.ChoiceField(label="来源", choices=STAFF_ORIGINS)
    name = forms.CharField(label="所称名称", max_length=120)
    activity = _words("活动情况", 4, 2000, "时间、地点、方式、人数、收费等。")
    ground = forms.ChoiceField(label="可能的情形", choices=Ground.choices)
    region = PlaceField()
    place = forms.CharField(label="具体地点", max_length=120, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["region"].queryset = home_regions(RegionLevel.DISTRICT, RegionLevel.TOWNSHIP)


class TipForm(forms.Form):
    """What anybody may tell. Names and numbers of persons belong into their own encrypted fields."""

    name = forms.CharField(label="这个组织用的名称", max_length=120)
    region = PlaceField()
    place = forms.CharField(label="具体地点", max_length=120, required=False)
    activity = _words("看到、听到什么", 5, 1000, "什么时候、在哪里、做了什么、是否收费。请不要写个人的身份证号码。")
    contact_name = forms.CharField(
        label="您的称呼", max_length=40, required=False, help_text="可以不填。填写后加密保存，与线索分开存放。"
    )
    contact_phone = forms.CharField(
        label="联系电话", max_length=20, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text="可以不填。只有核查的工作人员写明事由后才能查看。",
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["region"].queryset = home_regions(RegionLevel.DISTRICT, RegionLevel.TOWNSHIP)

    def clean_activity(self) -> str:
        told = self.cleaned_data["activity"].strip()
        if words.is_personal(told):
            raise forms.ValidationError("请不要在情况中写身份证号码、电话号码；电话请填在“联系电话”一栏。")
        return told

    def clean_contact_phone(self) -> str:
        phone = self.cleaned_data["contact_phone"].strip()
        if phone and not words.is_phone(phone):
            raise forms.ValidationError("请填写11位手机号码，或者带区号的固定电话。")
        return phone


class RelocateForm(forms.Form):
    region = PlaceField()
    place = forms.CharField(label="具体地点", max_length=120, required=False)
    comment = _words("理由", 2, 300)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["region"].queryset = home_regions(RegionLevel.DISTRICT, RegionLevel.TOWNSHIP)


class CheckForm(forms.Form):
    kind = forms.ModelChoiceField(label="核查事项", queryset=CheckKind.objects.none(), empty_label="请选择")
    result = forms.ChoiceField(label="结果", choices=CheckResult.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="怎样核查、查到什么", max_length=300)
    proof = forms.FileField(
        label="佐证", required=False, help_text="截图、复函等，可以不传。",
        widget=forms.FileInput({"accept": ",".join(f".{kind}" for kind in FILE_TYPES)}),
    )  # fmt: skip

    def __init__(self, *args, lead: Lead, **options):
        super().__init__(*args, **options)
        self.fields["kind"].queryset = CheckKind.objects.on(lead.received_on)


class OpenForm(forms.Form):
    officers = forms.ModelMultipleChoiceField(
        label="办案人员", queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text="不少于两人，须为本机关有岗位的工作人员。",
    )  # fmt: skip
    papers = forms.CharField(
        label="执法证号", max_length=200, required=False, help_text="按所选人员的次序填写，用顿号隔开。"
    )

    def __init__(self, *args, lead: Lead, **options):
        super().__init__(*args, **options)
        self.fields["officers"].queryset = User.objects.filter(pk__in=people_of(lead.department_id)).order_by("pk")

    def told(self) -> dict:
        chosen = [user.pk for user in self.cleaned_data["officers"]]
        numbers = self.cleaned_data["papers"].replace("，", "、").split("、")
        papers = dict(zip(chosen, numbers, strict=False)) if any(numbers) else {}
        return {"officers": chosen, "papers": papers}


class CommentForm(forms.Form):
    comment = _words("说明", 3, 1000)


class ElsewhereForm(forms.Form):
    organization = OrganizationField()
    comment = _words("说明", 3, 500, "登记在哪里、名称和统一社会信用代码。")

    def __init__(self, *args, actor, **options):
        super().__init__(*args, **options)
        field = self.fields["organization"]
        field.actor, field.required = actor, False
        field.label, field.help_text = "名录中的社会组织", "登记在本市的填全称或者信用代码；登记在别处的不填。"
        field.clean = self._organization

    def _organization(self, value):
        return OrganizationField.clean(self.fields["organization"], value) if (value or "").strip() else None


class HandOverForm(forms.Form):
    to = forms.CharField(label="移送单位", max_length=100)
    number = forms.CharField(label="移送文书号", max_length=80)
    comment = _words("说明", 3, 500)


class BanForm(forms.Form):
    number = forms.CharField(label="决定书文号", max_length=80)
    name = forms.CharField(
        label="决定所列名称", max_length=120, help_text="与决定书一致。决定作出后，这个名称才向社会公布。"
    )


class LiftForm(forms.Form):
    number = forms.CharField(label="撤销决定文号", max_length=80)
    comment = _words("理由", 3, 500)
