from django import forms

from registry.organizations.papers import paper_field


class ApplyForm(forms.Form):
    text = forms.CharField(
        label="履行义务、改正情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明做了什么、何时完成。",
    )  # fmt: skip
    document = paper_field("证明材料")
