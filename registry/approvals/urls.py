from django.urls import path

from registry.approvals import api as api_views
from registry.approvals import panels, reconciliation_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("upload/", staff_views.upload, name="upload"),
    path("template/", staff_views.template, name="template"),
    path("reconciliation/", reconciliation_views.index, name="reconciliation"),
    path("reconciliation/export/", reconciliation_views.export, name="reconciliation_export"),
    path("reconciliation/sign/", reconciliation_views.sign, name="sign_off"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/amend/", staff_views.amend, name="amend"),
    path("<int:pk>/clear/", staff_views.clear, name="clear"),
    path("<int:pk>/give-back/", staff_views.give_back, name="give_back"),
    path("acceptances/<int:pk>/accept/", staff_views.accept, name="accept"),
    path("acceptances/<int:pk>/contest/", staff_views.contest, name="contest"),
    path("acceptances/<int:pk>/uphold/", staff_views.uphold, name="uphold"),
    path("acceptances/<int:pk>/redirect/", staff_views.redirect_acceptance, name="redirect"),
    path("duties/<int:pk>/certificate/", staff_views.certificate, name="certificate"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
]
api = [
    path("", api_views.PushListApi.as_view(), name="list"),
    path("<int:pk>/", api_views.PushApi.as_view(), name="detail"),
    path("by-number/<str:external_no>/", api_views.PushByNumberApi.as_view(), name="by_number"),
]
