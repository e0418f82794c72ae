"""Addresses for people at a fair: registering, tickets, my day, the door, the hall board."""

from django.urls import URLPattern, path

from nhipcau.fairs.web import called, commune, commune_list, door, hall_board, my_day, newcomers, registering, slips

urlpatterns: list[URLPattern] = [
    path("<int:session_id>/dang-ky/", registering.begin, name="register"),
    path("<int:session_id>/dang-ky/noi/", registering.where, name="register-where"),
    path("<int:session_id>/dang-ky/viec/", registering.wishes, name="register-wishes"),
    path("<int:session_id>/dang-ky/gui/", registering.send, name="register-send"),
    path("ve/", my_day.mine, name="mine"),
    path("ve/<int:registration_id>/", my_day.ticket, name="ticket"),
    path("ve/<int:registration_id>/in/", my_day.paper, name="ticket-paper"),
    path("ve/<int:registration_id>/phieu/", slips.slip, name="slip"),
    path("ve/<int:registration_id>/phieu-<slug:size>.pdf", slips.slip_file, name="slip-file"),
    path("ve/<int:registration_id>/viec/", my_day.wishes, name="wishes"),
    path("ve/<int:registration_id>/huy/", my_day.cancel, name="cancel"),
    path("ve/<int:registration_id>/san-sang/", my_day.say_here, name="say-here"),
    path("ve/<int:registration_id>/ra-ve/", my_day.leave, name="go-home"),
    path("ngay-cua-toi/", my_day.my_day, name="my-day"),
    path("ngay-cua-toi/<int:registration_id>/", my_day.day, name="day"),
    path("duoc-moi/<int:call_id>/", called.invited, name="invited"),
    path("<int:session_id>/cua/", door.door, name="door"),
    path("<int:session_id>/cua/quet/", door.scan, name="scan"),
    path("<int:session_id>/cua/tim/", door.search, name="door-search"),
    path("<int:session_id>/cua/cho-vao/", door.let_in, name="let-in"),
    path("<int:session_id>/cua/khach/", newcomers.walk_in, name="walk-in"),
    path("<int:session_id>/cua/so-chung/", newcomers.same_phone, name="same-phone"),
    path("<int:session_id>/cua/goi-y/", newcomers.suggestions, name="door-openings"),
    path("diem/<int:site_id>/the-ten.pdf", slips.badges, name="badges"),
    path("diem/<int:site_id>/ve.pdf", slips.tickets, name="tickets-file"),
    path("diem/<int:site_id>/nguoi/", door.people_list, name="people"),
    path("<int:session_id>/bang/", hall_board.board, name="board"),
    path("xa/", commune.villagers, name="villagers"),
    path("xa/moi/", commune.villager, name="villager"),
    path("xa/ve/<int:registration_id>/", commune.ticket, name="villager-ticket"),
    path("xa/ve/<int:registration_id>/huy/", commune.cancel, name="villager-cancel"),
    path("xa/danh-sach/", commune_list.send, name="villager-list"),
    path("xa/danh-sach/mau/", commune_list.empty, name="villager-empty"),
    path("xa/danh-sach/<int:people_sheet_id>/", commune_list.lines, name="villager-lines"),
]
