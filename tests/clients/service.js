/** Where the service is, and a `fetch` that notes what a client sends and what it gets. */

export const url = process.env.SERVICE;

/** `fetch` is for the client; `requests` tells what it sent, `type` the last answer's type. */
export function noting() {
  const noted = { requests: [], type: null, fetch: noteAndFetch };
  async function noteAndFetch(address, options = {}) {
    noted.requests.push(`${options.method ?? "GET"} ${sent(address, options.body)}`);
    const answer = await fetch(address, options);
    noted.type = answer.headers.get("content-type");
    return answer;
  }
  return noted;
}

/** Whether a request carries the text of a query, its hash, or both. */
function sent(address, body) {
  const values = body ? JSON.parse(body) : inAddress(new URL(address).searchParams);
  const parts = [values.query && "text", values.extensions?.persistedQuery && "hash"];
  return parts.filter(Boolean).join(" and ");
}

const inAddress = (values) => ({
  query: values.get("query"),
  extensions: JSON.parse(values.get("extensions")),
});
