from django import forms

from registry.organizations.papers import paper_field
from supervision.credit_objections.states import Advice


class RaiseForm(forms.Form):
    text = forms.CharField(
        label="异议内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}), help_text="写明哪里与事实不符。"
    )
    document = paper_field("证明材料")


class AdviseForm(forms.Form):
    advice = forms.ChoiceField(label="拟审查意见", choices=Advice.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class UpholdForm(forms.Form):
    document = forms.CharField(label="更正决定的文书名称、文号", max_length=120)
    comment = forms.CharField(label="审定意见", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
