"""View guards. Each sets `access_rule` on the view; a view without one fails the architecture test.

Not signed in: to the sign-in page (a fragment request gets 401 and HX-Redirect, so nothing is swapped away).
Signed in without the permission: 403. A row out of scope is the queryset's business and looks like a missing one.
"""

from functools import wraps
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from core.access.addresses import came_through_a_proxy

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class MissingPermission(PermissionDenied):
    """Carries the code so that the 403 page can say in words what is needed."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def _to_sign_in(request):
    back = request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL
    target = f"{settings.LOGIN_URL}?next={quote(back)}"
    if request.headers.get("HX-Request") or request.headers.get("X-Autosave"):
        return HttpResponse(status=401, headers={"HX-Redirect": target, "X-Sign-In": target})
    return redirect(target)


def _guard(check, rule, *, own_account=False):
    def decorator(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            actor = request.actor
            if not actor.is_signed_in:
                return _to_sign_in(request)
            if not check(actor):
                raise MissingPermission(rule[1] or rule[0])
            if actor.read_only and not own_account and request.method not in SAFE_METHODS:
                raise MissingPermission("read_only")
            return view(request, *args, **kwargs)

        wrapper.access_rule = rule
        return wrapper

    return decorator


def public():
    """Anyone may call it; said aloud, so that forgetting a guard cannot look like this."""

    def decorator(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            return view(request, *args, **kwargs)

        wrapper.access_rule = ("public", None)
        return wrapper

    return decorator


def signed_in(*, own_account: bool = False):
    """Any account, whatever its seat: own profile, seats, notices.

    `own_account` lets a read-only seat write too: it may change its password or its seat, nothing else.
    """
    return _guard(lambda actor: True, ("signed_in", None), own_account=own_account)


def staff(permission: str):
    return _guard(lambda actor: actor.is_staff_side and actor.can(permission), ("staff", permission))


def organization(permission: str):
    return _guard(lambda actor: actor.is_organization_side and actor.can(permission), ("organization", permission))


def is_from_this_host(request) -> bool:
    """What a proxy on this host passes on also comes from 127.0.0.1; its forwarding headers give it away."""
    return request.META.get("REMOTE_ADDR", "") in ("127.0.0.1", "::1", "") and not came_through_a_proxy(request)


def loopback():
    """Machines on this host only (metrics): 404 for everyone else."""

    def decorator(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if not is_from_this_host(request):
                return HttpResponse(status=404)
            return view(request, *args, **kwargs)

        wrapper.access_rule = ("loopback", None)
        return wrapper

    return decorator
