import assert from "node:assert/strict";
import { test } from "node:test";

import { Client, cacheExchange, fetchExchange } from "@urql/core";
import { cacheExchange as graphcache } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { persistedExchange } from "@urql/exchange-persisted";

import { answer, pages, refused, said, variables } from "./asked.js";
import { noting, url } from "./service.js";

test("a query with variables and fragments is answered in JSON", async () => {
  const noted = noting();
  const client = new Client({ url, fetch: noted.fetch, exchanges: [cacheExchange, fetchExchange] });

  const { data, error } = await client.query(said("Urql"), variables);

  assert.ifError(error);
  assert.deepEqual(data, answer);
  assert.match(noted.type, /^application\/graphql-response\+json/);
});

test("a refusal comes with its code", async () => {
  const client = new Client({ url, exchanges: [cacheExchange, fetchExchange] });

  const { error } = await client.query(refused, {});

  assert.equal(error.networkError, undefined);
  assert.equal(error.graphQLErrors[0].extensions.code, "BAD_USER_INPUT");
});

test("pages are put together by cursors", async () => {
  const resolvers = { Query: { statements: relayPagination() } };
  const client = new Client({ url, exchanges: [graphcache({ resolvers }), fetchExchange] });

  let { data } = await client.query(pages, {});
  let requests = 1;
  for (; data.statements.pageInfo.hasNextPage; requests++) {
    const after = data.statements.pageInfo.endCursor;
    ({ data } = await client.query(pages, { after }));
  }

  const { edges, totalCount } = data.statements;
  assert.equal(new Set(edges.map(({ node }) => node.id)).size, totalCount);
  assert.equal(requests, Math.ceil(totalCount / 6));
});

for (const [preferGetForPersistedQueries, expected] of [
  [false, ["POST hash", "POST text and hash", "POST hash"]],
  [true, ["GET hash", "GET text and hash", "GET hash"]],
]) {
  const method = preferGetForPersistedQueries ? "GET" : "POST";

  test(`a query is kept by its hash, which is then enough, by ${method}`, async () => {
    const noted = noting();
    const hashing = persistedExchange({ preferGetForPersistedQueries });
    const exchanges = [cacheExchange, hashing, fetchExchange];
    const requestPolicy = "network-only";
    const client = new Client({ url, fetch: noted.fetch, exchanges, requestPolicy });

    const first = await client.query(said(`UrqlBy${method}`), variables);
    const second = await client.query(said(`UrqlBy${method}`), variables);

    assert.ifError(first.error);
    assert.deepEqual(first.data, answer);
    assert.deepEqual(second.data, first.data);
    assert.deepEqual(noted.requests, expected);
  });
}
