"""Who says what: the sayings of a paragraph, each with its words, its speakers and how it is told.

`rules` has a rule for each form of attribution, `paragraphs` puts together what they find.
"""

from seeds.reader.attribution.paragraphs import sayings, says
from seeds.reader.attribution.saying import Context, Saying, Speaker, act_of
from seeds.reader.attribution.sentence import Known
from seeds.reader.attribution.signs import Signs

__all__ = ["Context", "Known", "Saying", "Signs", "Speaker", "act_of", "sayings", "says"]
