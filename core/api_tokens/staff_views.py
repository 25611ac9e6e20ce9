"""Tokens of other systems: issued by the system administrator, approved or stopped by the security administrator."""

import datetime

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.api_tokens import actions
from core.api_tokens.forms import RotationForm, TokenForm
from core.api_tokens.lists import TokenList, marked
from core.api_tokens.models import ApiToken
from core.pages import permission_words
from core.refusal import Refusal
from core.workflow import timeline

DAYS_SHOWN = 14
STEPS = {"issue": "签发", "approve": "批准", "revoke": "停用", "succeeded": "已更换，按期失效"}


def _tokens():
    return ApiToken.objects.select_related("department", "region", "use")


@require_GET
@guards.staff("api_tokens.view")
def list_tokens(request):
    return TokenList().respond(request)


@never_cache
@sensitive_variables("token")
@guards.staff("api_tokens.issue")
def issue(request):
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row, token = actions.issue_token(actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "core/api_tokens/staff_handover.html", {"row": row, "token": token})
    return render(request, "core/api_tokens/staff_issue.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@sensitive_variables("token")
@guards.staff("api_tokens.issue")
def rotate(request, pk):
    old = get_object_or_404(_tokens(), pk=pk)
    form = RotationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row, token = actions.rotate_token(old, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "core/api_tokens/staff_handover.html", {"row": row, "token": token, "old": old})
    context = {"form": form, "token": old}
    return render(request, "core/api_tokens/staff_rotate.html", context, status=422 if form.errors else 200)


def _days(token: ApiToken) -> list:
    since = clock.date_of(clock.real_now()) - datetime.timedelta(days=DAYS_SHOWN)
    return list(token.days.filter(day__gt=since).order_by("-day"))


@require_GET
@guards.staff("api_tokens.view")
def detail(request, pk):
    token = marked(get_object_or_404(_tokens().select_related("issued_by", "approved_by", "replaces"), pk=pk))
    context = {
        "token": token,
        "entries": timeline.entries(token, STEPS),
        "days": _days(token),
        "successor": token.successors.filter(revoked_at=None).first(),
        "may_approve": "api_tokens.approve" in request.actor.permissions and token.state == "waiting",
    }
    return render(request, "core/api_tokens/staff_detail.html", context)


@require_POST
@guards.staff("api_tokens.approve")
def approve(request, pk):
    actions.approve_token(get_object_or_404(ApiToken, pk=pk), actor=request.actor)
    messages.success(request, "已批准，令牌自即刻起可以使用。")
    return redirect("staff:api_tokens:detail", pk=pk)


@require_POST
@guards.staff("api_tokens.revoke")
def revoke(request, pk):
    reason = request.POST.get("comment", "")
    actions.revoke_token(get_object_or_404(ApiToken, pk=pk), actor=request.actor, reason=reason)
    messages.success(request, "令牌已停用。")
    return redirect("staff:api_tokens:detail", pk=pk)


@require_GET
@guards.staff("api_tokens.view")
def guide(request):
    """How another system is connected: for the administrator to hand on."""
    context = {
        "base": request.build_absolute_uri(settings.API_PREFIX),
        "limits": settings.API_TOKENS,
        "rights": [(code, permission_words.words(code)) for code in sorted(settings.ROLES["api_client"].permissions)],
    }
    return render(request, "core/api_tokens/staff_guide.html", context)
