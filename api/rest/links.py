"""Addresses of what is served."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Links:
    """Makes addresses of what one host serves."""

    base: str
    """Such as https://knowledge.example, without a slash at its end."""

    def thing(self, kind: str, slug: str) -> str:
        """One thing. `kind` is the name of its list; a claim's slug is its id."""
        return f"{self.base}/v1/{kind}/{quote(slug, safe=':')}"

    def listed(self, kind: str, extension: str = "", **parameters: str) -> str:
        """A list. `extension` is a format's, such as `.atom`; a parameter is written as given."""
        asked = f"?{urlencode(parameters)}" if parameters else ""
        return f"{self.base}/v1/{kind}{extension}{asked}"

    def annotations(self, document: str, **parameters: str) -> str:
        """The statements of a text, as annotations of it."""
        asked = f"?{urlencode(parameters)}" if parameters else ""
        return f"{self.thing('documents', document)}/annotations{asked}"

    @property
    def terms(self) -> str:
        """What the names of our own words begin with; it leads to the schema that describes them.

        `Act.DENY` and `Span.startUtf16` follow, for instance.
        """
        return f"{self.base}/graphql/schema#"
