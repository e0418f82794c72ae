"""Start everything in order, keep it running, stop everything."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import IO

from config.private import cluster, places
from config.private.trouble import TroubleError
from config.supervisor import ports, relaying, staging
from config.supervisor.children import Child, stop_all

ROOM_NEEDED = 300  # MB
MANAGE = [sys.executable, str(places.ROOT / "manage.py")]


class Stopped(Exception):
    """Ctrl-C or a polite kill."""


def say(vietnamese: str, english: str) -> None:
    print(f"• {vietnamese}\n  {english}", flush=True)


class House:
    def __init__(self) -> None:
        self.began = time.monotonic()
        self.children: list[Child] = []
        self.database: subprocess.Popen[bytes] | None = None
        self.private = not os.environ.get("DATABASE_URL")
        self.stopping = False
        self.demo: IO[str] | None = None

    def run(self) -> int:
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self.ask_to_stop)
        try:
            self.open()
            while True:
                self.watch()
                time.sleep(0.2)
        except Stopped:
            return 0
        finally:
            self.close()

    def ask_to_stop(self, _signum: int, _frame: object) -> None:
        if not self.stopping:
            self.stopping = True
            raise Stopped

    def open(self) -> None:
        self.be_the_only_one()
        free = shutil.disk_usage(places.ROOT).free // 2**20
        if free < ROOM_NEEDED:
            raise TroubleError(
                f"Ổ đĩa chỉ còn {free} MB; bản chạy thử cần ít nhất {ROOM_NEEDED} MB.",
                f"Only {free} MB of disk are left; the demo needs {ROOM_NEEDED} MB.",
            )
        pages = ports.of_pages()
        live = ports.of_live(pages)
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.demo"),
            "PYTHONUNBUFFERED": "1",
            "PORT": str(pages),
            "LIVE_PORT": str(live),
        }
        relay = relaying.prepared(live)
        if relay is not None:
            self.environment |= relay.environment
        media = staging.prepared(live)
        if media is not None:
            self.environment |= media.environment
        self.start_database()
        self.prepare()
        self.start_servers(pages, live)
        if relay is not None:
            self.keep("relay", ("Trạm chuyển tiếp cuộc gọi", "The relay of calls"), list(relay.command))
        elif relaying.is_missing():
            say(*NO_RELAY)
        for place, command in zip(media.places, media.commands, strict=True) if media else ():
            self.keep(place.name, ("Máy chủ hình và tiếng", "A media server"), list(command))
        if media is None and staging.is_missing():
            say(*NO_MEDIA)
        self.tell(pages)

    def be_the_only_one(self) -> None:
        try:
            places.HOME.mkdir(parents=True, exist_ok=True)
            self.demo = places.DEMO.open("a+")
        except OSError as error:
            raise TroubleError(
                f"Không ghi được vào {places.HOME}: {error.strerror}.",
                f"Cannot write to {places.HOME}: {error.strerror}.",
            ) from None
        try:
            fcntl.flock(self.demo, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.demo.seek(0)
            address = self.demo.read().strip()
            raise TroubleError(
                f"Bản chạy thử của thư mục này đang mở sẵn ở {address}.",
                f"The demo of this folder is already running at {address}.",
            ) from None
        self.demo.truncate(0)
        self.demo.write(f"http://localhost:{os.environ.get('PORT') or 8000}")
        self.demo.flush()

    def start_database(self) -> None:
        """Our own child, so that it cannot outlive us; one left by another command is taken over if idle."""
        if not self.private:
            return
        if cluster.answers():
            from config.private import roles

            if roles.others_connected():
                return
            cluster.stop()
        self.database = cluster.start(dies_with_me=True)

    def prepare(self) -> None:
        """The styles and scripts beside the tables, what the demo shows, how it is found; all of it safe to repeat."""
        say("Đang chuẩn bị dữ liệu…", "Preparing the data…")
        kernel = self.command("compile_kernel")
        files = self.command("collectstatic", "--noinput", "-v0")
        self.finish(self.command("migrate", "--noinput", "-v0"))
        self.finish(self.command("load_reference"))
        solver = self.command("compile_timetable")
        self.finish(self.command("make_demo"))
        search = self.command("rebuild_search", "--if-needed")
        self.finish(kernel)
        self.finish(self.command("make_lists"))
        self.finish(search)
        self.finish(files)
        self.finish(solver)

    def command(self, *words: str) -> Child:
        child = Child(words[0], (words[0], words[0]), [*MANAGE, *words], self.environment)
        self.children.append(child)
        child.start(fresh_log=True)
        return child

    def finish(self, child: Child) -> str:
        """Wait for a command; what it printed is the answer, and a failure ends the start with a sentence."""
        process = child.process
        status = process.wait() if process else 0
        self.children.remove(child)
        if status:
            raise TroubleError(
                f"Bước “{child.name}” không xong: {child.last_words()} (xem {child.log}).",
                f"The step “{child.name}” failed: {child.last_words()} (see {child.log}).",
            )
        return child.log.read_text(encoding="utf-8", errors="replace")

    def start_servers(self, pages: int, live: int) -> None:
        module = [sys.executable, "-m"]
        binds = [word for host in ports.addresses() for word in ("--bind", at(host, pages))]
        host = "localhost" if len(ports.addresses()) > 1 else ports.addresses()[0]
        self.keep("pages", ("Các trang", "The pages"), [*module, "gunicorn", *binds, *SERVING, WSGI])
        self.keep(
            "live",
            ("Luồng trực tiếp", "The live stream"),
            [*module, "uvicorn", ASGI, "--host", host, "--port", str(live), *LIVE_WORDS],
        )
        jobs = [*MANAGE, "procrastinate", "worker", "--concurrency", "4", "--shutdown-graceful-timeout", "4"]
        # Its polite end would wait for the database, which falls too; a job cut off is swept up later.
        self.keep("jobs", ("Việc chạy nền", "The background jobs"), jobs, falls_by=signal.SIGKILL)

    def keep(self, name: str, title: tuple[str, str], command: list[str], *, falls_by: int = signal.SIGTERM) -> None:
        child = Child(name, title, command, self.environment, falls_by=falls_by)
        self.children.append(child)
        child.start(fresh_log=True)

    def tell(self, pages: int) -> None:
        accounts = self.command("demo_accounts")
        address = f"http://localhost:{pages}"
        deadline = time.monotonic() + 60
        while not (status := answer(f"{address}/")) and time.monotonic() < deadline:
            self.watch(besides=accounts)
            time.sleep(0.1)
        if not 200 <= status < 400:
            log = self.children[0].log
            say(f"Trang đầu trả lời {status}; xem {log}", f"The first page answers {status}; see {log}")
        said = self.finish(accounts).rstrip()
        seconds = time.monotonic() - self.began
        print(WELCOME.format(address=address, accounts=said, seconds=f"{seconds:.0f}"), flush=True)

    def watch(self, besides: Child | None = None) -> None:
        """Whoever dies is started again, after a pause that grows, and it is said."""
        self.watch_database()
        for child in self.children:
            if child is besides:
                continue
            status = child.died()
            if status is not None:
                say(
                    f"{child.title[0]} vừa dừng ({child.last_words()}); chạy lại. Nhật ký: {child.log}",
                    f"{child.title[1]} stopped with status {status}; starting it again. Log: {child.log}",
                )
            elif child.is_due():
                child.start()

    def watch_database(self) -> None:
        lives = self.database.poll() is None if self.database else cluster.living_pid() is not None
        if lives or not self.private:
            return
        say("Cơ sở dữ liệu vừa dừng; đang chạy lại.", "The database stopped; starting it again.")
        self.database = cluster.start(dies_with_me=True)

    def close(self) -> None:
        self.stopping = True
        if self.children:
            print("\n• Đang dừng…\n  Stopping…", flush=True)
        stop_all(self.children)
        if self.database is not None:
            self.database.send_signal(signal.SIGINT)
            try:
                self.database.wait(20)
            except subprocess.TimeoutExpired:
                self.database.send_signal(signal.SIGQUIT)
                self.database.wait()
        elif self.private and self.children and cluster.answers():
            self.leave_or_stop_database()

    def leave_or_stop_database(self) -> None:
        """It ran before us because somebody used it: it goes now unless they still do."""
        from config.private import roles

        if roles.others_connected():
            say(
                "Cơ sở dữ liệu vẫn chạy vì lệnh khác đang dùng. Dừng hẳn: make stop",
                "The database stays: another command is using it. To stop it: make stop",
            )
        else:
            cluster.stop()


def at(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def answer(address: str) -> int:
    """The status of a page, or 0 if nobody is there."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


WSGI, ASGI = "config.wsgi:application", "config.asgi_live:application"
SERVING = ["--workers", "2", "--threads", "12", "--worker-class", "gthread", "--graceful-timeout", "4"]
SERVING += ["--log-level", "warning", "--no-control-socket"]
LIVE_WORDS = ["--log-level", "warning", "--no-access-log", "--timeout-graceful-shutdown", "2"]
NO_RELAY = (
    "Chưa có coturn (make setup cho biết lệnh cài): cuộc gọi không nối thẳng được sẽ không qua.",
    "coturn is missing (make setup says how to install it): calls that cannot go directly will not come through.",
)
WELCOME = """
  Nhịp Cầu đang chạy / is running:   {address}      ({seconds} s)

{accounts}

  Thử trước / Try first
  1. Mở {address} và gõ “cong nhan may viet yen” (tìm việc không cần dấu).
     Open the address and type “cong nhan may viet yen” (search without accents).
  2. Đăng nhập bằng người điều hành phiên, mở phiên hôm nay, bấm “Diễn lại buổi sáng”.
     Sign in as the fair operator, open today's fair, press “Play the morning”.
  3. Mở bảng điện tử ở một cửa sổ khác và nhìn người được gọi.
     Open the hall board in another window and watch people being called.

  Dừng / Stop: Ctrl-C      Làm lại từ đầu / Start afresh: make reset
"""
NO_MEDIA = (
    "Chưa có Janus (make setup cho biết lệnh cài): phòng nhiều người không có hình và tiếng.",
    "Janus is missing (make setup says how to install it): rooms with many have no sound and picture.",
)
