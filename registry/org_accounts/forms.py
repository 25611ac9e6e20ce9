from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from core.identity import codes
from core.identity.forms import NewPasswordFields
from core.identity.models import User
from registry.org_accounts.states import OrgRole
from registry.organizations.models import Organization

# Guests are invited by the organization itself.
ISSUED = [(value, label) for value, label in OrgRole.choices if value != OrgRole.REPORT_GUEST]


class OrganizationField(forms.CharField):
    """A social organization by its full name or credit code; the value is the row, if `actor` sees it."""

    actor = None

    def __init__(self):
        super().__init__(
            label="社会组织", max_length=120, help_text="填写全称或 18 位统一社会信用代码，也可从名录页面进入。"
        )

    def clean(self, value):
        text = super().clean(value).strip()
        mine = Organization.objects.visible_to(self.actor)
        found = mine.filter(uscc=text.upper()) if len(text) == 18 else mine.none()
        rows = list(found[:1]) or list(mine.filter(name=text)[:2])
        if len(rows) != 1:
            raise forms.ValidationError("没有找到这个社会组织，请核对全称或信用代码，并确认在您的管辖范围内。")
        return rows[0]


class IssueForm(forms.Form):
    """For whom a code is issued."""

    organization = OrganizationField()
    role = forms.ChoiceField(label="岗位", choices=ISSUED, initial=OrgRole.LEGAL_REPRESENTATIVE)
    days = forms.TypedChoiceField(
        label="有效期", coerce=int, choices=[(15, "15 天"), (30, "30 天"), (60, "60 天")], initial=60
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].actor = actor


class CodeField(forms.CharField):
    """A code as people type it: spaces, hyphens and small letters do not matter."""

    def __init__(self):
        super().__init__(
            label="激活码",
            max_length=40,
            help_text="信函上的 12 位激活码，不分大小写，短横线可不输。",
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        )

    def clean(self, value):
        code = codes.normalize(super().clean(value))
        if len(code) != codes.LENGTH:
            raise forms.ValidationError(f"激活码应为 {codes.LENGTH} 位，请核对是否少输或多输。")
        return code


class ActivateForm(NewPasswordFields):
    """A code, and the account it is to open."""

    code = CodeField()
    name = forms.CharField(label="姓名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    username = forms.CharField(
        label="用户名",
        min_length=3,
        max_length=30,
        validators=[UnicodeUsernameValidator()],
        help_text="3–30 个字母、数字或 . _ -，用于登录。",
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    field_order = ("code", "name", "username", "password1", "password2")

    def clean_username(self):
        username = self.cleaned_data["username"].strip()
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("该用户名已被使用，请换一个。")
        return username


class JoinForm(forms.Form):
    """A code for an account that is signed in."""

    code = CodeField()
