/** A front end in small: what it may ask, and what it gets, is known from the schema. */

import type { TypedDocumentNode } from "@graphql-typed-document-node/core";

import { graphql, readFragment, type FragmentType } from "./gql";
import { WhatBelongsOnAMapDocument } from "./gql/graphql";

declare function ask<Answer, Variables>(
  query: TypedDocumentNode<Answer, Variables>,
  variables: Variables,
): Promise<Answer>;

const Card = graphql(`
  fragment Card on Statement { text channel speakers { name } said { edtf } }
`);

const SaidBySide = graphql(`
  query SaidBySide($side: String!, $after: Cursor) {
    statements(where: { sides: { some: { slug: { eq: $side } } } }, after: $after) {
      edges { cursor node { id ...Card } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const Anything = graphql(`
  query Anything($id: ID!) {
    node(id: $id) { __typename ... on Event { title } ... on Location { latitude } }
  }
`);

export function line(key: FragmentType<typeof Card>): string {
  const statement = readFragment(Card, key);
  // @ts-expect-error: it may have no channel.
  statement.channel.toLowerCase();
  return `${statement.speakers.map(({ name }) => name).join()}: ${statement.text}`;
}

export async function page(side: string, after: string | null): Promise<string | null> {
  const { edges, pageInfo } = (await ask(SaidBySide, { side, after })).statements;
  console.log(edges.map(({ node }) => line(node)).join("\n"));
  return pageInfo.hasNextPage ? pageInfo.endCursor : null;
}

export async function label(id: string): Promise<string> {
  const { node } = await ask(Anything, { id });
  // @ts-expect-error: not everything has a title.
  node?.title;
  return node?.__typename === "Event" ? node.title : "Another";
}

export async function points(): Promise<(number | null)[]> {
  // @ts-expect-error: a day is a text.
  await ask(WhatBelongsOnAMapDocument, { from: 20201103, to: "2020-11-04" });
  const { events } = await ask(WhatBelongsOnAMapDocument, { from: "2020-11-03", to: "2020-11-04" });
  return events.nodes.flatMap(({ locations }) => locations.map(({ latitude }) => latitude));
}
