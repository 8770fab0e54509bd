"""How words are found in the most frequent topics: as a look at every one of them would."""

from hypothesis import given
from hypothesis import strategies as st

from briefings.library.frequent import Frequent

WORDS = st.lists(st.sampled_from(["har", "harbour", "bar", "new", "a"]), min_size=1, max_size=3)
KEYS = st.lists(WORDS.map(" ".join), unique=True, max_size=12)


@given(KEYS, st.sampled_from(["", "h", "har", "harbour", "new har", "bour", "z"]), st.integers(1, 6))
def test_a_word_is_found_where_one_begins_so_and_first_where_the_topic_does(
    keys: list[str], start: str, limit: int
) -> None:
    first = [key for key in keys if key.startswith(start)]
    inside = [key for key in keys if f" {start}" in key and key not in first]
    assert Frequent(keys).begun(start, limit) == [*first, *inside][:limit]
