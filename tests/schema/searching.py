"""What tests of searches share: a query for all that a hit tells, and the ids in its answer."""

from typing import Any

HITS = """query ($text: String!, $in: [SearchKind!], $first: Int = 20, $after: String) {
  search(text: $text, in: $in, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor }
    nodes {
      matched
      snippet { text spans { start end startUtf16 endUtf16 } }
      node { id __typename }
    }
  }
}""".replace("$after: String", "$after: Cursor")


def ids(data: Any) -> list[str]:
    return [hit["node"]["id"] for hit in data["search"]["nodes"]]
