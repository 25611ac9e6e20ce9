from django import forms


class TextForm(forms.Form):
    title = forms.CharField(label="承诺事项", max_length=100, help_text="与已有承诺事项同名的，启用后代替上一版。")
    scope = forms.CharField(label="适用范围", max_length=200, help_text="如：本机关登记的行业协会商会。")
    body = forms.CharField(
        label="承诺内容", max_length=3000, widget=forms.Textarea(attrs={"rows": 9}), help_text="一行为一条。"
    )


class BreachForm(forms.Form):
    breach = forms.CharField(label="违诺事实", max_length=300, widget=forms.Textarea(attrs={"rows": 4}))
    document = forms.CharField(label="认定文书", max_length=120, required=False)


class SignForm(forms.Form):
    agrees = forms.BooleanField(label="已阅读全文，代表本组织作出以上承诺")
