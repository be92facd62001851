/** What components of a front end ask for: relay-compiler reads these. */

import { graphql } from "relay-runtime";

export const query = graphql`
  query StatementsQuery($act: Act!) {
    ...Statements_list @arguments(act: $act)
  }
`;

export const list = graphql`
  fragment Statements_list on Query
  @refetchable(queryName: "StatementsPageQuery")
  @argumentDefinitions(
    act: { type: "Act!" }
    count: { type: "Int", defaultValue: 3 }
    cursor: { type: "Cursor" }
  ) {
    statements(where: { claims: { some: { act: { eq: $act } } } }, first: $count, after: $cursor)
      @connection(key: "Statements_list_statements") {
      totalCount
      edges {
        node { id ...Statements_card }
      }
    }
  }
`;

/** By its id, a statement can be asked for anew. */
export const card = graphql`
  fragment Statements_card on Statement @refetchable(queryName: "StatementsCardQuery") {
    text
    speakers { name }
    context { text }
  }
`;
