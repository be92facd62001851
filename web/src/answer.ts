/** The parts of a JSON answer. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** What the service answered: data, messages of errors, or both. */
export interface Answer {
  data: JsonObject | null;
  errors: string[];
}

/** Reads the text of an answer as the response editor shows it; null where there is none yet. */
export function readAnswer(text: string): Answer | null {
  if (!text.trim()) return null;
  const answer = parsed(text);
  if (!isObject(answer)) return { data: null, errors: [text] };
  const errors = Array.isArray(answer.errors) ? answer.errors : [];
  return {
    data: isObject(answer.data) ? answer.data : null,
    errors: errors.map((error) => (isObject(error) ? String(error.message) : String(error))),
  };
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The items of a list, or of a connection; null if the value is neither. A connection has its items
 * as `nodes` or, each with a cursor, as `edges`.
 */
export function itemsOf(value: Json | undefined): Json[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return null;
  if (Array.isArray(value.nodes)) return value.nodes;
  if (!Array.isArray(value.edges)) return null;
  return value.edges.map((edge) => (isObject(edge) ? (edge.node ?? null) : null));
}

/** What an object has beside its items and the cursors to read on with. */
export function besidesItems(value: JsonObject): JsonObject {
  const isConnection = itemsOf(value) !== null;
  const beside = Object.entries(value).filter(
    ([key]) => !isConnection || !["nodes", "edges", "pageInfo"].includes(key),
  );
  return Object.fromEntries(beside);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
