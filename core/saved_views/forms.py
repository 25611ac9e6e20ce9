from django import forms

from core.saved_views.models import Frequency


class SaveForm(forms.Form):
    name = forms.CharField(label="视图名称", max_length=30)
    is_shared = forms.BooleanField(
        label="共享给本单位", required=False, help_text="同事看到同样的条件，数据以各自的范围为准"
    )

    def __init__(self, *args, may_share: bool, **options):
        super().__init__(*args, **options)
        if not may_share:
            del self.fields["is_shared"]


class ViewForm(SaveForm):
    is_default = forms.BooleanField(label="打开清单时默认使用", required=False)


class SubscriptionForm(forms.Form):
    frequency = forms.ChoiceField(
        label="多久提醒一次",
        choices=Frequency.choices,
        widget=forms.RadioSelect,
        help_text="只在有记录新增或移出时提醒，没有变化不打扰。",
    )
