from django.urls import path

from party_building.funds import org_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("due/", staff_views.due, name="due"),
    path("due/<int:rule_id>/<int:subject_id>/", staff_views.prepare_due, name="prepare_due"),
    path("rules/", staff_views.rules, name="rules"),
    path("rules/<int:pk>/rate/", staff_views.set_rate, name="set_rate"),
    path("budgets/new/", staff_views.create_budget, name="create_budget"),
    path("budgets/<int:pk>/", staff_views.edit_budget, name="edit_budget"),
    path("grants/", staff_views.grants, name="grants"),
    path("grants/export/", staff_views.export_grants, name="export_grants"),
    path("grants/new/", staff_views.create_grant, name="create_grant"),
    path("grants/<int:pk>/", staff_views.grant, name="grant"),
    path("grants/<int:pk>/payment/", staff_views.pay, name="payment"),
    path("grants/<int:pk>/cancel/", staff_views.cancel, name="cancel"),
    path("grants/<int:pk>/reverse/", staff_views.reverse_grant, name="reverse"),
    path("spendings/", staff_views.spendings, name="spendings"),
    path("spendings/export/", staff_views.export_spendings, name="export_spendings"),
    path("spendings/<int:pk>/", staff_views.spending, name="spending"),
    path("spendings/<int:pk>/voucher/", staff_views.voucher, name="voucher"),
    path("spendings/<int:pk>/void/", staff_views.void, name="void"),
    path("units/<int:pk>/", staff_views.unit, name="unit"),
    path("units/<int:pk>/spend/", staff_views.spend, name="spend"),
]
org = [
    path("", org_views.index, name="list"),
    path("units/<int:pk>/spend/", org_views.spend, name="spend"),
    path("spendings/<int:pk>/", org_views.spending, name="spending"),
    path("spendings/<int:pk>/voucher/", org_views.voucher, name="voucher"),
    path("spendings/<int:pk>/void/", org_views.void, name="void"),
]
