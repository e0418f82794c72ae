"""Addresses of seekers: one's own file first, then the counter's."""

from django.urls import path

from nhipcau.seekers.web import desk, first_file, me, permissions, person, sharing

app_name = "seekers"
urlpatterns = [
    path("", me.me, name="me"),
    path("ho-so-moi/", first_file.begin, name="begin"),
    path("ho-so-moi/<slug:step>/", first_file.step, name="step"),
    path("ho-so/<slug:section>/", me.section, name="section"),
    path("la-ai/", me.choose, name="choose"),
    path("dong-y/", permissions.mine, name="consents"),
    path("dong-y/<slug:purpose>/", permissions.change, name="change-consent"),
    path("dong-y/trung-tam/<int:shared_id>/dung/", sharing.end_mine, name="end-sharing"),
    path("du-lieu/", me.data, name="data"),
    path("du-lieu/tai-ve/", me.download, name="download"),
    path("nguoi/", desk.people, name="people"),
    path("nguoi/moi/", desk.register, name="register"),
    path("nguoi/<int:seeker_id>/", person.person, name="person"),
    path("nguoi/<int:seeker_id>/sua/", person.edit, name="edit"),
    path("nguoi/<int:seeker_id>/so/", person.read_numbers, name="read-numbers"),
    path("nguoi/<int:seeker_id>/tai-khoan/", person.link, name="link"),
    path("nguoi/<int:seeker_id>/chia-se/", sharing.share, name="share"),
    path("nguoi/<int:seeker_id>/chia-se/<int:shared_id>/dung/", sharing.end, name="unshare"),
    path("duoc-chia-se/", sharing.shared_files, name="shared"),
    path("duoc-chia-se/<int:shared_id>/", sharing.open_file, name="open-shared"),
    path("nguoi/<int:seeker_id>/dong-y/<slug:purpose>/", person.change_consent, name="person-consent"),
]
