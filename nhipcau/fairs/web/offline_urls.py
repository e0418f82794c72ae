"""Addresses of the door without network, of the devices of a site, and of the computers that people sit at."""

from django.urls import URLPattern, path

from nhipcau.fairs.web import devices, kiosk, offline

urlpatterns: list[URLPattern] = [
    path("cua-offline/", offline.shell, name="offline-door"),
    path("cua-offline/tho.js", offline.worker, name="door-worker"),
    path("cua-offline/dong-bo/", offline.sync, name="door-sync"),
    path("cua-offline/gui/", offline.send, name="door-send"),
    path("cua-offline/hoi/", offline.ask, name="door-ask"),
    path("cua-offline/chuyen/", offline.transfer, name="door-transfer"),
    path("diem/<int:site_id>/thiet-bi/", devices.devices, name="devices"),
    path("diem/<int:site_id>/ghi-khi-mat-mang/", devices.doubts, name="walk-ins"),
    path("khach-mat-mang/<uuid:walk_in_id>/", devices.decide, name="decide-walk-in"),
    path("thiet-bi/<int:device_id>/ket-thuc/", devices.end, name="end-device"),
    path("thiet-bi/<int:device_id>/bo-qua/", devices.waive, name="waive-device"),
    path("thiet-bi/<int:device_id>/tep/", devices.bring, name="bring-scans"),
    path("thiet-bi/<int:device_id>/khong-doc-duoc/", devices.save_unread, name="save-unread"),
    path("may/", kiosk.computer, name="computer"),
    path("may/bat-dau/", kiosk.start, name="computer-start"),
    path("may/xong/", kiosk.done, name="computer-done"),
    path("diem/<int:site_id>/may/", kiosk.seats, name="computers"),
    path("diem/<int:site_id>/may/ngoi/", kiosk.seat, name="seat"),
    path("ngoi/<int:seating_id>/dung-day/", kiosk.rise, name="rise"),
]
