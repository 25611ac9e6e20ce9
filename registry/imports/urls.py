from django.urls import path

from registry.imports import gap_views, row_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("upload/", staff_views.upload, name="upload"),
    path("sheet/", staff_views.sheet, name="sheet"),
    path("region-gaps/", gap_views.region_gaps, name="region_gaps"),
    path("unit-gaps/", gap_views.unit_gaps, name="unit_gaps"),
    path("gaps/<int:pk>/resolve/", gap_views.resolve, name="resolve_gap"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/mapping/", staff_views.mapping, name="mapping"),
    path("<int:pk>/progress/", staff_views.progress, name="progress"),
    path("<int:pk>/annotated/", staff_views.annotated, name="annotated"),
    path("<int:pk>/reason/", row_views.reason, name="reason"),
    path("<int:pk>/reason/back/", row_views.reason_back, name="reason_back"),
    path("<int:pk>/decide/", row_views.decide_many, name="decide_many"),
    path("<int:pk>/read-again/", staff_views.read_again, name="read_again"),
    path("<int:pk>/replace/", staff_views.replace_file, name="replace"),
    path("<int:pk>/recheck/", staff_views.recheck, name="recheck"),
    path("<int:pk>/apply/", staff_views.apply, name="apply"),
    path("<int:pk>/undo/", staff_views.undo, name="undo"),
    path("<int:pk>/discard/", staff_views.discard, name="discard"),
    path("<int:pk>/settle/", staff_views.settle, name="settle"),
    path("<int:pk>/rows/<int:line>/", row_views.row, name="row"),
    path("<int:pk>/rows/<int:line>/decide/", row_views.decide, name="decide"),
    path("<int:pk>/rows/<int:line>/choose/", row_views.choose, name="choose"),
    path("<int:pk>/rows/<int:line>/fields/", row_views.keep, name="keep"),
    path("<int:pk>/rows/<int:line>/reason/", row_views.reason, name="row_reason"),
    path("<int:pk>/rows/<int:line>/reason/back/", row_views.reason_back, name="row_reason_back"),
]
org: list = []
public: list = []
api: list = []
