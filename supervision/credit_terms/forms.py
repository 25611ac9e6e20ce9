from django import forms

from supervision.credit_terms.actions import MOST
from supervision.letters.forms import day_field, text_field

SOURCE_HELP = "法律、法规、规章的名称和条款，或者本单位的决定及文号。"
FROM_HELP = "须晚于今天；原来的一条到前一日为止，已经列入的不受影响。"


class GroundForm(forms.Form):
    title = text_field("情形", 2, "按原文填写，印入告知书和决定书。", max_length=200)
    public_words = text_field(
        "公开表述", 1, "公开页面只使用公开事项清单列明的表述，清单以外的显示为见决定书。", max_length=100
    )
    remedy = text_field("怎样改正", 3, "写给社会组织看：做什么、做完之后怎样申请移出。", max_length=300)
    source = text_field("依据", 2, SOURCE_HELP, max_length=200)
    is_verified = forms.BooleanField(label="已与依据原文核对", required=False)
    valid_from = day_field("启用日期", FROM_HELP)


class PeriodForm(forms.Form):
    number = forms.IntegerField(label="数值", min_value=1, max_value=MOST)
    source = text_field("依据", 2, SOURCE_HELP, max_length=200)
    is_verified = forms.BooleanField(label="已与依据原文核对", required=False)
    valid_from = day_field("启用日期", "须晚于今天；原数值到前一日为止，已经起算的期限不变。")
