"""A page that edits an account, as an app would write one."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import engines
from django.urls import include, path

from config import urls as portal
from core.access import guards
from core.forms import VersionedModelForm, check_version

User = get_user_model()
PANEL = (
    '{% include "components/conflict_panel.html" with who=form.conflict.who at=form.conflict.at '
    "rows=form.conflict.rows only %}"
)
PAGE = (
    f"{{% if form.conflict %}}{PANEL}{{% endif %}}"
    '<form method="post">{% csrf_token %}{{ form.version }}'
    "{% for field in form %}{{ field|control }}{% endfor %}</form>"
)


class AccountForm(VersionedModelForm):
    class Meta:
        model = User
        fields = ("name", "email", "is_active")


@transaction.atomic
def edit(user, *, version, **changes):
    check_version(user, version)
    for name, value in changes.items():
        setattr(user, name, value)
    user.version += 1
    user.save(update_fields=[*changes, "version"])


@guards.signed_in()
def account(request, pk):
    user = get_object_or_404(User, pk=pk)
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        if form.attempt(lambda: edit(user, version=form.posted_version, **form.changes)):
            return redirect("account", pk=pk)
        return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request), status=form.status)
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


urlpatterns = [path("account/<int:pk>/", account, name="account"), path("", include(portal))]
