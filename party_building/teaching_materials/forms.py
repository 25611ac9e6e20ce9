from django import forms

from party_building.teaching_materials.actions import FILE_TYPES
from party_building.teaching_materials.states import MaterialKind


class MaterialForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=MaterialKind.choices)
    topic = forms.CharField(label="主题", max_length=40, help_text="如：三会一课、发展党员、换届选举。")
    title = forms.CharField(label="名称", max_length=120)
    note = forms.CharField(label="说明", max_length=300, required=False)
    file = forms.FileField(
        label="文件",
        required=False,
        help_text="、".join(f".{kind}" for kind in FILE_TYPES) + "。视频等填写链接即可。",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in FILE_TYPES)}),
    )
    link = forms.URLField(label="链接", max_length=300, required=False, assume_scheme="https")

    @property
    def told(self) -> dict:
        upload = self.cleaned_data["file"]
        return {**self.cleaned_data, "file": (upload.name, upload.read()) if upload else None}
