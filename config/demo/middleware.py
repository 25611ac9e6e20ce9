"""What the demo's days ask of each request."""

from allauth.usersessions.models import UserSession

from config.demo.following import chosen, enter, entered
from core.audit import anchors


class WorldMiddleware:
    """Outermost: enters the chosen world before anything asks the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        enter(chosen())
        return self.get_response(request)


class VisitorMiddleware:
    """After authentication: a session that comes from another world is listed among the devices of this one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.session.get("world") != entered():
            UserSession.objects.create_from_request(request)
            request.session["world"] = entered()
        if not anchors.exists():
            anchors.append()
        return self.get_response(request)
