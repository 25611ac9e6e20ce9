"""allauth's password form with our words: the rules in one sentence, no placeholder that vanishes while typing."""

from allauth.account.forms import ChangePasswordForm

from core.identity.forms import PASSWORD_RULES


class OwnPasswordForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label, purpose in (
            ("oldpassword", "当前密码", "current-password"),
            ("password1", "新密码", "new-password"),
            ("password2", "再次输入新密码", "new-password"),
        ):
            field = self.fields[name]
            field.label = label
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["autocomplete"] = purpose
        self.fields["password1"].help_text = PASSWORD_RULES
