from django import forms

from supervision.letters.actions.periods import MOST
from supervision.letters.forms import day_field, text_field


class PeriodForm(forms.Form):
    value = forms.IntegerField(label="数值", min_value=1, max_value=MOST)
    valid_from = day_field("启用日期", "须晚于今天；原数值到前一日为止，已经办理的不受影响。")
    source = text_field("依据", 2, "法律、法规、规章的名称和条款，或者本单位的决定及文号。", max_length=200)
    is_verified = forms.BooleanField(label="已与依据原文核对", required=False)

    def __init__(self, *args, unit: str, **options):
        super().__init__(*args, **options)
        self.fields["value"].label = f"数值（{unit}）"
