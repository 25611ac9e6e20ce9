"""Routes of the tests in this folder: views that try to do what no view may."""

from django.contrib import messages
from django.db import connection
from django.http import HttpResponse
from django.urls import path
from rest_framework.response import Response

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from config.urls import urlpatterns as portal
from core.access import guards
from core.access.api import ApiView
from core.access.rate_limits import allow
from core.departments.models import Region
from core.identity.models import User

WRITES = {
    "orm": lambda: Region.objects.create(code="999999999999", name="无", level=4),
    "update": lambda: User.objects.update(name="改"),
    "raw": lambda: _sql(
        "insert into core_region (code, name, full_name, level, pinyin) values ('999999999999','','',4,'')"
    ),
    "delete": lambda: _sql("delete from django_session"),
    "function": lambda: _sql("select pg_temp.write_a_region()"),
    "sequence": lambda: _sql("select nextval('core_region_id_seq')"),
    "create": lambda: _sql("create table public.sneaky (id int)"),
    "count": lambda: allow("anything", "anybody", limit=1, seconds=1),
}
FUNCTION = """
create function pg_temp.write_a_region() returns void language sql as $$
  insert into core_region (code, name, full_name, level, pinyin) values ('999999999999', '', '', 4, '')
$$
"""


def _sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@guards.public()
def write(request, how):
    WRITES[how]()
    return HttpResponse("written")


@guards.public()
def remember(request):
    """What a GET may change: its session and its messages."""
    request.session["seen"] = True
    messages.info(request, "好")
    return HttpResponse(request.session["seen"])


@guards.loopback()
def machines(request):
    return HttpResponse("ok")


@guards.staff("organizations.edit")
def edit(request):
    return HttpResponse("done")


@guards.staff("organizations.view")
def look(request):
    return HttpResponse("seen")


@guards.organization("own_reports.view")
def own(request):
    return HttpResponse("own")


class Organizations(ApiView):
    permission = "organizations.view"

    def get(self, request):
        return Response({"actor": request.actor.seat_label, "scope": request.actor.scope.kind})


class Sneaky(ApiView):
    permission = "organizations.view"

    def get(self, request):
        WRITES["orm"]()
        return Response({})


class Boom(ApiView):
    permission = "organizations.view"

    def get(self, request):
        raise RuntimeError("unforeseen")


class Edit(ApiView):
    permission = "organizations.edit"

    def post(self, request):
        return Response({})


urlpatterns = [
    path("t/write/<str:how>/", write, name="t_write"),
    path("t/remember/", remember, name="t_remember"),
    path("t/machines/", machines),
    path("t/edit/", edit),
    path("t/look/", look),
    path("t/own/", own),
    path("t/api/", Organizations.as_view()),
    path("t/api/sneaky/", Sneaky.as_view()),
    path("t/api/edit/", Edit.as_view()),
    path("api/v1/boom/", Boom.as_view()),
    *portal,
]
