from django.urls import include, path

from core.api import api as api_views
from core.api import staff_views

api = [
    path("token/", api_views.TokenApi.as_view(), name="token"),
    path("openapi.json", api_views.SchemaApi.as_view(), name="openapi"),
    path("docs/", staff_views.reference, name="docs"),
    path("docs/openapi.json", staff_views.description, name="docs_openapi"),
]
lists = [
    path("departments/", include((api_views.departments, "departments"))),
    path("regions/", include((api_views.regions, "regions"))),
    path("worklist/", include((api_views.worklist, "worklist"))),
    path("writeoff/rows/", include((api_views.writeoff_rows, "writeoff_rows"))),
    path("writeoff/", include((api_views.writeoff, "writeoff"))),
]
