import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";

import { answer, pages, refused, said, variables } from "./asked.js";
import { noting, url } from "./service.js";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

const fields = { statements: relayStylePagination(["where", "orderBy"]) };

const clientOf = (link) =>
  new ApolloClient({ link, cache: new InMemoryCache({ typePolicies: { Query: { fields } } }) });

test("a query with variables and fragments is answered", async () => {
  const noted = noting();
  const client = clientOf(new HttpLink({ uri: url, fetch: noted.fetch }));

  const { data } = await client.query({ query: gql(said("Apollo")), variables });

  assert.deepEqual(data, answer);
  assert.match(noted.type, /^application\/graphql-response\+json/);
});

test("a refusal comes with its code", async () => {
  const client = clientOf(new HttpLink({ uri: url }));

  const { error } = await client.query({ query: gql(refused), errorPolicy: "all" });

  assert(CombinedGraphQLErrors.is(error), error);
  assert.equal(error.errors[0].extensions.code, "BAD_USER_INPUT");
});

test("pages are put together by cursors", async () => {
  const client = clientOf(new HttpLink({ uri: url }));
  const query = gql(pages);

  let { data } = await client.query({ query });
  let requests = 1;
  for (; data.statements.pageInfo.hasNextPage; requests++) {
    const after = data.statements.pageInfo.endCursor;
    await client.watchQuery({ query }).fetchMore({ variables: { after } });
    data = client.readQuery({ query });
  }

  const { edges, totalCount } = data.statements;
  assert.equal(new Set(edges.map(({ node }) => node.id)).size, totalCount);
  assert.equal(requests, Math.ceil(totalCount / 6));
});

for (const [useGETForHashedQueries, expected] of [
  [false, ["POST hash", "POST text and hash", "POST hash"]],
  [true, ["GET hash", "POST text and hash", "GET hash"]],
]) {
  const method = useGETForHashedQueries ? "GET" : "POST";

  test(`a query is kept by its hash, which is then enough, by ${method}`, async () => {
    const noted = noting();
    const hashing = new PersistedQueryLink({ sha256, useGETForHashedQueries });
    const client = clientOf(hashing.concat(new HttpLink({ uri: url, fetch: noted.fetch })));
    const asked = {
      query: gql(said(`ApolloBy${method}`)),
      variables,
      fetchPolicy: "network-only",
    };

    const first = await client.query(asked);
    const second = await client.query(asked);

    assert.deepEqual(first.data, answer);
    assert.deepEqual(second.data, first.data);
    assert.deepEqual(noted.requests, expected);
  });
}
