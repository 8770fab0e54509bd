"""Words that carry no topic of their own."""

STOPWORDS = frozenset(
    """a about above across after again against ago all almost alone along already also although always am amid among
    an and another any anybody anyone anything anywhere are aren't around as at away back be became because become
    becomes been before behind being below beneath beside besides between beyond both but by came can can't cannot
    could couldn't did didn't do does doesn't doing don't done down due during each either else enough etc even ever
    every everybody everyone everything everywhere except few fewer for from further furthermore get gets getting
    give given gives go goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's hence her
    here here's hers herself him himself his how however i i'd i'll i'm i've if in indeed inside instead into is
    isn't it it'd it'll it's its itself just least less let let's like likely made make makes making many may maybe
    me meanwhile might more moreover most much must my myself near nearly neither never nevertheless no nobody none
    nor not nothing now nowhere of off often on once one ones only onto or other others otherwise our ours ourselves
    out outside over own per perhaps quite rather really said same saw say saying says see seem seemed seems seen
    several shall she she'd she'll she's should shouldn't since so some somebody someone something sometimes
    somewhere soon still such take taken takes taking than that that's the their theirs them themselves then there
    there's thereby therefore these they they'd they'll they're they've thing things this those though through
    throughout thus till to together too took toward towards under unless until up upon us used uses using very via
    was wasn't way we we'd we'll we're we've well went were weren't what what's whatever when where whereas wherever
    whether which while who who's whoever whom whose why will with within without won't would wouldn't yes yet you
    you'd you'll you're you've your yours yourself""".split()
)
