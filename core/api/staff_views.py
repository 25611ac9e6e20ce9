"""The reference of the API for people: Swagger over the description that the tests compare with the code."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.access import guards
from core.api import schema


@require_GET
@guards.staff("api_tokens.view")
def reference(request):
    return render(request, "core/api/staff_reference.html")


@require_GET
@guards.staff("api_tokens.view")
def description(request):
    """By session, for the page above; programs ask with their token."""
    return JsonResponse(schema.description(), json_dumps_params={"ensure_ascii": False})
