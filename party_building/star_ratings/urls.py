from django.urls import path

from party_building.star_ratings import org_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("ratings/", staff_views.ratings, name="ratings"),
    path("ratings/<int:pk>/", staff_views.rating, name="rating"),
    path("ratings/<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
    path("rounds/export/", staff_views.export_rounds, name="export_rounds"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/criteria/", staff_views.add_criterion, name="add_criterion"),
    path("criteria/<int:pk>/remove/", staff_views.remove_criterion, name="remove_criterion"),
    path("<int:pk>/open/", staff_views.open_round, name="open"),
    path("<int:pk>/nominate/", staff_views.nominate, name="nominate"),
    path("<int:pk>/announce/", staff_views.announce, name="announce"),
    path("<int:pk>/results/", staff_views.publish, name="results"),
    path("<int:pk>/stop/", staff_views.stop, name="stop"),
    path("entries/<int:pk>/", staff_views.entry, name="entry"),
    path("entries/<int:pk>/assess/", staff_views.assess, name="assess"),
    path("entries/<int:pk>/confirm/", staff_views.confirm, name="confirm"),
    path("entries/<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("entries/<int:pk>/rethink/", staff_views.rethink, name="rethink"),
    path("entries/<int:pk>/exclude/", staff_views.exclude, name="exclude"),
    path("objections/<int:pk>/uphold/", staff_views.uphold, name="uphold"),
    path("objections/<int:pk>/dismiss/", staff_views.dismiss, name="dismiss"),
]
org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/join/<int:unit_id>/", org_views.join, name="join"),
    path("<int:pk>/object/", org_views.object_to, name="object"),
    path("entries/<int:pk>/", org_views.entry, name="entry"),
    path("entries/<int:pk>/edit/", org_views.edit, name="edit"),
    path("entries/<int:pk>/submit/", org_views.submit, name="submit"),
    path("entries/<int:pk>/leave/", org_views.leave, name="leave"),
]
