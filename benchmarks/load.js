// Puts load on a server and prints what came of it as JSON.
// node load.js URL BODY_FILE CONNECTIONS SECONDS
import { readFileSync } from "node:fs"

import autocannon from "autocannon"

const [url, file, connections, seconds] = process.argv.slice(2)

const times = []
const run = autocannon({
  url,
  method: "POST",
  headers: { "content-type": "application/json" },
  body: readFileSync(file),
  connections: Number(connections),
  duration: Number(seconds),
  timeout: 60,
})
// Its own histogram counts in whole milliseconds.
run.on("response", (_client, _status, _bytes, time) => times.push(time))
const { duration, errors, non2xx } = await run

times.sort((one, other) => one - other)
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? null
console.log(
  JSON.stringify({
    requests: times.length,
    seconds: duration,
    p50: at(0.5),
    p99: at(0.99),
    failures: errors + non2xx,
  }),
)
