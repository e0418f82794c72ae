"""Every address of the product: each context brings its own pages."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from nhipcau.fairs.web import announced
from nhipcau.site.web import desk, files, home

urlpatterns = [
    path("", home.home, name="home"),
    path("viec-cua-toi/", desk.desk, name="desk"),
    path("quan-tri/tin-chua-giao/", desk.dead_letters, name="dead-letters"),
    path("quan-tri/tin-chua-giao/<int:delivery_id>/", desk.revive, name="revive"),
    path("quan-tri/nhat-ky/", desk.audit_book, name="audit-book"),
    path("tep/<slug:token>/", files.download, name="file"),
    path("gio-lam-viec/", home.hours, name="hours"),
    path("rieng-tu/", home.privacy, name="privacy"),
    path("ngon-ngu/", set_language, name="set-language"),
    path("m/<str:link_code>/", announced.enter, name="link"),
    path("m/<str:link_code>/mo/", announced.opened, name="link-opened"),
    path("viec-lam/", include("nhipcau.vacancies.web.urls")),
    path("phien/", include("nhipcau.fairs.web.urls")),
    path("phong-van/", include("nhipcau.interviews.web.urls")),
    path("buoi-gap/", include("nhipcau.gatherings.web.urls")),
    path("gioi-thieu/", include("nhipcau.matching.web.urls")),
    path("viec-hop-voi-ban/", include("nhipcau.matching.web.suggested_urls")),
    path("tu-van/ban/", include("nhipcau.site.web.counsel_urls")),
    path("tu-van/", include("nhipcau.counselling.web.urls")),
    path("toi/", include("nhipcau.seekers.web.urls")),
    path("doanh-nghiep/", include("nhipcau.employers.web.urls")),
    path("trung-tam/", include("nhipcau.centres.web.urls")),
    path("bao-cao/", include("nhipcau.statistics.web.urls")),
    path("danh-muc/", include("nhipcau.reference.web.urls")),
    path("tai-khoan/", include("nhipcau.accounts.web.urls")),
    path("catalogue/", include("nhipcau.foundation.ui.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("nhipcau.site.web.demo_urls")))

handler403 = "nhipcau.site.web.errors.forbidden"
handler404 = "nhipcau.site.web.errors.not_found"
handler500 = "nhipcau.site.web.errors.broken"
