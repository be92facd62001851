// Puts load on a server and prints what came of it as JSON.
// node load.js URL BODY_FILE CONNECTIONS SECONDS LEAD
// What is answered in the first LEAD seconds is counted apart.
import { readFileSync } from "node:fs"

import autocannon from "autocannon"

const [url, file, connections, seconds, lead] = process.argv.slice(2)

let all = 0
const times = []
const begin = performance.now() + Number(lead) * 1000
const run = autocannon({
  url,
  method: "POST",
  headers: { "content-type": "application/json" },
  body: readFileSync(file),
  connections: Number(connections),
  duration: Number(lead) + Number(seconds),
  timeout: 60,
})
// Its own histogram counts in whole milliseconds.
run.on("response", (_client, _status, _bytes, time) => {
  all += 1
  if (performance.now() >= begin) times.push(time)
})
const { errors, non2xx } = await run
const end = performance.now()

times.sort((one, other) => one - other)
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? null
console.log(
  JSON.stringify({
    all,
    requests: times.length,
    seconds: (end - begin) / 1000,
    p50: at(0.5),
    p99: at(0.99),
    failures: errors + non2xx,
  }),
)
