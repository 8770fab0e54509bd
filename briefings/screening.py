"""Screening: whether words between marks were said by somebody, or are a title, a slogan, a scare word, a nickname."""

from briefings.attribution import Attribution
from briefings.scenes import Page


def is_quote(page: Page, found: Attribution) -> bool:
    """Tell whether the passage of *found* is a quote."""
    spot = found.spot
    return found.mention is not None or len(spot.passage.inner.of(page.text)) >= 60
