from django.urls import path

from registry.organizations import api as api_views
from registry.organizations import org_views, panels, record_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/record/", record_views.choose, name="record"),
    path("<int:pk>/record/<slug:what>/", record_views.change, name="record_change"),
    path("<int:pk>/facts/<slug:table>/<int:fact_id>/withdraw/", record_views.withdraw, name="withdraw"),
    path("<int:pk>/credit/", panels.credit, name="credit"),
    path("<int:pk>/history/", panels.history, name="history"),
    path("<int:pk>/facts/<slug:table>/<int:fact_id>/correct/", staff_views.correct, name="correct"),
]
org = [path("", org_views.detail, name="detail")]
api = [
    path("", api_views.OrganizationListApi.as_view(), name="list"),
    path("<int:pk>/", api_views.OrganizationApi.as_view(), name="detail"),
    path("by-code/<str:uscc>/", api_views.OrganizationByCodeApi.as_view(), name="by_code"),
]
