"""Addresses of interviews."""

from django.urls import path

from nhipcau.interviews.web import desks, guests, results, rooms, sheet, sheet_files, talks, turns

app_name = "interviews"
urlpatterns = [
    path("", desks.chooser, name="desks"),
    path("ban/<int:desk_id>/", desks.desk, name="desk"),
    path("ban/<int:desk_id>/goi/", desks.call, name="call"),
    path("ban/<int:desk_id>/tam-nghi/", desks.pause, name="pause"),
    path("ban/<int:desk_id>/lam-tiep/", desks.resume, name="resume"),
    path("ban/<int:desk_id>/ket-qua/", sheet.sheet, name="sheet"),
    path("ban/<int:desk_id>/ket-qua/tren-giay/", sheet.on_paper, name="on-paper"),
    path("ban/<int:desk_id>/ket-qua/tep/", sheet_files.send, name="sheet-file"),
    path("ban/<int:desk_id>/ket-qua/tep/tai/", sheet_files.download, name="sheet-download"),
    path("to-ket-qua/<int:result_sheet_id>/", sheet_files.result_sheet, name="result-sheet"),
    path("cuoc/<int:interview_id>/dong/", sheet.row, name="sheet-row"),
    path("ban/<int:desk_id>/moi/", guests.invite, name="invite"),
    path("moi/", guests.enter, name="enter"),
    path("moi/da-het/", guests.ended, name="guest-ended"),
    path("moi/xong/", guests.leave, name="guest-leave"),
    path("moi/<int:guest_id>/ket-thuc/", guests.end, name="end-guest"),
    path("cuoc/<int:interview_id>/", results.talk, name="talk"),
    path("cuoc/<int:interview_id>/da-toi/", talks.came, name="came"),
    path("cuoc/<int:interview_id>/bat-dau/", talks.start, name="start"),
    path("cuoc/<int:interview_id>/ket-thuc/", talks.finish, name="finish"),
    path("cuoc/<int:interview_id>/nhac/", talks.remind, name="remind"),
    path("cuoc/<int:interview_id>/vang-mat/", talks.absent, name="absent"),
    path("cuoc/<int:interview_id>/lui-lai/", talks.skip, name="skip"),
    path("cuoc/<int:interview_id>/chuyen-ban/", talks.hand_over, name="hand-over"),
    path("cuoc/<int:interview_id>/mat-ket-noi/", talks.fail, name="fail"),
    path("cuoc/<int:interview_id>/ket-qua/<slug:stage>/", talks.result, name="result"),
    path("ket-qua/", results.results, name="results"),
    path("luot-cua-toi/", turns.mine, name="mine"),
    path("luot/<int:ticket_id>/", turns.turn, name="turn"),
    path("luot/<int:ticket_id>/toi-den/", turns.answer, name="answer"),
    path("luot/<int:ticket_id>/roi-hang/", turns.leave, name="leave"),
    path("luot/<int:ticket_id>/vang/", turns.away, name="away"),
    path("luot/<int:ticket_id>/quay-lai/", turns.back, name="back"),
    path("luot/<int:ticket_id>/xep-lai/", turns.again, name="again"),
    path("phong/<slug:room>/", rooms.room, name="room"),
    path("phong/<slug:room>/nhan/", rooms.write, name="write"),
    path("phong/<slug:room>/mat-ket-noi/", rooms.failed, name="room-failed"),
    path("phong/<slug:room>/khong-thay-ai/", rooms.nobody, name="nobody"),
]
