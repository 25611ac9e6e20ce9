"""Every component in every state on one page, for people who build pages; `?theme=party` in red."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import guards
from core.pages import samples


@require_safe
@guards.staff("pages.styleguide")
def styleguide(request):
    theme = "theme-party" if request.GET.get("theme") == "party" else ""
    return render(request, "pages/styleguide.html", samples.context(theme))
