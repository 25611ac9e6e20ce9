from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import guards
from core.health import checks
from core.health.checks import Finding, State

TONES = {State.OK: "ok", State.DEGRADED: "warning", State.DOWN: "danger"}


@require_safe
@guards.staff("health.view")
def index(request):
    """The checks of this moment, for whoever looks after the machines."""
    findings = [*checks.run_all(), _connection(request)]
    rows = [(finding, TONES[finding.state]) for finding in findings]
    troubled = sum(finding.state != State.OK for finding in findings)
    return render(request, "core/health/staff_index.html", {"rows": rows, "troubled": troubled})


def _connection(request) -> Finding:
    """Browsers offer security keys over HTTPS (or on localhost) only."""
    if request.is_secure():
        return Finding("connection", "访问方式", State.OK, "通过加密连接访问。")
    if request.get_host().partition(":")[0] == "localhost":
        return Finding("connection", "访问方式", State.OK, "在本机访问，数据不经过网络。")
    sentence = (
        "正在通过未加密的 HTTP 访问：密码以明文传输，安全密钥（WebAuthn）不能使用，只能用动态验证码。"
        "请配置证书并改用 HTTPS。"
    )
    return Finding("connection", "访问方式", State.DEGRADED, sentence)
