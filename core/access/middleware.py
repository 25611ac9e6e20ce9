"""Who is asking, and what a GET may do."""

from django.conf import settings
from django.db import connection, transaction
from django.shortcuts import render
from django.utils.module_loading import import_string

from core import history
from core.access import problems
from core.access.actor import NOBODY, Actor
from core.access.addresses import client_ip
from core.access.guards import SAFE_METHODS
from core.refusal import Refusal


def seats_of(user) -> list[Actor]:
    """All seats of a user, in the order of settings.SEAT_SOURCES; two queries."""
    return [seat for path in settings.SEAT_SOURCES for seat in import_string(path)(user)]


def _sit_down(request) -> Actor:
    """The seat of this session, else the first; an account without a seat may do what any account may.

    A seat that ended meanwhile leaves her without one (`request.seat_is_gone`) until she chooses again.
    """
    request.seat_is_gone = False
    if not request.user.is_authenticated:
        request.seats = []
        return NOBODY
    request.seats = seats_of(request.user)
    wanted = request.session.get("seat")
    for seat in request.seats:
        if seat.seat_key == wanted:
            return seat
    request.seat_is_gone = bool(wanted)
    return request.seats[0] if request.seats and not wanted else Actor(user_id=request.user.pk, name=request.user.name)


class ActorMiddleware:
    """Sets `request.actor` and `request.seats` before the view, and the actor of every history event it writes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = _sit_down(request)
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        with history.acting(request.actor, url=request.path):
            return self.get_response(request)


class ReadOnlyGetMiddleware:
    """Innermost: a safe request runs in a transaction that PostgreSQL itself keeps read-only.

    Session saves, lockout counters and refused-access audit happen outside it, in the middleware around.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
            return self.get_response(request)


class TokenMiddleware:
    """Around the read-only transaction: who a bearer token is, how often it called, and whether that was too often.

    `request.token_actor` is what ApiView looks at. A token that is no good counts nothing; the view answers it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.token_actor = import_string(settings.TOKEN_SOURCE)(request)
        if request.token_actor is None:
            return self.get_response(request)
        wait = import_string(settings.TOKEN_COUNT)(request.api_token_id, client_ip(request))
        if not wait:
            return self.get_response(request)
        request.actor = request.token_actor
        return problems.answer(429, {"Retry-After": str(wait)})


class RefusalMiddleware:
    """A refusal that no view turned into a form error becomes a page with the sentence it carries (409)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refusal):
            return None
        return render(request, "pages/refused.html", {"sentence": str(exception)}, status=409)
