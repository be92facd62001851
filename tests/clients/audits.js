/** Runs the audits of graphql-http, which follow the specification of GraphQL over HTTP. */

import { serverAudits } from "graphql-http";

import { url } from "./service.js";

const results = [];
for (const audit of serverAudits({ url })) {
  const { id, name, status, reason = "" } = await audit.fn();
  results.push({ id, name, status, reason });
}
console.log(JSON.stringify(results));
