"""Tokens of other systems: issued by the system administrator, stopped by either administrator."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from core.access import guards
from core.api_tokens import actions
from core.api_tokens.forms import TokenForm
from core.api_tokens.lists import TokenList
from core.api_tokens.models import ApiToken


@guards.staff("api_tokens.view")
def list_tokens(request):
    return TokenList().respond(request)


@never_cache
@sensitive_variables("token")
@guards.staff("api_tokens.issue")
def issue(request):
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row, token = actions.issue_token(actor=request.actor, **form.cleaned_data)
        return render(request, "core/api_tokens/staff_handover.html", {"row": row, "token": token})
    return render(request, "core/api_tokens/staff_issue.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@guards.staff("api_tokens.revoke")
def revoke(request, pk):
    actions.revoke_token(get_object_or_404(ApiToken, pk=pk), actor=request.actor)
    messages.success(request, "令牌已停用。")
    return redirect("staff:api_tokens:list")
