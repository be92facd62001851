"""That words stand where a row says they do; and what follows from where they stand."""

from collections import OrderedDict
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from db.models import Appearance, Document, Mention, Statement, Table
from db.models.statements import ANCHORED, anchored
from db.models.table import table_of
from seeds.anchors import Span, Text, brief
from seeds.exports.opening import refuse

WORDS: dict[type[Table], str] = {Statement: "text", Appearance: "text", Mention: "form"}
"""The column that repeats the words of a row's span."""

KEPT = 4_000_000
"""Characters of texts that are kept, or one text."""


class Texts:
    """The documents' texts, of which those used last are kept."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, Text] = OrderedDict()

    def of(self, document: int) -> Text:
        if document not in self._kept:
            self._kept[document] = Text(self._read(document))
            while len(self._kept) > 1 and sum(len(t.value) for t in self._kept.values()) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(document)
        return self._kept[document]

    def _read(self, document: int) -> str:
        documents = table_of(Document).c
        found = self._connection.execute(sa.select(documents.text).where(documents.id == document))
        text: str = found.scalar_one()
        return text


def derived_where_it_stands(
    model: type[Table], values: dict[str, Any], place: str, texts: Texts
) -> dict[str, Any]:
    """What follows from where a row stands. Raises RefusedReading if it does not stand there."""
    if model is Document:
        require_text(values, place)
    if "start_utf16" not in values:
        return {}
    text, span = texts.of(values["document_id"]), Span(values["start"], values["end"])
    if not span.start <= span.end <= len(text.value):
        refuse(place, f"The document has no characters {span.start} to {span.end}.")
    for column, number in text.columns(span).items():
        if values[column] != number:
            refuse(place, f"`{column}` is {values[column]}, and by the text it is {number}.")
    require_words(model, values, place, text.words(span))
    if model in ANCHORED:
        return anchored(model, text.value, span.start, span.end)
    return {}


def require_text(values: dict[str, Any], place: str) -> None:
    found = sha256(values["text"].encode()).hexdigest()
    if found != values["sha256"]:
        refuse(place, f"The SHA-256 of its text is {found}, not {values['sha256']}.")


def require_words(model: type[Table], values: dict[str, Any], place: str, words: str) -> None:
    column = WORDS.get(model)
    if column is not None and values[column] != words:
        refuse(
            place,
            f"`{column}` is {brief(values[column])}, and at characters {values['start']} to "
            f"{values['end']} of the document stands {brief(words)}.",
        )
    quote = values.get("quote")
    if quote is not None and quote not in words:
        refuse(place, f"`quote`, {brief(quote)}, does not stand in {brief(words)}.")
