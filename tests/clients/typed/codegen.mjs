export default {
  schema: "schema.graphql",
  documents: ["questions/*.graphql", "program.ts"],
  generates: {
    "gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: { unmaskFunctionName: "readFragment" } },
      config: {
        scalars: { Cursor: "string", Date: "string", DateTime: "string", PartialDate: "string" },
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
      },
    },
  },
};
