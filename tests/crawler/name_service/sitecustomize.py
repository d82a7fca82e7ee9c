"""Names that only the tests know, as lines of /etc/hosts would have them.

Python imports this module first, if its folder is in PYTHONPATH.
"""

import os
import socket

_HOSTS = dict(line.split("=") for line in os.environ.get("TEST_HOSTS", "").split(",") if line)
_look_up = socket.getaddrinfo


def _getaddrinfo(host, *rest, **more):
    return _look_up(_HOSTS.get(host, host), *rest, **more)


socket.getaddrinfo = _getaddrinfo
