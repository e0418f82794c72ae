"""Addresses of the papers of a session and of the kit to announce it."""

from django.urls import URLPattern, path

from nhipcau.fairs.web import announcing, papers

urlpatterns: list[URLPattern] = [
    path("<int:session_id>/truyen-thong/", announcing.kit, name="announcing"),
    path("<int:session_id>/truyen-thong/duong-dan/", announcing.prepare, name="announcing-prepare"),
    path("<int:session_id>/truyen-thong/duong-dan/them/", announcing.add, name="announcing-add"),
    path("<int:session_id>/truyen-thong/ap-phich.pdf", announcing.poster, name="announcing-poster"),
    path("<int:session_id>/truyen-thong/thong-cao.docx", announcing.press_letter, name="announcing-letter"),
    path("<int:session_id>/giay-to/", papers.page, name="papers"),
    path("<int:session_id>/giay-to/to-ket-qua.pdf", papers.all_result_sheets, name="paper-results-all"),
    path("<int:session_id>/giay-to/giay-moi.pdf", papers.letters, name="paper-letters"),
    path("doanh-nghiep/<int:participation_id>/giay-moi.pdf", papers.letter, name="paper-letter"),
    path("diem/<int:site_id>/giay-to/viec-lam.pdf", papers.wall_list, name="paper-wall"),
    path("diem/<int:site_id>/giay-to/viec-lam.xlsx", papers.wall_sheet, name="paper-wall-sheet"),
    path("diem/<int:site_id>/giay-to/bien-ban.pdf", papers.plates, name="paper-plates"),
    path("diem/<int:site_id>/giay-to/ky-doanh-nghiep.pdf", papers.enterprises_to_sign, name="paper-enterprises"),
    path("diem/<int:site_id>/giay-to/ky-nguoi.pdf", papers.people_to_sign, name="paper-people"),
    path("diem/<int:site_id>/giay-to/to-ket-qua.pdf", papers.result_sheets, name="paper-results"),
]
