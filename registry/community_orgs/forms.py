from django import forms
from django.conf import settings

from core import clock
from core.forms import VersionedFormMixin
from registry.community_orgs import intake
from registry.community_orgs.intake import NewCommunityOrganization
from registry.community_orgs.models import CommunityKind
from registry.community_orgs.states import Contact
from registry.org_accounts.forms import OrganizationField

LINES = 6  # groups on one sheet of the page of several


def _day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def _phone(help_text: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    return forms.CharField(label="负责人电话", max_length=20, required=False, help_text=help_text, widget=widget)


class GroupForm(forms.Form):
    """What is told of a group. Few fields, in the order in which they are asked on the telephone."""

    name = forms.CharField(label="名称", max_length=60)
    kind = forms.ModelChoiceField(
        label="类别", queryset=CommunityKind.objects.filter(valid_to=None), empty_label="请选择"
    )
    purpose = forms.CharField(
        label="宗旨和活动内容", max_length=200, help_text="一句话，会出现在备案证明和公开名单上。"
    )
    region = forms.ModelChoiceField(label="所在村居", queryset=None, empty_label=None)
    place = forms.CharField(label="活动场所", max_length=120, required=False)
    individual_members = forms.IntegerField(label="个人成员数", min_value=0, max_value=100_000, initial=0)
    unit_members = forms.IntegerField(label="单位成员数", min_value=0, max_value=10_000, initial=0, required=False)
    head_name = forms.CharField(label="负责人", max_length=40)
    head_phone = _phone("加密保存，名单上只显示一部分，不对外公开。")
    funds_yuan = forms.DecimalField(
        label="活动资金（元）", required=False, min_value=0, max_digits=12, decimal_places=2
    )

    def __init__(self, *args, office, **options):
        super().__init__(*args, **options)
        self.office = office
        self.fields["region"].queryset = intake.communities_of(office).order_by("level", "code")
        self.fields["region"].label_from_instance = _place_word

    def clean_unit_members(self):
        return self.cleaned_data["unit_members"] or 0

    @property
    def told(self) -> dict:
        return {name: self.cleaned_data[name] for name in GroupForm.base_fields}

    def new(self, **more) -> NewCommunityOrganization:
        return NewCommunityOrganization(office=self.office, **self.told, **more)

    def refuse(self, found: list[tuple[str, str]]) -> None:
        """Sentences of intake beside their fields."""
        for field, says in found:
            self.add_error(field if field in self.fields else None, says)


def _place_word(region) -> str:
    return region.name if region.level == 4 else f"{region.name}（不限某一村居）"


class ProposalForm(GroupForm):
    """By the street: filed at once, on the day named. By a village: a draft, so without the day."""

    def __init__(self, *args, files: bool, **options):
        super().__init__(*args, **options)
        if files:
            self.fields["filed_on"] = _day("备案日期", "今天或以前；补录以前备案的填写当时的日期。")
            self.fields["filed_on"].initial = clock.today()


class LineForm(GroupForm):
    """One of several groups on a page; a line without a name is left out."""

    name = forms.CharField(label="名称", max_length=60, required=False)
    purpose = forms.CharField(label="宗旨和活动内容", max_length=200, required=False)
    kind = forms.ModelChoiceField(
        label="类别", queryset=CommunityKind.objects.filter(valid_to=None), empty_label="请选择", required=False
    )
    head_name = forms.CharField(label="负责人", max_length=40, required=False)
    individual_members = forms.IntegerField(label="个人成员数", min_value=0, max_value=100_000, required=False)
    unit_members = None
    place = None
    funds_yuan = None

    def clean(self):
        cleaned = super().clean()
        if self.is_blank:
            return cleaned
        for name in ("name", "kind", "purpose", "individual_members", "head_name"):
            if name not in self.errors and cleaned.get(name) in (None, ""):
                self.add_error(name, f"请填写{self.fields[name].label}。")
        return cleaned

    @property
    def is_blank(self) -> bool:
        typed = ("name", "purpose", "head_name", "head_phone", "individual_members")
        return not any((self[name].data or "").strip() for name in typed)

    @property
    def told(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name in self.fields}


class EditForm(VersionedFormMixin, GroupForm):
    """Stale tabs meet both versions. The telephone is never shown; typing one replaces it."""

    def __init__(self, *args, instance, **options):
        self.instance = instance
        super().__init__(*args, office=instance.office, initial=self.values_of(instance), **options)
        self.fields["head_phone"].help_text = f"现有：{instance.head_phone or '没有'}。填写后替换，不填保持不变。"

    def values_of(self, obj) -> dict:
        names = ("name", "purpose", "place", "individual_members", "unit_members", "head_name", "funds_yuan")
        found = {name: getattr(obj, name) for name in names}
        return {**found, "kind": obj.kind_id, "region": obj.community_id or obj.street_id, "head_phone": ""}


class CallForm(forms.Form):
    """After a call: what came of it, and what changed."""

    result = forms.ChoiceField(label="联系结果", choices=Contact.choices, widget=forms.RadioSelect)
    members = forms.IntegerField(label="目前个人成员数", required=False, min_value=1, max_value=100_000)
    head_name = forms.CharField(label="负责人（有变化时填写）", max_length=40, required=False)
    head_phone = _phone("有变化时填写新号码。")

    def clean_head_phone(self):
        number = self.cleaned_data["head_phone"].strip()
        if number and not (number.replace("-", "").isdigit() and 7 <= len(number.replace("-", "")) <= 12):
            raise forms.ValidationError("电话应为 11 位手机号或带区号的固定电话，请核对。")
        return number


class ActivityForm(forms.Form):
    held_on = _day("日期")
    topic = forms.ChoiceField(label="主题")
    title = forms.CharField(label="内容", max_length=80, help_text="不要写个人姓名和住址。")
    people_served = forms.IntegerField(label="服务人次", min_value=0, max_value=1_000_000)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["topic"].choices = [("", "请选择"), *settings.COMMUNITY_TOPICS]
        self.fields["held_on"].initial = clock.today()


class FileForm(forms.Form):
    filed_on = _day("备案日期", "今天或以前。")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["filed_on"].initial = clock.today()


class RefuseForm(forms.Form):
    comment = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class CloseForm(forms.Form):
    closed_on = _day("注销日期", "从这一天起不再是备案组织；今天或以前。")
    comment = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["closed_on"].initial = clock.today()


class PromoteForm(forms.Form):
    """Which registered organization the group has become."""

    organization = OrganizationField()

    def __init__(self, *args, actor, **options):
        super().__init__(*args, **options)
        self.fields["organization"].actor = actor
