"""What is said: the claims of a saying, each with what it does, about what, when and where.

`clauses` parts the words, `telling` reads what each tells, `completing` and `participants` add
when, where and who, `parting` tells apart what is several claims.
"""

from seeds.reader.attribution import Saying
from seeds.reader.claims.acts import act_in
from seeds.reader.claims.clauses import clauses
from seeds.reader.claims.completing import complete
from seeds.reader.claims.fact import Cue, Fact, Part
from seeds.reader.claims.parting import each_way, for_each_day, for_each_place, spread
from seeds.reader.claims.telling import facts_of
from seeds.reader.claims.told import Told, within

__all__ = ["Cue", "Fact", "Part", "Told", "facts", "spread", "within"]


def facts(saying: Saying, told: Told) -> list[Fact]:
    """The claims of a saying, in the order of its words; at least one."""
    pieces = list(clauses(saying.words, told))
    found = [fact for piece in pieces for fact in facts_of(piece, saying, told)]
    if not found:
        found = [Fact(saying.words, act_in(saying.words, saying, told))]
    complete(found, saying, told)
    found = [each for fact in found for each in for_each_day(fact, told)]
    found = [each for fact in found for each in for_each_place(fact, told)]
    return list(each_way(found, saying)) if saying.mutual else found
