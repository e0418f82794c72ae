"""The private database starts by itself, once, and says plainly why it cannot."""

import os
from concurrent.futures import ThreadPoolExecutor

from tests.config.conftest import Checkout, wait_until

ASK = "from config import database; import psycopg; s = database.settings(); "
ASK += "link = psycopg.connect(host=s['HOST'], user=s['USER'], dbname=s['NAME'], autocommit=True); "
WHO = ASK + "print(link.execute('SELECT current_user').fetchone()[0])"
MAKE_TABLE = ASK + "link.execute('CREATE TABLE taken (id int)')"
WRITE = ASK + "link.execute('INSERT INTO taken VALUES (1)'); print('written')"

SLEEPING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
SLEEPERS = ASK + f'print(link.execute("{SLEEPING}").fetchone()[0])'


def test_six_commands_at_once_start_one_database(checkout: Checkout) -> None:
    with ThreadPoolExecutor(6) as crowd:
        answers = list(crowd.map(lambda _n: checkout.run("-c", WHO), range(6)))

    assert [answer.stdout for answer in answers] == ["nhipcau_app\n"] * 6
    assert len([words for words in checkout.processes() if "/postgres " in words]) == 1


def test_the_application_writes_rows_and_owns_nothing(checkout: Checkout) -> None:
    refused = checkout.run("-c", MAKE_TABLE)
    made = checkout.run("-c", MAKE_TABLE, NHIPCAU_ROLE="owner")
    written = checkout.run("-c", WRITE)

    assert "permission denied for schema public" in refused.stderr
    assert (made.returncode, written.stdout) == (0, "written\n")


def test_a_killed_database_starts_again_with_its_data(checkout: Checkout) -> None:
    checkout.run("-c", MAKE_TABLE, NHIPCAU_ROLE="owner")
    checkout.kill_database()

    assert wait_until(lambda: checkout.database_pid() is None)
    assert checkout.run("-c", WRITE).stdout == "written\n"


def test_a_pid_that_belongs_to_somebody_else_now_is_no_obstacle(checkout: Checkout) -> None:
    checkout.run("-c", WHO)
    checkout.run("-m", "config.private", "stop")
    (checkout.data() / "postmaster.pid").write_text(f"{os.getpid()}\n{checkout.data()}\n")

    assert checkout.run("-c", WHO).stdout == "nhipcau_app\n"


def test_a_secret_is_made_once_and_read_by_nobody_else(checkout: Checkout) -> None:
    ask = "from config import database, private; print(database.secret('fields')); "
    ask += "from config.private import places; print(oct((places.SECRETS / 'fields').stat().st_mode)[-3:])"

    first, again = checkout.run("-c", ask).stdout.split(), checkout.run("-c", ask).stdout.split()

    assert first == again
    assert (len(first[0]), first[1]) == (64, "600")


def test_what_cannot_start_says_why_in_two_languages(checkout: Checkout) -> None:
    checkout.run("-c", WHO)
    checkout.run("-m", "config.private", "stop")
    (checkout.data() / "postgresql.conf").write_text("no_such_setting = 1")

    said = checkout.run("-c", WHO).stderr.splitlines()

    assert [line[:2] for line in said] == ["✗ ", "  "]
    assert "Cơ sở dữ liệu riêng không chạy được" in said[0]
    assert "The private database would not run" in said[1]


def test_an_address_that_is_none_is_explained(checkout: Checkout) -> None:
    said = checkout.run("-c", WHO, DATABASE_URL="localhost/nhipcau").stderr.splitlines()

    assert said[1].strip() == "DATABASE_URL must look like postgresql://user:password@host:port/name."


def test_a_database_killed_under_a_command_is_one_sentence(checkout: Checkout) -> None:
    long_work = "from django.db import connection; connection.cursor().execute('SELECT pg_sleep(20)')"
    checkout.run("-c", WHO)
    working = checkout.open("manage.py", "shell", "--no-imports", "-c", long_work)
    assert wait_until(lambda: "1" in checkout.run("-c", SLEEPERS).stdout)

    checkout.kill_database()

    said = working.communicate(timeout=20)[0].splitlines()
    assert said[1].startswith("  The database went away in the middle (")
    assert len(said) == 2


def test_a_run_stops_the_database_it_started_and_passes_the_answer_on(checkout: Checkout) -> None:
    result = checkout.run("-m", "config.private", "run", "--", "sh", "-c", "exit 7")

    assert result.returncode == 7
    assert checkout.database_pid() is None
