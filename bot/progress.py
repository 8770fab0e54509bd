"""How far long work on articles is: a bar with the rate and the time left, on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

Told = Callable[[int, int], None]  # how many articles are done, and of how many


def is_shown() -> bool:
    """Tell whether somebody sees how far the work is: on a terminal, not on a pipe."""
    return sys.stderr.isatty()


@contextmanager
def progress() -> Iterator[Told]:
    """Give what shows how far the work is, from its first call on; nothing is shown on a pipe."""
    if not is_shown():
        yield lambda done, of: None
        return
    with ExitStack() as bars:
        show: Told | None = None

        def told(done: int, of: int) -> None:
            nonlocal show
            if show is None:
                show = bars.enter_context(_bar())
            show(done, of)

        yield told


@contextmanager
def _bar() -> Iterator[Told]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Articles a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:,.0f} articles/s")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), "left")
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
