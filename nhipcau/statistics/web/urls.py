"""Addresses of statistics."""

from django.urls import path

from nhipcau.statistics.web import centre_reports, order_sources, orders, press, records, reports

app_name = "statistics"
urlpatterns = [
    path("", reports.reports, name="reports"),
    path("don-hang/", orders.orders, name="orders"),
    path("don-hang/<int:order_id>/", orders.order, name="order"),
    path("don-hang/<int:order_id>/nguoi/", order_sources.order_sources, name="order-sources"),
    path("don-hang/<int:order_id>/tien-do.xlsx", orders.order_sheet, name="order-sheet"),
    path("ho-so/", records.records, name="records"),
    path("ho-so/<int:record_id>/", records.record, name="record"),
    path("ho-so/giay/<int:paper_id>/", records.take_paper, name="take-paper"),
    path("<int:session_id>/lap-ho-so/", records.make, name="make-record"),
    path("diem/", centre_reports.own_reports, name="own-reports"),
    path("diem/<int:session_id>/<int:centre_id>/", centre_reports.own_report, name="own-report"),
    path("diem/<int:session_id>/<int:centre_id>/bao-cao.pdf", centre_reports.own_report_pdf, name="own-report-pdf"),
    path(
        "diem/<int:session_id>/<int:centre_id>/bao-cao.xlsx", centre_reports.own_report_sheet, name="own-report-sheet"
    ),
    path("<int:session_id>/", reports.report, name="report"),
    path("<int:session_id>/bao-cao.pdf", reports.report_pdf, name="report-pdf"),
    path("<int:session_id>/thong-cao/", press.press, name="press"),
    path("<int:session_id>/thong-cao.docx", press.press_letter, name="press-letter"),
    path("<int:session_id>/bao-cao.xlsx", reports.report_sheet, name="report-sheet"),
]
