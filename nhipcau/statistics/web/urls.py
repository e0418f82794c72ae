"""Addresses of statistics."""

from django.urls import path

from nhipcau.statistics.web import reports

app_name = "statistics"
urlpatterns = [
    path("", reports.reports, name="reports"),
    path("<int:session_id>/", reports.report, name="report"),
    path("<int:session_id>/bao-cao.pdf", reports.report_pdf, name="report-pdf"),
    path("<int:session_id>/bao-cao.xlsx", reports.report_sheet, name="report-sheet"),
]
