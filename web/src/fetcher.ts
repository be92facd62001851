import type { GraphiQLProps } from "graphiql";
import { GraphQLError } from "graphql";

/**
 * Asks the service and gives its answer. A failure is given as an answer too: GraphiQL would show
 * a thrown error with its stack.
 */
export const fetcher: GraphiQLProps["fetcher"] = async (parameters, options) => {
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        Accept: "application/graphql-response+json, application/json",
        "Content-Type": "application/json",
        ...options?.headers,
      },
      body: JSON.stringify(parameters),
    });
    if (response.headers.get("Content-Type")?.includes("json")) return await response.json();
    return failure(`The service answered ${response.status} ${response.statusText}`.trim());
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    return failure(`The service cannot be reached. ${reason}`);
  }
};

function failure(message: string) {
  return { errors: [new GraphQLError(message)] };
}
