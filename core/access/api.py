"""The base of every API view: a token makes the actor, a permission opens the view, nothing else does."""

from django.conf import settings
from django.utils.module_loading import import_string
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication
from rest_framework.views import APIView

from core.access.actor import NOBODY


class TokenAuthentication(BaseAuthentication):
    """Only makes Django REST framework answer 401 with the right header; the actor comes from ApiView.initial."""

    def authenticate(self, request):
        return None

    def authenticate_header(self, request):
        return 'Bearer realm="api"'


class Forbidden(exceptions.PermissionDenied):
    default_detail = "该令牌没有此权限。"


class ApiView(APIView):
    """Subclasses name their permission: `permission = "organizations.view"`; `request.actor` is then the token's.

    The session's user never counts here: a browser that is signed in is nobody to the API.
    """

    permission = ""
    authentication_classes = (TokenAuthentication,)
    permission_classes = ()

    @classmethod
    def as_view(cls, **initkwargs):
        if not cls.permission:
            raise TypeError(f"{cls.__name__} names no permission")
        view = super().as_view(**initkwargs)
        view.access_rule = ("api", cls.permission)
        return view

    def initial(self, request, *args, **kwargs):
        """Runs before the handler. Answers 401 without a good token and 403 without the permission."""
        actor = import_string(settings.TOKEN_SOURCE)(request._request)
        request._request.actor = request.actor = actor or NOBODY
        if actor is None:
            raise exceptions.NotAuthenticated("缺少有效的接口令牌。")
        if not actor.can(self.permission):
            raise Forbidden
        super().initial(request, *args, **kwargs)
