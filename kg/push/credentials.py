"""Who may write to a server: from the environment or a netrc file, never from the command line."""

from __future__ import annotations

import netrc
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import ConfigError

# Names of variables, no secrets.
USER, PASSWORD, TOKEN = "NEWSKG_PUSH_USER", "NEWSKG_PUSH_PASSWORD", "NEWSKG_PUSH_TOKEN"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, or a token; what is secret is never printed.

    >>> Credentials("anna", "geheim")
    Credentials(user='anna')
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def check_address(url: str) -> str:
    """The host of a server's address.

    Raises:
        ConfigError: it is no http or https address, or holds a user or password.

    >>> check_address("http://localhost:7878/store")
    'localhost'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if "@" in parts.netloc:  # not repeated: a password may stand in it
        raise ConfigError(f"the server's address holds a user; set {USER} and {PASSWORD}, or use netrc")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
        raise ConfigError(f"{url!r}: expected the address of a server like 'http://localhost:7878/store'")
    return parts.hostname


def find_credentials(url: str, environment: Mapping[str, str], home: Path) -> Credentials | None:
    """The credentials for a server, None where there are none.

    Args:
        url: of the server.
        environment: with ``NEWSKG_PUSH_TOKEN``, or ``NEWSKG_PUSH_USER`` and ``NEWSKG_PUSH_PASSWORD``;
            ``NETRC`` names a netrc file.
        home: folder whose ``.netrc`` is read otherwise.

    Raises:
        ConfigError: the URL is none or holds a user, one of user and password is missing, or the netrc
            file cannot be read.
    """
    if environment.get(TOKEN):
        return Credentials(token=environment[TOKEN])
    user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
    if bool(user) != bool(password):
        there, missing = (USER, PASSWORD) if user else (PASSWORD, USER)
        raise ConfigError(f"{there} is set, but {missing} is not")
    return Credentials(user, password) if user else _of_netrc(check_address(url), environment, home)


def _of_netrc(host: str, environment: Mapping[str, str], home: Path) -> Credentials | None:
    named = environment.get("NETRC")
    path = Path(named) if named else home / ".netrc"
    if not named and not path.is_file():
        return None
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except netrc.NetrcParseError as error:
        # The line itself is not told: it may hold a password.
        raise ConfigError(f"{path}:{error.lineno}: not in the format of netrc") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    return Credentials(found[0], found[2] or "") if found else None
