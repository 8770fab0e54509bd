"""Which entries pass a digest's filters, and the reason why another does not."""

import pytest

from briefings.filters import Candidate, Filters

ENTRY = Candidate(
    1,
    topics=frozenset({"harbour bridge", "ferry"}),
    speakers=frozenset({"Ada Moss", "A spokesman for the port authority"}),
    source="The Example Gazette",
    text="Ferry returns. The ferry returned to the harbour bridge; tariffs are gone, Captain Ada Moss said.",
)
BARE = Candidate(2)
NO_TOPIC = "none of the digest's topics"
NO_SPEAKER = "none of the digest's speakers is quoted"
NO_SOURCE = "from none of the digest's sources"
NO_WORD = "none of the digest's words"


@pytest.mark.parametrize(
    ("filters", "objection"),
    [
        (Filters(), None),
        (Filters(topics=("Ferry",)), None),
        (Filters(topics=("trains", "the Harbour Bridge")), None),
        (Filters(topics=("trains",)), NO_TOPIC),
        (Filters(speakers=("Moss",)), None),
        (Filters(speakers=("ada moss",)), None),
        (Filters(speakers=("port authority",)), None),
        (Filters(speakers=("Eva Moss",)), NO_SPEAKER),
        (Filters(speakers=("the",)), NO_SPEAKER),
        (Filters(sources=("example gazette",)), None),
        (Filters(sources=("Gazette", "Courier")), None),
        (Filters(sources=("Courier",)), NO_SOURCE),
        (Filters(words=("tariff",)), None),
        (Filters(words=("HARBOUR BRIDGE",)), None),
        (Filters(words=("bridge harbour",)), NO_WORD),
        (Filters(words=("train", "ferry")), None),
        (Filters(words=("fer",)), NO_WORD),
        (Filters(words=("",)), NO_WORD),
        (Filters(not_words=("train",)), None),
        (Filters(not_words=("train", "tariffs")), "it holds “tariffs”"),
        (Filters(topics=("ferry",), not_words=("captain ada",)), "it holds “captain ada”"),
        (Filters(topics=("ferry",), speakers=("Moss",), sources=("Gazette",), words=("ferry",)), None),
        (Filters(topics=("ferry",), speakers=("Nobody",), sources=("Courier",)), NO_SPEAKER),
    ],
)
def test_an_entry_passes_with_one_of_each_list_and_without_any_unwanted_word(
    filters: Filters, objection: str | None
) -> None:
    assert filters.objection(ENTRY) == objection


@pytest.mark.parametrize(
    ("filters", "objection"),
    [
        (Filters(topics=("ferry",)), NO_TOPIC),
        (Filters(speakers=("Moss",)), NO_SPEAKER),
        (Filters(sources=("Gazette",)), NO_SOURCE),
        (Filters(words=("ferry",)), NO_WORD),
        (Filters(not_words=("ferry",)), None),
    ],
)
def test_an_entry_without_topics_speakers_source_or_text_meets_every_filter(
    filters: Filters, objection: str | None
) -> None:
    assert filters.objection(BARE) == objection
