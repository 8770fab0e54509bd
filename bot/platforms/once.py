"""Once: what a platform delivers again, or somebody else sends again, is taken one time."""

from collections import OrderedDict

_MOST = 10_000  # acts that are remembered; Slack delivers an event again within an hour, Discord after a RESUME


class Once:
    """Remembers the keys of what was taken, the last *most* of them."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._taken: OrderedDict[str, None] = OrderedDict()

    def is_first(self, key: str) -> bool:
        """Tell whether *key* was not taken before, and remember it; what has no key ("") is always the first."""
        if not key:
            return True
        if key in self._taken:
            return False
        self._taken[key] = None
        if len(self._taken) > self._most:
            self._taken.popitem(last=False)
        return True
