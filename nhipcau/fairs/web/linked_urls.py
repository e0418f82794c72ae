"""Addresses of linked centres: inviting them, joining, their people in and out by sheet."""

from django.urls import URLPattern, path

from nhipcau.fairs.web import inviting, joining, people_sheets

urlpatterns: list[URLPattern] = [
    path("<int:session_id>/moi/", inviting.invite, name="invite"),
    path("loi-moi/", joining.invitations, name="invitations"),
    path("loi-moi/<int:invitation_id>/", joining.invitation, name="invitation"),
    path("loi-moi/<int:invitation_id>/tu-choi/", joining.decline, name="decline-invitation"),
    path("loi-moi/<int:invitation_id>/lien-ket-moi/", inviting.renew, name="renew-invitation"),
    path("loi-moi/<int:invitation_id>/thu-hoi/", inviting.revoke, name="revoke-invitation"),
    path("diem/danh-sach-mau.xlsx", people_sheets.empty, name="people-empty"),
    path("diem/<int:site_id>/danh-sach/", people_sheets.send, name="people-in"),
    path("diem/<int:site_id>/danh-sach/<int:people_sheet_id>/", people_sheets.lines, name="people-lines"),
    path("diem/<int:site_id>/lay-ra/", people_sheets.take_out, name="people-out"),
    path("lien-ket/<str:secret>/", joining.join, name="join"),
    path("lien-ket/<str:secret>/tu-choi/", joining.join_decline, name="join-decline"),
]
