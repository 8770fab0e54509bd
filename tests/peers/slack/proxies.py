"""slack_sdk sends even loopback requests through HTTPS_PROXY and ignores NO_PROXY: the variables must go."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@contextmanager
def without_proxies() -> Iterator[None]:
    """The proxy variables are unset inside, and back afterwards."""
    taken = {name: os.environ.pop(name) for name in PROXY_VARIABLES if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(taken)


def environment_without_proxies() -> dict[str, str]:
    """For a child process."""
    return {name: value for name, value in os.environ.items() if name not in PROXY_VARIABLES}
