"""What a visitor may ask."""

from django import forms
from django.conf import settings

from core import clock
from core.departments.models import Region, RegionLevel
from registry.disclosures import words
from registry.disclosures.table import Reach, disclosed
from registry.organizations.states import OrgType, Status

STATUSES = [
    ("active", "存续"),
    (Status.LIQUIDATING, "清算"),
    (Status.CANCELLED, "已注销"),
    (Status.REVOKED, "已撤销登记"),
    (Status.CERTIFICATE_REVOKED, "已吊销登记证书"),
]
PERSONAL = (
    "请不要输入身份证号码或者电话号码。本查询只查社会组织，请输入名称、曾用名、统一社会信用代码、拼音或者首字母。"
)


class SearchForm(forms.Form):
    """One query for the districts. A personal number is refused and never shown again."""

    q = forms.CharField(
        label="名称、曾用名、统一社会信用代码、拼音或首字母",
        required=False,
        max_length=60,
        error_messages={"max_length": "请输入不超过60个字。名称太长时，输入其中几个字即可。"},
    )
    org_type = forms.ChoiceField(label="类型", required=False, choices=[("", "全部"), *OrgType.choices])
    district = forms.ChoiceField(label="区县", required=False)
    status = forms.ChoiceField(label="登记状态", required=False, choices=[("", "全部"), *STATUSES])

    def __init__(self, data=None):
        super().__init__(data)
        home = Region.objects.current().filter(level=RegionLevel.DISTRICT, parent__code=settings.HOME_CITY_CODE)
        places = [(str(pk), name) for pk, name in home.order_by("code").values_list("pk", "name")]
        self.fields["district"].choices = [("", "全部"), *places]
        self.fields["q"].widget.attrs |= {"autocomplete": "off", "enterkeyhint": "search"}

    def clean_q(self) -> str:
        typed = self.cleaned_data["q"].strip()
        if words.is_personal(typed):
            self.data = {}  # the page that says so does not repeat it
            raise forms.ValidationError(PERSONAL, code="personal")
        return typed

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, without empty fields; the address of the result."""
        return {name: value for name, value in self.cleaned_data.items() if value}


def labels() -> dict[str, str]:
    """What stands on an organization's page, by key."""
    return {key: row.label for key, row in disclosed(Reach.PAGE, clock.today()).items()}


class CorrectionForm(forms.Form):
    """信息有误. Numbers of a person belong into their own field, which is encrypted."""

    about = forms.ChoiceField(label="哪一项有误", required=False)
    reason = forms.CharField(
        label="有什么错误，正确的应当是什么",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"min_length": "请至少写5个字，说明哪里有误。", "max_length": "请不要超过500个字。"},
    )
    phone = forms.CharField(
        label="联系电话",
        required=False,
        max_length=20,
        help_text="可以不填。填写后加密保存，只有核实信息的工作人员可以查看。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["about"].choices = [("", "其他"), *labels().items()]

    def clean_reason(self) -> str:
        reason = self.cleaned_data["reason"].strip()
        if words.is_personal(reason):
            raise forms.ValidationError("请不要在说明中写身份证号码、电话号码；电话请填在“联系电话”一栏。")
        return reason

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].strip()
        if phone and not words.is_phone(phone):
            raise forms.ValidationError("请填写11位手机号码，或者带区号的固定电话。")
        return phone
