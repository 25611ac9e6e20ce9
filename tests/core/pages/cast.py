"""Actors and requests for pages that are drawn without a database."""

from types import SimpleNamespace

from django.test import RequestFactory

from core.access.actor import NOBODY, Actor
from core.access.scope import Scope, ScopeKind


def clerk(*permissions: str) -> Actor:
    return Actor(
        user_id=1,
        name="王珂",
        seat_key="department:1",
        seat_label="霁川市民政局 · 登记管理经办",
        audience="staff",
        scope=Scope(ScopeKind.AUTHORITY, (1,)),
        department_id=1,
        permissions=frozenset(permissions),
    )


def filer(*permissions: str) -> Actor:
    return Actor(
        user_id=2,
        name="唐果",
        seat_key="organization:1",
        seat_label="栎川区启明助残服务中心 · 组织填报人",
        audience="organization",
        scope=Scope(ScopeKind.ORGANIZATION, (1,)),
        organization_id=1,
        permissions=frozenset(permissions),
    )


def page_request(path="/", *, actor=NOBODY, view_name="public:landing", **headers):
    request = RequestFactory().get(path, headers=headers)
    request.actor = actor
    request.session = {}
    request._messages = []
    request.resolver_match = SimpleNamespace(view_name=view_name)
    return request
