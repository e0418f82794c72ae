"""Addresses of openings."""

from django.urls import path

from nhipcau.vacancies.web import board, complaints, entry, orders, review, sheets, sheets_lines

app_name = "vacancies"
urlpatterns = [
    path("", board.board, name="board"),
    path("<int:vacancy_id>/", board.vacancy, name="vacancy"),
    path("<int:vacancy_id>/bao-sai/", board.complain, name="complain"),
    path("cua-toi/", entry.mine, name="mine"),
    path("cua-toi/moi/", entry.enter, name="enter"),
    path("cua-toi/<int:vacancy_id>/", entry.show, name="mine-one"),
    path("cua-toi/<int:vacancy_id>/sua/", entry.edit, name="edit"),
    path("cua-toi/<int:vacancy_id>/dong/", entry.close, name="close"),
    path("cua-toi/don-hang/", orders.mine, name="my-orders"),
    path("bang-tinh/", sheets.sheets, name="sheets"),
    path("bang-tinh/mau.xlsx", sheets.template, name="sheet-template"),
    path("bang-tinh/<int:sheet_id>/", sheets_lines.show, name="sheet"),
    path("bang-tinh/<int:sheet_id>/cot/", sheets.columns, name="sheet-columns"),
    path("bang-tinh/<int:sheet_id>/sua/", sheets_lines.mend, name="sheet-mend"),
    path("bang-tinh/<int:sheet_id>/nhan/", sheets_lines.take, name="sheet-take"),
    path("bang-tinh/<int:sheet_id>/con-lai.xlsx", sheets_lines.rest, name="sheet-rest"),
    path("bang-tinh/<int:sheet_id>/bo/", sheets.drop, name="sheet-drop"),
    path("don-hang/", orders.orders, name="orders"),
    path("duyet/", review.desk, name="review-desk"),
    path("duyet/<int:vacancy_id>/", review.show, name="review"),
    path("duyet/<int:vacancy_id>/dang/", review.publish, name="publish"),
    path("duyet/<int:vacancy_id>/tra-lai/", review.send_back, name="return"),
    path("duyet/<int:vacancy_id>/dong/", review.close, name="review-close"),
    path("bao-sai/", complaints.desk, name="complaints"),
    path("bao-sai/<int:complaint_id>/", complaints.answer, name="answer-complaint"),
]
