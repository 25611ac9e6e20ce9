"""Is the portal able to answer? For load balancers, the supervisor and `script/demo --check`."""

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from core.access import guards


@never_cache
@guards.public()
def health(request):
    """200 while the database answers, else 503. Says nothing about anybody."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database unavailable"}, status=503)
    return JsonResponse({"status": "ok"})
