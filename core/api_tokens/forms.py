import ipaddress

from django import forms

from core.access.roles import role
from core.api_tokens.actions import LONGEST_DAYS
from core.departments.models import Department


class TokenForm(forms.Form):
    """Another system's key: whose, for what, from where, how long."""

    name = forms.CharField(label="用途", max_length=100, help_text="对方系统的名称，例如：审批局登记结果推送。")
    department = forms.ModelChoiceField(label="使用单位", queryset=Department.objects.none())
    scopes = forms.MultipleChoiceField(label="权限", widget=forms.CheckboxSelectMultiple)
    ip_ranges = forms.CharField(
        label="来源地址",
        help_text="每行一个 IP 或地址段，例如 10.8.3.0/24。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    days = forms.IntegerField(label="有效天数", min_value=1, max_value=LONGEST_DAYS, initial=180)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.active().order_by("region__code", "name")
        self.fields["scopes"].choices = [(code, code) for code in sorted(role("api_client").permissions)]

    def clean_ip_ranges(self):
        """A list of networks in their usual spelling."""
        networks = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["ip_ranges"].splitlines())):
            try:
                network = ipaddress.ip_network(line, strict=False)
            except ValueError:
                raise forms.ValidationError(f"“{line}”不是 IP 地址或地址段。") from None
            if network.num_addresses > 2**24:
                raise forms.ValidationError(f"“{line}”范围过大，请缩小地址段。")
            networks.append(str(network))
        if not networks:
            raise forms.ValidationError("请至少填写一个来源地址。")
        return networks
