// Mercurius with graphql-jit: a schema written by hand, batched loaders and prepared statements.
import { readFileSync } from "node:fs"

import Fastify from "fastify"
import mercurius from "mercurius"

import { loaders } from "./loaders.js"
import { resolvers } from "./roots.js"

const app = Fastify({ logger: false })

app.register(mercurius, {
  schema: readFileSync(new URL("schema.graphql", import.meta.url), "utf8"),
  resolvers,
  loaders,
  // Compiled with the second request. What comes from the tables has the right types already.
  jit: 1,
  compilerOptions: { disableLeafSerialization: true },
  graphiql: false,
})

console.log(`${await app.listen({ port: Number(process.env.PORT ?? 0), host: "127.0.0.1" })}/graphql`)
