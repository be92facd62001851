"""The tables: the vocabulary of the service."""

from db.models.actors import Actor, Affiliation, Name, Side, SideMembership
from db.models.documents import Document, Mention, Section
from db.models.events import Event, Participation, Setting
from db.models.files import ShippedFile
from db.models.places import Containment, Location
from db.models.relations import Relation, Through, relations
from db.models.statements import (
    Appearance,
    Attribution,
    Claim,
    Figure,
    Insertion,
    Means,
    Statement,
)
from db.models.table import Row, Table
from db.models.views import ClaimVoice, EventDistrict, Version, View

__all__ = [
    "Actor",
    "Affiliation",
    "Appearance",
    "Attribution",
    "Claim",
    "ClaimVoice",
    "Containment",
    "Document",
    "Event",
    "EventDistrict",
    "Figure",
    "Insertion",
    "Location",
    "Means",
    "Mention",
    "Name",
    "Participation",
    "Relation",
    "Row",
    "Section",
    "Setting",
    "ShippedFile",
    "Side",
    "SideMembership",
    "Statement",
    "Table",
    "Through",
    "Version",
    "View",
    "relations",
]
