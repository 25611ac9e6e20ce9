from django import forms


class PublishForm(forms.Form):
    basis = forms.CharField(
        label="依据文书", max_length=200, help_text="公告文号；更正后再次公布的，写明同意更正的文书或情况。"
    )


class CorrectionForm(forms.Form):
    reason = forms.CharField(
        label="需要更正的内容和理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="会告知该组织。",
    )
