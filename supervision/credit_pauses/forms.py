from django import forms

from registry.organizations.papers import day_field
from supervision.credit_pauses.states import Track


class PauseForm(forms.Form):
    track = forms.ChoiceField(label="轨道", choices=Track.choices)
    reason = forms.CharField(
        label="暂缓理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如：延期申请正在办理；司法机关已查封财务资料。",
    )  # fmt: skip
    document = forms.CharField(label="依据文书", max_length=120, required=False)
    until_on = day_field("截止日期", help_text="含当日，期满自行恢复。")
