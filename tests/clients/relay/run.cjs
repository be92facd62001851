/** Runs by Relay what relay-compiler made of Statements.js. */

const assert = require("node:assert/strict");
const { test } = require("node:test");

const relay = require("relay-runtime");

const list = require("./__generated__/Statements_list.graphql.js");
const card = require("./__generated__/Statements_card.graphql.js");
const cardQuery = require("./__generated__/StatementsCardQuery.graphql.js");
const pageQuery = require("./__generated__/StatementsPageQuery.graphql.js");
const query = require("./__generated__/StatementsQuery.graphql.js");

async function ask({ text }, variables) {
  const answer = await fetch(process.env.SERVICE, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: text, variables }),
  });
  return answer.json();
}

const environment = new relay.Environment({
  network: relay.Network.create(ask),
  store: new relay.Store(new relay.RecordSource()),
});
const fetched = (wanted, variables) => relay.fetchQuery(environment, wanted, variables).toPromise();
const read = (fragment, key) => environment.lookup(relay.getSelector(fragment, key)).data;

test("pages are put together by @connection", async () => {
  let { statements } = read(list, await fetched(query, { act: "REPORT" }));
  let requests = 1;
  for (; statements.pageInfo.hasNextPage; requests++) {
    const after = { act: "REPORT", cursor: statements.pageInfo.endCursor };
    ({ statements } = read(list, await fetched(pageQuery, after)));
  }

  assert.equal(new Set(statements.edges.map(({ node }) => node.id)).size, statements.totalCount);
  assert.equal(requests, Math.ceil(statements.totalCount / 3));
});

test("a statement is asked for anew by its id", async () => {
  const { statements } = read(list, await fetched(query, { act: "REPORT" }));
  const [{ node }] = statements.edges;

  const anew = await fetched(cardQuery, { id: node.id });

  assert(read(card, node).text);
  assert.deepEqual(read(card, anew.node), read(card, node));
});
