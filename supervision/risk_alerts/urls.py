from django.urls import include, path

from supervision.risk_alerts import api as api_views
from supervision.risk_alerts import org_views, panels, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("sweeps/", staff_views.sweeps, name="sweeps"),
    path("sweeps/<int:pk>/", staff_views.sweep_detail, name="sweep"),
    path("escalated/", staff_views.escalated, name="escalated"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/assign/", staff_views.assign, name="assign"),
    path("<int:pk>/hand-back/", staff_views.hand_back, name="hand_back"),
    path("<int:pk>/comment/", staff_views.comment, name="comment"),
    path("<int:pk>/judge/", staff_views.judge, name="judge"),
    path("<int:pk>/dismiss/", staff_views.dismiss, name="dismiss"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
]
staff = [path("risk-alerts/", include((_staff, "risk_alerts")))]
org = [path("risk-alerts/", include(([path("", org_views.index, name="list")], "risk_alerts")))]
public: list = []
api = [path("risk-alerts/", include((api_views.api, "risk_alerts")))]
