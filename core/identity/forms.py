from django import forms

from core.identity import codes
from core.identity.models import User

# In one sentence what settings.AUTH_PASSWORD_VALIDATORS ask for; a refused password is told which rule it broke.
PASSWORD_RULES = "至少 10 个字符，含大写字母、小写字母、数字、其他符号中的 3 类；不用常见密码，不与最近 5 次相同。"


class AccountForm(forms.ModelForm):
    """A new account. The user name is what the person types to sign in."""

    class Meta:
        model = User
        fields = ("name", "username", "email")
        labels = {"username": "用户名", "email": "电子邮箱（选填）"}
        help_texts = {"username": "3–30 个字母、数字或 . _ -，用于登录，不能再改。"}

    def clean_username(self):
        username = self.cleaned_data["username"].strip()
        if not 3 <= len(username) <= 30:
            raise forms.ValidationError("用户名须为 3–30 个字符。")
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("该用户名已被使用，请换一个。")
        return username


class ReasonForm(forms.Form):
    """Why: asked for every act that stops something."""

    comment = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_comment(self):
        reason = self.cleaned_data["comment"].strip()
        if not reason:
            raise forms.ValidationError("请填写原因。")
        return reason


class NewPasswordFields(forms.Form):
    """Twice the same password; the rules themselves are checked by the action, which knows the account."""

    password1 = forms.CharField(
        label="新密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="再次输入新密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_RULES

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned.get("password1") != cleaned.get("password2"):
            self.add_error("password2", "两次输入的密码不一致。")
        return cleaned


class StartForm(NewPasswordFields):
    """First or new password with a one-time code."""

    username = forms.CharField(
        label="用户名", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label="启用码",
        max_length=40,
        help_text="12 位，不分大小写，短横线可不输。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
    field_order = ("username", "code", "password1", "password2")

    def clean_code(self):
        code = codes.normalize(self.cleaned_data["code"])
        if len(code) != codes.LENGTH:
            raise forms.ValidationError(f"启用码应为 {codes.LENGTH} 位，请核对是否少输或多输。")
        return code
