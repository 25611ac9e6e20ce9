from django.urls import path

from party_building.co_building import org_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/sign/", staff_views.sign, name="sign"),
    path("<int:pk>/discard/", staff_views.discard, name="discard"),
    path("<int:pk>/end/", staff_views.end, name="end"),
    path("<int:pk>/renew/", staff_views.renew, name="renew"),
    path("<int:pk>/items/<int:item>/deliver/", staff_views.deliver, name="deliver"),
    path("<int:pk>/deliveries/<int:delivery>/withdraw/", staff_views.withdraw_delivery, name="withdraw_delivery"),
]
org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/items/<int:item>/deliver/", org_views.deliver, name="deliver"),
]
