"""Whether this portal keeps names at all: the party's own system is the register, so an office may keep counts."""

from functools import wraps

from django.conf import settings
from django.http import Http404


def named(view):
    """Pages with names: none of them exists where PORTAL_PARTY_REGISTER is off. Stands inside the guard."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not settings.PARTY_REGISTER_NAMED:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper
