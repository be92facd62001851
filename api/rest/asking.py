"""One request of plain GET while it is answered: what it asks, and whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from starlette._utils import get_route_path
from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.graphql import Service
from api.note import header
from api.origins import CALLED
from api.rest.formats import Format, chosen
from api.rest.links import Links
from api.rest.paths import Address, parameters_of
from db.errors import BadParameter
from schema.given import Given


@dataclass(frozen=True)
class Asking:
    """A request, the service that answers it, and what its address is about."""

    request: Request
    service: Service
    address: Address

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters, in their order."""
        return parameters_of(self.request.scope["query_string"])

    @cached_property
    def base(self) -> str:
        """What addresses of this service begin with."""
        return self.service.settings.public_url or _called(self.request)

    @cached_property
    def links(self) -> Links:
        return Links(self.base)

    @property
    def path(self) -> str:
        """The address's path, after what the whole service may be below."""
        return get_route_path(self.request.scope).rstrip("/")

    @property
    def varies(self) -> bool:
        """Whether the form of the answer is the client's choice by `Accept`."""
        return not self.address.extension

    def choose(self, offered: Sequence[Format]) -> Format:
        """The form to answer in. Raises HTTPException where there is none."""
        return chosen(offered, self.address.extension, header(self.request.scope, b"accept"))

    def flag(self, name: str) -> bool:
        """A parameter that is true or false, and false where it is not given."""
        texts = [text for given, text in self.pairs if given == name]
        return Given(name, texts, self.service.settings).flag() if texts else False

    def take_nothing(self) -> None:
        """Raises BadParameter where there are parameters."""
        for name, _ in self.pairs:
            raise BadParameter(name, f"`{name}` is not known: this address takes no parameters.")


def _called(request: Request) -> str:
    """As the client called it. Raises HTTPException for what is no name of a host."""
    host = header(request.scope, b"host") or "localhost"
    if not re.fullmatch(CALLED, host):
        raise HTTPException(400, "The header `Host` is not the name of a host.")
    return f"{request.scope['scheme']}://{host}{request.scope.get('root_path', '')}"
