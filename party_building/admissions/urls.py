from django.urls import path

from party_building.admissions import org_views, quota_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("new/", staff_views.create, name="create"),
    path("figures/", staff_views.figures, name="figures"),
    path("quotas/", quota_views.index, name="quotas"),
    path("quotas/new/", quota_views.create, name="plan"),
    path("quotas/<int:pk>/", quota_views.edit, name="quota"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/step/", staff_views.step, name="step"),
    path("<int:pk>/record/<slug:what>/", staff_views.change, name="change"),
]
org = [
    path("", org_views.index, name="list"),
    path("new/", org_views.create, name="create"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/step/", org_views.step, name="step"),
    path("<int:pk>/note/", org_views.note, name="note"),
]
