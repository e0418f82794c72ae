"""Addresses of enterprises."""

from django.urls import path

from nhipcau.employers.web import desk, own, welcome

app_name = "employers"
urlpatterns = [
    path("", welcome.welcome, name="welcome"),
    path("dang-ky/", welcome.sign_up, name="sign-up"),
    path("cua-toi/", own.mine, name="mine"),
    path("cua-toi/<int:employer_id>/", own.file, name="own-file"),
    path("cua-toi/<int:employer_id>/sua/", own.edit, name="own-edit"),
    path("cua-toi/<int:employer_id>/nguoi-tuyen-dung/", own.add_colleague, name="own-add-recruiter"),
    path("cua-toi/nguoi-tuyen-dung/<int:recruiter_id>/thoi/", own.end_recruiter, name="own-end-recruiter"),
    path("duyet/", desk.desk, name="review-desk"),
    path("duyet/moi/", desk.register, name="register"),
    path("ho-so/<int:employer_id>/", desk.file, name="file"),
    path("ho-so/<int:employer_id>/sua/", desk.edit, name="edit"),
    path("ho-so/<int:employer_id>/xac-minh/", desk.verify, name="verify"),
    path("ho-so/<int:employer_id>/tu-choi/", desk.refuse, name="refuse"),
    path("ho-so/<int:employer_id>/nguoi-tuyen-dung/", desk.add_colleague, name="add-recruiter"),
    path("ho-so/nguoi-tuyen-dung/<int:recruiter_id>/thoi/", desk.end_recruiter, name="end-recruiter"),
]
