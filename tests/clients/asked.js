/** What each client is made to ask, and the answer to it. */

/** Each name makes a query of its own, with a hash that the service has not seen. */
export const said = (name) => `
  query ${name}($slug: String!) {
    statement(by: { slug: $slug }) { ...Words speakers { ...Speaker } }
  }
  fragment Words on Statement { said { edtf } document { title } }
  fragment Speaker on Actor { name }
`;

export const variables = { slug: "karabakh-2020-11-04-morning--aliyev-in-la-repubblica" };

/** Clients ask for the names of types too. */
export const answer = {
  statement: {
    __typename: "Statement",
    said: { __typename: "FuzzyDate", edtf: "../2020-11-04" },
    document: { __typename: "Document", title: "Fighting in Karabakh. Overview as of November 4" },
    speakers: [{ __typename: "Actor", name: "Ilham Aliyev" }],
  },
};

export const refused = `{ node(id: "nothing of ours") { id } }`;

export const pages = `
  query Pages($after: Cursor) {
    statements(first: 6, after: $after, orderBy: { field: SAID }) {
      totalCount
      edges { cursor node { id text } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;
