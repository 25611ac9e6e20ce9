from django.urls import path

from registry.report_requests import org_views, staff_views

org = [
    path("", org_views.index, name="list"),
    path("owed/<int:pk>/<slug:kind>/", org_views.create, name="create"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/supply-consent/", org_views.supply_consent, name="supply_consent"),
    path("<int:pk>/withdraw/", org_views.withdraw, name="withdraw"),
]
staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/document/", staff_views.document, name="document"),
    path("<int:pk>/consent/", staff_views.consent, name="consent"),
    path("<int:pk>/refuse-consent/", staff_views.refuse_consent, name="refuse_consent"),
    path("<int:pk>/decide/", staff_views.decide, name="decide"),
]
