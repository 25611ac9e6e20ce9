from django.urls import include, path

from core.rules import proposal_views, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("sources/", staff_views.list_sources, name="sources"),
    path("sources/<int:pk>/", staff_views.source, name="source"),
    path("sources/<int:pk>/edit/", staff_views.edit_source, name="edit_source"),
    path("proposals/<int:pk>/", proposal_views.proposal, name="proposal"),
    path("proposals/<int:pk>/revise/", proposal_views.revise, name="revise"),
    path("proposals/<int:pk>/try/", proposal_views.try_out, name="try"),
    path("proposals/<int:pk>/activate/", proposal_views.activate, name="activate"),
    path("proposals/<int:pk>/refuse/", proposal_views.refuse, name="refuse"),
    path("proposals/<int:pk>/withdraw/", proposal_views.withdraw, name="withdraw"),
    path("<str:code>/", staff_views.detail, name="detail"),
    path("<str:code>/propose/", proposal_views.propose, name="propose"),
]
staff = [path("rules/", include((_staff, "rules")))]
org: list = []
public: list = []
api: list = []
