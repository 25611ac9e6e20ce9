from django import forms

from core import clock
from core.access.actor import Actor
from core.forms import VersionedModelForm
from party_building.brands.actions import MANUAL
from party_building.brands.models import Brand
from party_building.brands.states import FileKind
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization

FILE_TYPES = ("png", "jpg", "pdf", "docx")
_ACCEPT = ",".join(f".{kind}" for kind in FILE_TYPES)
_ROWS = {name: forms.Textarea(attrs={"rows": 3}) for name in ("scope_text", "scenes_text", "method_text")}
_HELP = {
    "scope_text": "哪些单位、哪些活动可以使用。",
    "scenes_text": "如：活动背景板、展架、宣传折页、线上海报。",
    "method_text": "如：标识的位置、比例和颜色，不得单独拆分使用。",
    "document": "批准设立品牌的文件名称和文号。",
}


def _day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, required=required)


class BrandForm(forms.ModelForm):
    class Meta:
        model = Brand
        fields = (*MANUAL, "started_on")
        widgets = {**_ROWS, "started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = _HELP


class BrandEditForm(VersionedModelForm):
    class Meta:
        model = Brand
        fields = MANUAL
        widgets = _ROWS
        help_texts = _HELP


class EndForm(forms.Form):
    ended_on = _day("停用日期", "从这一天起停用，全部授权前一日终止。")
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["ended_on"].initial = clock.today()


class FileForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=FileKind.choices)
    title = forms.CharField(label="名称", max_length=80, help_text="如：横版标识（红色）。")
    file = forms.FileField(
        label="文件", widget=forms.FileInput(attrs={"accept": _ACCEPT}), help_text=".png、.jpg、.pdf、.docx。"
    )


class AuthoriseForm(forms.Form):
    who = forms.CharField(
        label="使用单位", max_length=120, help_text="党组织的全称，或社会组织的全称、统一社会信用代码。"
    )
    purpose = forms.CharField(label="用途", max_length=200)
    valid_from = _day("授权起始日期")
    valid_to = _day("授权终止日期", "含当日；不填的，至品牌停用为止。", required=False)
    document = forms.CharField(label="授权文书", max_length=200, required=False)

    def __init__(self, *args, actor: Actor, **options):
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["valid_from"].initial = clock.today()

    def clean_who(self) -> dict:
        text = self.cleaned_data["who"].strip()
        units = PartyUnit.objects.visible_to(self.actor).on(clock.today()).filter(name=text)
        bodies = Organization.objects.visible_to(self.actor)
        bodies = bodies.filter(uscc=text.upper()) if len(text) == 18 else bodies.filter(name=text)
        found = [{"unit": one} for one in units[:2]] + [{"organization": one} for one in bodies[:2]]
        if len(found) > 1:
            raise forms.ValidationError("有几个同名的单位，社会组织请改填统一社会信用代码。")
        if not found:
            raise forms.ValidationError("没有找到这个单位，请核对全称，并确认在您的管理范围内。")
        return found[0]

    @property
    def told(self) -> dict:
        data = dict(self.cleaned_data)
        return {**data.pop("who"), **data}


class EndAuthorisationForm(forms.Form):
    last_day = _day("终止日期", "最后一天，含当日。")
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["last_day"].initial = clock.today()


class MisuseForm(forms.Form):
    user_name = forms.CharField(label="使用单位", max_length=120)
    found_on = _day("发现日期", "今天或以前。")
    where = forms.CharField(label="发现的场合", max_length=200)
    what = forms.CharField(label="不规范情形", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["found_on"].initial = clock.today()


class HandleForm(forms.Form):
    handled_on = _day("处理日期")
    handling = forms.CharField(label="处理情况", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["handled_on"].initial = clock.today()
