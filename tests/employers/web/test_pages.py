import pytest
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.employers.models import Employer, Recruiter, State
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.employers.counting import queries_of
from tests.employers.factories import EmployerFactory, RecruiterFactory, recruiter, tax_code
from tests.reference.factories import CommuneFactory, IndustrialParkFactory, IndustryFactory

pytestmark = pytest.mark.django_db
DESK = reverse("employers:review-desk")


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def desk(client, centre):
    return sign_in(client, staff(Role.OPERATOR, centre))


def words(**more):
    commune = CommuneFactory(name="Nếnh Mẫu")
    said = {
        "name": "Công ty May Mẫu",
        "tax_code": tax_code(5000),
        "place": f"Xã Nếnh Mẫu, {commune.province.name}",
        "contact_name": "Trần Thị Lan",
        "contact_phone": "0912 345 678",
    }
    return said | more


def test_anybody_may_read_what_the_centre_offers_enterprises(client):
    assert reverse("employers:sign-up") in client.get(reverse("employers:welcome")).text


def test_signing_up_opens_a_waiting_file_with_its_place(client, centre):
    said = words(centre=centre.pk, email="lan@example.vn", password="một cây cầu dài")

    response = client.post(reverse("employers:sign-up"), said)

    assert response.headers["Location"] == reverse("account_login")
    employer = Employer.objects.get()
    assert (employer.commune.name, employer.state) == ("Nếnh Mẫu", State.WAITING)
    assert Recruiter.objects.get().user.display_name == "Trần Thị Lan"


def test_a_wrong_sign_up_keeps_what_was_typed(client, centre):
    said = words(centre=centre.pk, email="lan@example.vn", password="ngắn", tax_code="1234567890")

    response = client.post(reverse("employers:sign-up"), said)

    assert set(response.context["form"].errors) == {"password", "tax_code"}
    assert 'value="Công ty May Mẫu"' in response.text
    assert not Employer.objects.exists()
    assert not User.objects.filter(username="lan@example.vn").exists()


def test_a_place_nobody_knows_is_asked_again(client, centre):
    said = words(centre=centre.pk, email="a@example.vn", password="một cây cầu dài", place="Không Đâu Cả")

    response = client.post(reverse("employers:sign-up"), said)

    assert set(response.context["form"].errors) == {"place"}


def test_the_desk_costs_the_same_for_one_or_many(desk, centre):
    EmployerFactory(centre=centre, waiting=True)
    EmployerFactory()
    cost_of_one = queries_of(desk, DESK)
    EmployerFactory.create_batch(2, centre=centre, park=IndustrialParkFactory(), industry=IndustryFactory())

    assert queries_of(desk, DESK) == cost_of_one
    listed = list(desk.get(DESK).context["page"])
    assert [one.state for one in listed] == [State.WAITING, State.VERIFIED, State.VERIFIED]


def test_the_desk_is_searched_without_accents(desk, centre):
    found = EmployerFactory(centre=centre, name="Công ty Điện tử", search=" cong ty dien tu ")
    EmployerFactory(centre=centre, name="Công ty May", search=" cong ty may ")

    response = desk.get(DESK, {"q": "dien tu", "state": "verified"})

    assert list(response.context["page"]) == [found]


def test_staff_open_a_file_verify_and_refuse(desk, centre):
    desk.get(reverse("employers:register"))
    desk.post(reverse("employers:register"), words(legal_form="company"))
    employer = Employer.objects.get()

    desk.get(reverse("employers:file", args=[employer.pk]))
    desk.post(reverse("employers:verify", args=[employer.pk]))
    employer.refresh_from_db()
    assert (employer.centre, employer.state) == (centre, State.VERIFIED)

    desk.post(reverse("employers:refuse", args=[employer.pk]), {"reason": "Giấy phép hết hạn"})
    employer.refresh_from_db()
    assert (employer.state, employer.refusal) == (State.REFUSED, "Giấy phép hết hạn")


def test_a_refusal_without_a_reason_is_asked_for_one(desk, centre):
    employer = EmployerFactory(centre=centre, waiting=True)

    response = desk.post(reverse("employers:refuse", args=[employer.pk]), {"reason": ""})

    assert response.status_code == 422
    employer.refresh_from_db()
    assert employer.state == State.WAITING


def test_verifying_without_a_tax_code_says_what_is_missing(desk, centre):
    employer = EmployerFactory(centre=centre, waiting=True, tax_code=None)

    response = desk.post(reverse("employers:verify", args=[employer.pk]), follow=True)

    assert len(list(response.context["messages"])) == 1
    employer.refresh_from_db()
    assert employer.state == State.WAITING


@pytest.mark.parametrize("name", ["file", "edit", "verify", "refuse", "add-recruiter"])
def test_the_file_of_another_centre_is_not_there(desk, name):
    employer = EmployerFactory(waiting=True)
    url = reverse(f"employers:{name}", args=[employer.pk])

    answers = {desk.get(url).status_code, desk.post(url, {"reason": "x"}).status_code}

    assert answers <= {404, 405}
    employer.refresh_from_db()
    assert employer.state == State.WAITING


def test_staff_edit_and_add_and_end_recruiters(desk, centre):
    employer = EmployerFactory(centre=centre)
    RecruiterFactory(employer=employer)
    colleague = {"display_name": "Minh", "email": "minh@example.vn", "password": "một cây cầu dài"}

    desk.get(reverse("employers:edit", args=[employer.pk]))
    desk.post(reverse("employers:add-recruiter", args=[employer.pk]), colleague)
    made = Recruiter.objects.get(user__username="minh@example.vn")
    desk.post(reverse("employers:end-recruiter", args=[made.pk]))

    made.refresh_from_db()
    assert made.ends_on is not None


def test_a_recruiter_goes_straight_to_the_one_enterprise(client):
    employer = EmployerFactory(state=State.REFUSED, verified_at=None, refusal="Thiếu giấy phép")
    sign_in(client, recruiter(employer))

    response = client.get(reverse("employers:mine"), follow=True)

    assert response.redirect_chain == [(reverse("employers:own-file", args=[employer.pk]), 302)]
    assert "Thiếu giấy phép" in response.text


def test_a_recruiter_of_several_sees_a_list_that_costs_the_same_for_two_or_four(client):
    user = recruiter()
    RecruiterFactory(user=user)
    sign_in(client, user)
    url = reverse("employers:mine")
    cost_of_two = queries_of(client, url)
    for _more in range(2):
        RecruiterFactory(user=user)

    assert queries_of(client, url) == cost_of_two
    assert len(client.get(url).context["employers"]) == 4


def test_a_recruiter_edits_and_adds_a_colleague(client):
    employer = EmployerFactory()
    sign_in(client, recruiter(employer))
    said = words(name=employer.name, tax_code=employer.tax_code, legal_form="foreign")

    client.get(reverse("employers:own-edit", args=[employer.pk]))
    client.post(reverse("employers:own-edit", args=[employer.pk]), said)
    colleague = {"display_name": "Minh", "email": "minh@example.vn", "password": "một cây cầu dài"}
    client.post(reverse("employers:own-add-recruiter", args=[employer.pk]), colleague)
    again = client.post(reverse("employers:own-add-recruiter", args=[employer.pk]), colleague)

    employer.refresh_from_db()
    assert (employer.legal_form, employer.state) == ("foreign", State.VERIFIED)
    assert again.status_code == 422
    made = Recruiter.objects.get(user__username="minh@example.vn")
    client.post(reverse("employers:own-end-recruiter", args=[made.pk]))
    made.refresh_from_db()
    assert made.ends_on is not None


@pytest.mark.parametrize("name", ["own-file", "own-edit", "own-add-recruiter"])
def test_another_enterprise_is_not_there_for_a_recruiter(client, name):
    other = EmployerFactory()
    sign_in(client, recruiter())
    url = reverse(f"employers:{name}", args=[other.pk])

    answers = {client.get(url).status_code, client.post(url, {"name": "Cướp"}).status_code}

    assert answers <= {404, 405}
    assert Employer.objects.get(pk=other.pk).name == other.name


def test_another_enterprises_recruiter_is_not_ended(client):
    other = RecruiterFactory()
    sign_in(client, recruiter())

    response = client.post(reverse("employers:own-end-recruiter", args=[other.pk]))

    assert response.status_code == 404
    other.refresh_from_db()
    assert other.ends_on is None


@pytest.mark.parametrize("url", [DESK, reverse("employers:mine")])
def test_a_visitor_signs_in_first(client, url):
    assert client.get(url).status_code == 302
