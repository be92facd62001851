/** The schema is to be as Relay and the authors of @graphql-eslint recommend. */

import graphql from "@graphql-eslint/eslint-plugin";

const WITHOUT_ID = [
  "About", "Candidate", "Citation", "Context", "Counts", "Detection", "FuzzyDate", "Group",
  "PageInfo", "SearchHit", "Snippet", "Span", "TextSpan", "Version",
];

const rule = (options) => ["error", options];

export default [
  {
    files: ["**/*.graphql"],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "schema.graphql" } },
    },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...graphql.configs["flat/schema-recommended"].rules,
      ...graphql.configs["flat/schema-relay"].rules,

      // Value objects and what is worked out for an answer belong to what they stand in.
      "@graphql-eslint/strict-id-in-types": rule({
        exceptions: { types: WITHOUT_ID, suffixes: ["Connection", "Edge"] },
      }),

      // What belongs to a row is a plain list, all of it: only what can be long comes in pages.
      // A hit of a search is worked out for the answer; what was found, its `node`, has an id.
      "@graphql-eslint/relay-edge-types": rule({
        withEdgeSuffix: true,
        shouldImplementNode: false,
        listTypeCanWrapOnlyEdgeType: false,
      }),

      // One direction is enough for Relay. Hits of a search are read from the best on.
      "@graphql-eslint/relay-arguments": rule({ includeBoth: false }),

      // The definition of @oneOf, which is GraphQL's own, has no description in the SDL.
      "@graphql-eslint/require-description": rule({
        types: true,
        rootField: true,
        DirectiveDefinition: false,
      }),
    },
  },
];
