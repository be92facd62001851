// The pool, and statements that are prepared once for each connection.
import pg from "pg"

// The connection is told by PGHOST and so on.
const pool = new pg.Pool({ max: 10, idleTimeoutMillis: 0 })

const count = 20
pg.types.setTypeParser(count, Number)

export async function rows(name, text, values) {
  return (await pool.query({ name, text, values })).rows
}
