"""What somebody could send to do harm, and how the service is to answer.

Each is one request, most of them as bytes of a body. Those that take time or several connections
are in test_attacks.py.
"""

# ruff: noqa: E501  # A table is read row by row.

import gzip
import json
from dataclasses import dataclass, field
from typing import Any

JSON = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}


@dataclass(frozen=True)
class Attack:
    """A request, the status of its answer and the code of its error; none where it is answered."""

    name: str
    body: bytes = b""
    status: int = 400
    code: str | None = "BAD_REQUEST"
    headers: dict[str, str] = field(default_factory=dict)
    method: str = "POST"
    path: str = "/graphql"


def asking(name: str, query: str, code: str | None = "TOO_COMPLEX", **variables: Any) -> Attack:
    body = json.dumps({"query": query, "variables": variables}).encode()
    return Attack(name, body, 400 if code else 200, code)


def getting(name: str, path: str, status: int, code: str | None, method: str = "GET") -> Attack:
    return Attack(name, status=status, code=code, method=method, path=path)


def typed(name: str, content_type: str, status: int = 415) -> Attack:
    code = "UNSUPPORTED_MEDIA_TYPE"
    return Attack(
        name, b'{"query": "{ __typename }"}', status, code, {"Content-Type": content_type}
    )


def packed(name: str, body: bytes, status: int, code: str, encoding: str = "gzip") -> Attack:
    return Attack(name, body, status, code, {"Content-Encoding": encoding})


NAME = b'{"query": "{ __typename }", %s}'
GOOD = gzip.compress(b'{"query": "{ __typename }"}')
TEXT = "query ($t: String!) { statements(where: {text: {contains: $t}}) { totalCount } }"
WHERE = "query ($w: StatementFilter) { statements(where: $w) { totalCount } }"

BODIES = [
    Attack("nothing", b""),
    Attack("null", b"null"),
    Attack("a number", b"5"),
    Attack("a truth", b"true"),
    Attack("a text", b'"x"'),
    Attack("an empty list", b"[]"),
    Attack("a batch", b'[{"query": "{ __typename }"}]'),
    Attack("no UTF-8", b'{"query": "{ __typename }\xff"}'),
    Attack("UTF-16", '{"query": "{ __typename }"}'.encode("utf-16")),
    Attack("a byte order mark", b'\xef\xbb\xbf{"query": "{ __typename }"}'),
    Attack("nested lists", b"[" * 100_000),
    Attack("nested lists that end", b"[" * 100_000 + b"]" * 100_000),
    Attack("nested objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    Attack(
        "nested variables", NAME % (b'"variables": {"a": ' + b"[" * 90_000 + b"]" * 90_000 + b"}")
    ),
    Attack("not a number", NAME % b'"variables": {"a": NaN}'),
    Attack("infinity", NAME % b'"variables": {"a": Infinity}'),
    Attack("half a character in the query", b'{"query": "{ __typename } # \\ud800"}'),
    Attack("half a character in a variable", NAME % b'"variables": {"a": "\\udfff"}'),
    Attack("half a character in a key", NAME % b'"variables": {"\\ud800": 1}'),
    Attack("half a character in the name", NAME % b'"operationName": "\\ud83d"'),
    Attack("a query that is a number", b'{"query": 5}'),
    Attack("a query that is a list", b'{"query": ["{ __typename }"]}'),
    Attack("variables that are a list", NAME % b'"variables": []'),
    Attack("variables that are a text", NAME % b'"variables": "{}"'),
    Attack("a name that is an object", NAME % b'"operationName": {}'),
    Attack("extensions that are a number", NAME % b'"extensions": 1'),
    Attack("a hash that is none", b'{"extensions": {"persistedQuery": 5}}', 400, "BAD_USER_INPUT"),
    Attack(
        "a hash of something else",
        NAME
        % b'"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "%s"}}'
        % (b"0" * 64),
        400,
        "BAD_USER_INPUT",
    ),
    Attack(
        "a hash that nobody knows",
        b'{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "%s"}}}' % (b"0" * 64),
        400,
        "PERSISTED_QUERY_NOT_FOUND",
    ),
    Attack("a subscription", b'{"query": "subscription { statements { totalCount } }"}'),
    Attack("a mutation", b'{"query": "mutation { statements { totalCount } }"}'),
    Attack("a long number", NAME % (b'"variables": {"a": ' + b"9" * 5000 + b"}")),
    Attack("a body that is too long", b" " * 1_000_001, 413, "TOO_LARGE"),
    typed("plain text", "text/plain"),
    typed("a form", "application/x-www-form-urlencoded"),
    typed("a form in parts", "multipart/form-data; boundary=x"),
    typed("nearly JSON", "x/application/json"),
    typed("JSON of another kind", "application/json-patch+json"),
    typed("JSON in another encoding", "application/json; charset=utf-16"),
    typed("no type", ""),
    packed("what is not gzip", b'{"query": "{ __typename }"}', 400, "BAD_REQUEST"),
    packed("gzip that is cut off", GOOD[:-9], 400, "BAD_REQUEST"),
    packed("gzip that is damaged", GOOD[:12] + b"\0\0\0" + GOOD[15:], 400, "BAD_REQUEST"),
    packed("gzip and more", GOOD + b"more", 400, "BAD_REQUEST"),
    packed("a bomb", gzip.compress(b" " * 200_000_000, 1), 413, "TOO_LARGE"),
    packed("two bombs", gzip.compress(gzip.compress(b" " * 50_000_000)), 400, "BAD_REQUEST"),
    packed("another compression", GOOD, 415, "UNSUPPORTED_MEDIA_TYPE", "br"),
    packed("compressions in a row", GOOD, 415, "UNSUPPORTED_MEDIA_TYPE", "gzip, gzip"),
]

STEP = "a: document { statements { nodes { ...F%d } } } b: document { statements { nodes { ...F%d } } }"
DOUBLING = "query { statements { nodes { ...F0 } } } fragment F8 on Statement { id } " + " ".join(
    f"fragment F{at} on Statement {{ {STEP % (at + 1, at + 1)} }}" for at in range(8)
)
WIDE = "query { ...F0 } fragment F22 on Query { __typename } " + " ".join(
    f"fragment F{at} on Query {{ ...F{at + 1} ...F{at + 1} }}" for at in range(22)
)

TWICE = "query ($w: StatementFilter!) { statements(where: {or: [%s]}) { totalCount } }" % (
    "$w " * 100
)
OTHER = "query A { __typename } query B { %s }"
LATER = "query A { __typename } fragment F on Query { %s }"
BRANCH = "events { nodes { claims { nodes { statement { text } } } } } "

QUERIES = [
    asking("a variable used again and again", TWICE, w={"or": [{"text": {"contains": "x"}}] * 100}),
    asking("many conditions", WHERE, w={"or": [{"text": {"contains": "x"}}] * 900}),
    asking("many conditions in the query", "{ statements(where: {or: [" + '{text: {contains: "x"}} ' * 800 + "]}) { totalCount } }"),
    asking("a filter as a default", "query ($w: StatementFilter = " + "{not: " * 90 + "{}" + "}" * 90 + ") { statements(where: $w) { totalCount } }"),
    Attack("an operation beside it", json.dumps({"query": OTHER % (BRANCH * 200), "operationName": "A"}).encode(), 400, "TOO_COMPLEX"),
    asking("a fragment that is not used", LATER % (BRANCH * 200)),
    asking("below a field that is not there", "{ nothing { " + "a { b } " * 500 + "} }"),
    asking("below a field with nothing below it", "{ __typename { " + "a { b } " * 500 + "} }"),
    Attack("one id for a list", rb'{"query": "{ nodes(ids: \"abc\") { id } }"}', 200, "BAD_USER_INPUT"),
    asking("a page as a text", '{ actors(first: "5") { nodes { id } } }', "GRAPHQL_VALIDATION_FAILED"),
    asking("a query with comments alone", "#" * 50_001),
    asking("many comments", "{ __typename }" + "#\n" * 4001),
    asking("many words", "{ " + "__typename " * 4001 + "}"),
    asking("many braces", "{" * 5000, "GRAPHQL_PARSE_FAILED"),
    asking("deep objects", "{ statements(where: " + "{not: " * 1000 + "{}" + "}" * 1000 + ") { totalCount } }"),
    asking("deep lists", "{ statements(where: {and: " + "[" * 1500 + "]" * 1500 + "}) { totalCount } }"),
    asking("deep filters", "{ statements(where: " + "{not: " * 16 + "{}" + "}" * 16 + ") { totalCount } }"),
    asking("wide filters", "{ statements(where: {or: [" + "{}," * 1001 + "]}) { totalCount } }"),
    asking("deep fields", "{ statements { nodes { " + "document { statements { nodes { " * 9 + "id" + " } } }" * 9 + " } } }"),
    asking("many aliases", "{ " + " ".join(f"a{at}: __typename" for at in range(101)) + " }"),
    asking("lists in lists", "{ events(first: 100) { nodes { claims(first: 100) { nodes { statement { claims { id means { id } } } } } } } }"),
    asking("lists of a variable size", "query ($n: Int) { events(first: $n) { nodes { claims(first: $n) { nodes { id event { claims(first: $n) { nodes { id } } } } } } } }", n=100),
    asking("fragments that double", DOUBLING),
    asking("fragments within themselves", "{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
    asking("fragments within each other", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
    asking("a fragment below itself", "{ statements { nodes { ...A } } } fragment A on Statement { document { statements { nodes { ...A } } } }", "GRAPHQL_VALIDATION_FAILED"),
    asking("22 fragments, each twice", WIDE, None),
    asking("the same field again and again", "{ " + "__typename " * 1000 + "}"),
    asking("the same object again and again", "{ " + "about { counts { actors } } " * 600 + "}"),
    asking("many unknown fields", "{ " + " ".join(f"actorz{at}" for at in range(1000)) + " }", "GRAPHQL_VALIDATION_FAILED"),
    asking("a long unknown field", "{ " + "a" * 40_000 + " }", "GRAPHQL_VALIDATION_FAILED"),
    asking("many directives", "{ __typename " + "@skip(if: false) " * 500 + "}", "GRAPHQL_VALIDATION_FAILED"),
    asking("many variables", "query (" + " ".join(f"$v{at}: Int" for at in range(900)) + ") { __typename }", "GRAPHQL_VALIDATION_FAILED"),
    asking("many operations", " ".join(f"query Q{at} {{ __typename }}" for at in range(700)), "OPERATION_RESOLUTION_FAILURE"),
    asking("the schema in the schema", "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", "GRAPHQL_VALIDATION_FAILED"),
    asking("the schema many times", "{ " + " ".join(f"a{at}: __schema {{ types {{ fields {{ args {{ type {{ name }} }} }} }} }}" for at in range(100)) + " }", "TOO_COMPLEX"),
    asking("the schema wide and deep", "{ " + " ".join(f"a{at}: __schema {{ types {{ fields {{ args {{ type {{ ofType {{ name }} }} }} type {{ fields {{ name args {{ name }} }} }} }} }} }}" for at in range(99)) + " }"),
    asking("a page of a number without end", "{ statements(first: " + "9" * 5000 + ") { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
    asking("a long whole number", "{ locations(where: {geonamesId: {eq: " + "9" * 5000 + "}}) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
    asking("a page that is too large", "{ statements(first: 101) { totalCount } }", "BAD_USER_INPUT"),
    asking("a page of less than nothing", "query ($n: Int) { statements(first: $n) { totalCount } }", "BAD_USER_INPUT", n=-(2**31)),
    asking("too many ids", "query ($i: [ID!]!) { nodes(ids: $i) { id } }", "BAD_USER_INPUT", i=["Actor:1"] * 101),
    asking("a long list", "query ($i: [ID!]!) { nodes(ids: $i) { id } }", "TOO_COMPLEX", i=["Actor:1"] * 1001),
    asking("many lists", WHERE, "TOO_COMPLEX", w={"or": [{"slug": {"in": ["a"] * 900}}] * 20}),
    asking("a deep variable", WHERE, "TOO_COMPLEX", w=json.loads('{"not": ' * 20 + "{}" + "}" * 20)),
    asking("a cursor that is none", '{ statements(after: "====") { totalCount } }', "BAD_USER_INPUT"),
    asking("a long cursor", '{ statements(after: "' + "A" * 5000 + '") { totalCount } }', "BAD_USER_INPUT"),
    asking("a long search", '{ search(text: "' + "a " * 501 + '") { totalCount } }', "BAD_USER_INPUT"),
    asking("a long text", "query ($t: String!) { detect(text: $t) { form } }", "BAD_USER_INPUT", t="a" * 50_001),
    asking("a text full of names", "query ($t: String!) { detect(text: $t) { form } }", "BAD_USER_INPUT", t="Ararat " * 7000),
    asking("many long texts", "query ($t: String!) { a: detect(text: $t) { form } b: detect(text: $t) { form } }", "TOO_COMPLEX", t="a" * 50_000),
    asking("nothing in a text", TEXT, "BAD_USER_INPUT", t="a\0b"),
    asking("SQL in a text", TEXT, None, t="'; DROP TABLE statement; --"),
    asking("a pattern in a text", TEXT, None, t="%" * 1000 + "_" * 1000),
]  # fmt: skip

ADDRESSES = [
    getting("a mutation by GET", "/graphql?query=mutation%20%7B%20a%20%7D", 405, "METHOD_NOT_ALLOWED"),
    getting("no UTF-8 in the address", "/graphql?query=%7B%20__typename%20%7D%ED%A0%80", 400, "BAD_REQUEST"),
    getting("variables that are no JSON", "/graphql?query=%7B__typename%7D&variables=%7B", 400, "BAD_REQUEST"),
    getting("another method", "/graphql", 405, "METHOD_NOT_ALLOWED", "DELETE"),
    getting("a method of its own", "/graphql", 405, "METHOD_NOT_ALLOWED", "TRACE"),
    getting("above the page's files", "/explorer/../api/app.py", 404, "NOT_FOUND"),
    getting("above them, encoded", "/explorer/%2e%2e/%2e%2e/etc/passwd", 404, "NOT_FOUND"),
    getting("above them, encoded twice", "/explorer/%252e%252e%252fetc%252fpasswd", 404, "NOT_FOUND"),
    getting("above them, by backslashes", "/explorer/..%5c..%5cetc%5cpasswd", 404, "NOT_FOUND"),
    getting("from the root", "/explorer//etc/passwd", 404, "NOT_FOUND"),
    getting("NUL in the path", "/explorer/%00", 404, "NOT_FOUND"),
    getting("a path that is too long for files", "/explorer/" + "a" * 5000, 404, "NOT_FOUND"),
    getting("another host behind two slashes", "//evil.example/graphql", 404, "NOT_FOUND"),
    Attack("events", status=406, code="NOT_ACCEPTABLE", method="GET", path="/graphql?query=%7B__typename%7D", headers={"Accept": "text/event-stream"}),
    Attack("parts", b'{"query": "{ __typename }"}', 406, "NOT_ACCEPTABLE", {"Accept": "multipart/mixed"}),
    Attack("a WebSocket", status=400, method="GET", headers={"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}),
    Attack("long headers", status=431, code="TOO_LARGE", method="GET", headers={"X-Long": "a" * 40_000}),
]  # fmt: skip

ATTACKS = [*BODIES, *QUERIES, *ADDRESSES]
