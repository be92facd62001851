import type { Operation } from "./operation";

// A link carries the operation in the fragment (#query=...): the fragment is never sent, so that
// what a person asks stays out of logs and referrers, and no server limits its length. Links as
// other GraphiQL pages write them (?query=...) are read too.

/** The operation in the page's address, or null. */
export function readAddress(): Operation | null {
  for (const part of [location.hash, location.search]) {
    const parameters = new URLSearchParams(part.slice(1));
    const query = parameters.get("query");
    if (query) {
      return {
        query,
        variables: parameters.get("variables") ?? "",
        operationName: parameters.get("operationName") ?? undefined,
      };
    }
  }
  return null;
}

/** The whole address that shares an operation; the bare page where there is none. */
export function linkTo({ query, variables, operationName }: Operation): string {
  const page = location.origin + location.pathname;
  if (!query.trim()) return page;
  const parameters = new URLSearchParams({ query });
  if (variables.trim()) parameters.set("variables", variables);
  if (operationName) parameters.set("operationName", operationName);
  return `${page}#${parameters}`;
}
