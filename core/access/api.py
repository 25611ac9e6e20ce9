"""The base of every API view: a token makes the actor, a permission opens the view, nothing else does."""

from typing import ClassVar

from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication
from rest_framework.views import APIView

from core.access.actor import NOBODY
from core.access.problems import NO_STORE

ANY_TOKEN = "any"  # noqa: S105  what every good token may ask: its own rights, the description of the API


class TokenAuthentication(BaseAuthentication):
    """Only makes Django REST framework answer 401 with the right header; the actor comes from ApiView.initial."""

    def authenticate(self, request):
        return None

    def authenticate_header(self, request):
        return 'Bearer realm="api"'


class ApiView(APIView):
    """Subclasses name their permission: `permission = "organizations.view"`; `request.actor` is then the token's.

    The session's user never counts here: a browser that is signed in is nobody to the API. The token itself was judged
    and counted by TokenMiddleware, outside the read-only transaction.
    """

    permission = ""
    permissions_of: ClassVar[dict[str, str]] = {}  # methods that need another one: {"POST": "approvals.push"}
    authentication_classes = (TokenAuthentication,)
    permission_classes = ()
    http_method_names = [name for name in APIView.http_method_names if name != "options"]

    @classmethod
    def as_view(cls, **initkwargs):
        if not cls.permission:
            raise TypeError(f"{cls.__name__} names no permission")
        view = super().as_view(**initkwargs)
        view.access_rule = ("api", None if cls.permission == ANY_TOKEN else cls.permission)
        return view

    def initial(self, request, *args, **kwargs):
        """Runs before the handler. Answers 401 without a good token and 403 without the permission."""
        actor = getattr(request._request, "token_actor", None)
        request._request.actor = request.actor = actor or NOBODY
        if actor is None:
            raise exceptions.NotAuthenticated
        needed = self.permissions_of.get(request.method, self.permission)
        if needed != ANY_TOKEN and not actor.can(needed):
            raise exceptions.PermissionDenied
        super().initial(request, *args, **kwargs)

    def finalize_response(self, request, response, *args, **kwargs):
        """Rows depend on the token: no cache may keep them."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = NO_STORE
        return response
