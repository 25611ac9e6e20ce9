"""Input about a person. A field for a number begins empty, whatever is on record; only what was typed a moment ago
comes back, when the form is refused.
"""

from django import forms

from core import clock
from core.forms.versioned import VersionedFormMixin
from core.privacy.numbers import normalize
from core.refusal import Refusal
from registry.people import actions
from registry.people.models import Person
from registry.people.states import Gender, IdType

SECRET = {"autocomplete": "off", "spellcheck": "false"}


class NumberField(forms.CharField):
    """A document number or a telephone, without spaces and hyphens; browsers are asked not to keep it."""

    def __init__(self, *, label: str, help_text: str = "", max_length: int = 40):
        widget = forms.TextInput(attrs=SECRET)
        super().__init__(label=label, help_text=help_text, max_length=max_length, required=False, widget=widget)

    def clean(self, value):
        return normalize(super().clean(value))


class PersonFields(forms.Form):
    name = forms.CharField(label="姓名", max_length=60, help_text="与证件一致；生僻字照原样填写。")
    id_type = forms.ChoiceField(label="证件类型", choices=IdType.choices, initial=IdType.RESIDENT_ID)
    id_number = NumberField(label="证件号码", help_text="加密保存，页面只显示部分数字。")
    birth_on = forms.DateField(
        label="出生日期",
        required=False,
        help_text="居民身份证自动取得，其他证件请填写。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    gender = forms.ChoiceField(
        label="性别", required=False, choices=[("", "请选择"), *Gender.choices], help_text="居民身份证自动取得。"
    )
    phone = NumberField(label="联系电话", help_text="加密保存，页面只显示部分数字。")

    def clean_birth_on(self):
        born = self.cleaned_data["birth_on"]
        if born and born > clock.today():
            raise forms.ValidationError("出生日期不能晚于今天。")
        return born

    def clean(self):
        cleaned = super().clean()
        try:
            actions.check_number(cleaned.get("id_type", ""), cleaned.get("id_number", ""), as_of=clock.today())
        except Refusal as refusal:
            self.add_error("id_number", str(refusal))
        return cleaned


class PersonForm(VersionedFormMixin, PersonFields):
    """Correct a record; a number left empty stays as it is on record."""

    def __init__(self, *args, instance: Person, **kwargs):
        self.instance = instance
        kwargs.setdefault("initial", self.values_of(instance))
        super().__init__(*args, **kwargs)
        for name in ("id_number", "phone"):
            masked = getattr(instance, f"{name}_masked")
            self.fields[name].help_text = f"已登记 {masked}；不修改的请留空。" if masked else "尚未登记。"

    @staticmethod
    def values_of(person) -> dict:
        return {name: getattr(person, name) for name in ("name", "id_type", "birth_on", "gender")}


class FindForm(forms.Form):
    number = NumberField(label="证件号码或联系电话")

    def clean_number(self):
        if not self.cleaned_data["number"]:
            raise forms.ValidationError("请填写完整的证件号码或联系电话。")
        return self.cleaned_data["number"]


class MergeForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="认定依据",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明如何核实为同一人，如：核对身份证原件。",
    )
