"""Pages that machines ask: is the process alive, is the portal ready, how is it doing."""

import time

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView
from prometheus_client import CONTENT_TYPE_LATEST

from core.access import guards
from core.health import checks, gauges
from core.health.checks import State

REMEMBERED = 5.0  # seconds; however often strangers ask, the checks run no more often
_last: tuple[float, list[checks.Finding]] = (-REMEMBERED, [])


@never_cache
@require_safe
@guards.public()
def health(request):
    """200 while this process answers. Asks nothing else, so that a database away does not restart the web server."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
@guards.public()
def ready(request):
    """503 when visitors cannot be served. The word says whether all is well; machines of this host get the reasons."""
    findings = _findings()
    worst = checks.worst(findings)
    answer: dict = {"status": "ok" if worst == State.OK else "not ok"}
    if guards.is_from_this_host(request):
        answer["state"] = worst
        answer["checks"] = {f.key: {"state": f.state, "reason": f.sentence, "seconds": f.seconds} for f in findings}
    status = 503 if worst == State.DOWN else 200
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})


def _findings() -> list[checks.Finding]:
    global _last
    if time.monotonic() - _last[0] >= REMEMBERED:
        _last = (time.monotonic(), checks.run_all())
    return _last[1]


@never_cache
@require_safe
@guards.loopback()
def metrics(request):
    """Of all web processes together (PROMETHEUS_MULTIPROC_DIR), and the portal's own gauges."""
    return HttpResponse(ExportToDjangoView(request).content + gauges.text(), content_type=CONTENT_TYPE_LATEST)
