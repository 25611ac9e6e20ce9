"""What a visitor may ask."""

from django import forms
from django.conf import settings

from core.departments.models import Region, RegionLevel
from registry.disclosures import words
from registry.organizations.states import OrgType, Status

STATUSES = [
    ("active", "存续"),
    (Status.LIQUIDATING, "清算"),
    (Status.CANCELLED, "已注销"),
    (Status.REVOKED, "已撤销登记"),
    (Status.CERTIFICATE_REVOKED, "已吊销登记证书"),
]
PERSONAL = "请不要输入身份证号码或者电话号码。本查询只查社会组织，请输入名称、曾用名、统一社会信用代码或者拼音首字母。"


class SearchForm(forms.Form):
    """One query for the districts. A personal number is refused and never shown again."""

    q = forms.CharField(
        label="名称、曾用名、统一社会信用代码或拼音首字母",
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
