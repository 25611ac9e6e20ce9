from django.urls import path

from registry.members import api as api_views
from registry.members import org_views, panels, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("proposals/", staff_views.proposals, name="proposals"),
    path("template.xlsx", staff_views.blank_sheet, name="blank_sheet"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("of-organization/<int:pk>/import/", staff_views.upload, name="upload"),
    path("imports/<int:pk>/", staff_views.batch, name="batch"),
    path("imports/<int:pk>/checked.xlsx", staff_views.batch_sheet, name="batch_sheet"),
    path("imports/<int:pk>/apply/", staff_views.apply, name="apply"),
    path("imports/<int:pk>/discard/", staff_views.discard, name="discard"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:kept>/merge/<int:gone>/", staff_views.merge, name="merge"),
    path("<int:kept>/merge/<int:gone>/keep-apart/", staff_views.keep_apart, name="keep_apart"),
]
org = [
    path("", org_views.index, name="list"),
    path("new/", org_views.create, name="create"),
    path("import/", org_views.upload, name="upload"),
    path("template.xlsx", org_views.blank_sheet, name="blank_sheet"),
    path("imports/<int:pk>/", org_views.batch, name="batch"),
    path("imports/<int:pk>/checked.xlsx", org_views.batch_sheet, name="batch_sheet"),
    path("imports/<int:pk>/apply/", org_views.apply, name="apply"),
    path("imports/<int:pk>/discard/", org_views.discard, name="discard"),
    path("<int:pk>/", org_views.leave, name="leave"),
]
api = api_views.api
