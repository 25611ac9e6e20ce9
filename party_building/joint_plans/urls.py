from django.urls import path

from party_building.joint_plans import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("make/", staff_views.make, name="make"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/groups/<int:number>/strike/", staff_views.strike, name="strike"),
    path("<int:pk>/open-requests/", staff_views.open_requests, name="open_requests"),
]
