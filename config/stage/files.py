"""What stands in the configuration of a media server (Janus 1.1.2, Debian 12), in service and for the demo and the tests."""

from dataclasses import dataclass
from pathlib import Path

from config.relay.files import write_closed

PLUGIN, TRANSPORT = "libjanus_videoroom.so", "libjanus_http.so"
OTHER_PLUGINS = (
    *("audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay", "sip", "streaming", "textroom"),
    *("videocall", "voicemail"),
)
OTHER_TRANSPORTS = ("mqtt", "nanomsg", "pfunix", "rabbitmq", "websockets")
SESSION = 60  # seconds; a page that is asleep for longer joins again


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one instance listens: `inside:port` for the pages alone, `address` with the UDP ports `first` to `last` for browsers.

    `behind`: the public address, where the one of the machine is translated.
    """

    name: str
    inside: str
    port: int
    address: str
    first: int
    last: int
    behind: str = ""

    @property
    def url(self) -> str:
        host = f"[{self.inside}]" if ":" in self.inside else self.inside
        return f"http://{host}:{self.port}/janus"


def parts(place: Place, *, secret: str, folder: Path) -> dict[str, str]:
    """The files of one instance, by name. Whoever asks without the secret is refused; nothing records and nothing else runs."""
    return {
        "janus.jcfg": _core(place, secret, folder),
        "janus.transport.http.jcfg": _http(place),
        "janus.plugin.videoroom.jcfg": "general: { string_ids = false }\n",
    }


def write(folder: Path, place: Place, *, secret: str) -> None:
    """Closed to others, since they hold the secret."""
    for name, body in parts(place, secret=secret, folder=folder).items():
        write_closed(folder / name, body.encode(), 0o640)


def _core(place: Place, secret: str, folder: Path) -> str:
    """ICE lite: it answers browsers and asks nobody, so that no page makes it knock at other addresses."""
    behind = [f'  nat_1_1_mapping = "{place.behind}"', "  keep_private_host = false"] if place.behind else []
    lines = [
        *("general: {", f'  configs_folder = "{folder}"', f'  server_name = "{place.name}"'),
        *(f'  api_secret = "{secret}"', f"  session_timeout = {SESSION}", "  hide_dependencies = true"),
        *("  debug_level = 2", "  debug_colors = false", "}"),
        *("media: {", f'  rtp_port_range = "{place.first}-{place.last}"', "}"),
        *("nat: {", "  ice_lite = true", f'  ice_enforce_list = "{place.address}"', *behind, "}"),
        *("plugins: {", f'  disable = "{_disabled(OTHER_PLUGINS)}"', "}"),
        *("transports: {", f'  disable = "{_disabled(OTHER_TRANSPORTS)}"', "}"),
    ]
    return "\n".join(lines) + "\n"


def _http(place: Place) -> str:
    lines = [
        *("general: {", '  json = "compact"', '  base_path = "/janus"', "  http = true", f"  port = {place.port}"),
        *(f'  ip = "{place.inside}"', "  https = false", "}"),
        "admin: { admin_http = false, admin_https = false }",
    ]
    return "\n".join(lines) + "\n"


def _disabled(names: tuple[str, ...]) -> str:
    return ",".join(f"libjanus_{name}.so" for name in names)
